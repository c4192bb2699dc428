"""The settings as they ship, with one bare view more."""

from tandem.settings import *  # noqa: F403

ROOT_URLCONF = "tests.performance.urls"
