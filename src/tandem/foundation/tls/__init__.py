"""HTTPS without a proxy, for phones on the local network: the agency's own certificate, or an authority made here.

A service worker, passkeys and the camera work on HTTPS pages only (W3C Secure Contexts).
"""
