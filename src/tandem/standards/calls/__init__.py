"""Plain JSON for calls: for whoever has calls to tell and no EIDO to send. The interface describes itself at
`/api/v1/openapi.json`.

What is sent is what somebody said on a call: call facts, and demographics of the persons it tells of.
"""
