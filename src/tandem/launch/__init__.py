"""What `bin/start` runs: the database, the demo city, then the server, the jobs and the live shift, until told to stop.

Everything it started stops with it, however it ends. It serves this machine only (CJIS SC-7: no open boundary), unless
`--host` and `--tls` say that phones of the local network may come, by HTTPS.
"""
