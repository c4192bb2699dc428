"""The demo city: a made-up county with two years of calls and a live shift, for a newcomer to meet a program at work.

The one place above the domain that builds rows by batch acts. Nothing imports it, and no real person's data is in it:
names are invented, phones are 555-01xx, and every number it is calibrated to stands with its source in `calibration`.
"""
