"""One call for two, as the tests of the field door have it."""

from tandem.surfaces.field.tests.conftest import night

__all__ = ["night"]
