"""Values as the phone reads them: times as ISO 8601 in UTC, places as whole millionths of a degree, no floats."""

from datetime import datetime


def at(moment: datetime | None) -> str | None:
    """ "2026-11-27T03:20:11Z"; None for no time."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def e6(degrees: float | None) -> int | None:
    """Degrees as whole millionths."""
    return round(degrees * 1_000_000) if degrees is not None else None
