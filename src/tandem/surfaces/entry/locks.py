"""How long wrong passwords lock a name at its address: what the program says, until released if it says so."""

from datetime import timedelta

from django.http import HttpRequest

from tandem.foundation.organizations.locks import lasts


def cooling_off(request: HttpRequest | None) -> timedelta:
    """For the library that counts failed sign-ins."""
    return lasts()
