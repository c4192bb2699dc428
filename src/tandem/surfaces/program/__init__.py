"""The program's own door: the first set-up, who works here, and, for the privacy officer, who saw what."""
