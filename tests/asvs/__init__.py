"""Rules of OWASP ASVS 5.0 that no room's own tests prove: what a browser is told, what is nowhere in the sources."""
