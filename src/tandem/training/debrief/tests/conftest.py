"""The small scenario of the sessions' own tests, played to its end."""

from tandem.training.sessions.tests.conftest import Table, story, table

__all__ = ["Table", "story", "table"]
