"""Grants: money against time, promises against their measures, and what is due next."""
