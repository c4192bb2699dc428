"""A random history of five phones; a thousand by `bin/test --long phones`."""

import os

import pytest

from tandem.domain.phones import rules
from tandem.surfaces.field.phone import taking
from tests.phones import histories
from tests.phones.histories import play, wrong

FIRST = int(os.environ.get("TANDEM_HISTORY", "1"))
MANY = int(os.environ.get("TANDEM_HISTORIES", "1"))


# In its place in `bin/test`: test_faults.py and test_together.py, where each of the things that a history mixes is tried
# by itself.
@pytest.mark.whole
@pytest.mark.parametrize("seed", range(FIRST, FIRST + MANY))
def test_nothing_is_lost_doubled_or_overwritten(db, seed):
    assert wrong(play(seed)) == [], f"TANDEM_HISTORY={seed}"


@pytest.mark.whole
def test_a_careless_server_is_caught(db, monkeypatch):
    """The twin: the last to write wins, in silence. A history must show it."""
    monkeypatch.setattr(taking, "meet", lambda was, said, stands: rules.Met.TAKE)
    monkeypatch.setattr(histories, "STEPS", 30)
    assert any("overwritten" in one for one in wrong(play(3)))
