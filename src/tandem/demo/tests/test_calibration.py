"""Every constant stands in `docs/demo-city.md` with its value and a source, and every table of shares is a whole."""

import math
import re
from pathlib import Path

from tandem.demo import calibration as k

PAGE = Path(__file__).resolve().parents[4] / "docs" / "demo-city.md"
CONSTANTS = sorted(name for name in vars(k) if name.isupper() and not name.startswith("_"))
WHOLES = ("CALL_TYPE_SHARE", "ORIGIN_SHARE", "CONTACT_SHARE", "DISPOSITION_SHARE", "NEED_SHARE", "ATTEMPT_SHARE")
WHOLES += ("FORCE_SHARE", "HURT_SHARE", "WORKED_SHARE", "FIREARM_SHARE", "INTERPRETER_SHARE", "RIGHTS_SHARE")
WHOLES += ("TAKEN_BY_CHOICE", "TAKEN_ON_HOLD", "TAKEN_BY_EMS", "TAKEN_IN_ARREST")


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {share:.3g}" for key, share in value.items())
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def test_each_constant_has_its_value_and_source_on_the_page():
    page = PAGE.read_text(encoding="utf-8")
    for name in CONSTANTS:
        row = re.search(rf"^\| `{name}` \| (.*?) \| (.+) \|$", page, re.MULTILINE)
        assert row, f"{name} is missing"
        assert row[1] == _shown(getattr(k, name)), name
        assert row[2], name


def test_shares_add_up():
    for name in WHOLES:
        assert math.isclose(sum(getattr(k, name).values()), 1, abs_tol=0.001), name


def test_weekdays_add_up():
    assert math.isclose(sum(k.WEEKDAY_SHARE), 1, abs_tol=0.001)
