"""Makes docs/screens/*.png from the running program, door by door."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.settings")
os.environ.setdefault("TANDEM_SECRET_KEY", "test")
# The pages' addresses are those of the program's own list, which knows the tables.
django.setup()
