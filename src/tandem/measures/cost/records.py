"""The figures in force, and who changed them when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tandem.measures.cost.figures import shipped
from tandem.measures.cost.models import Figures


@dataclass(frozen=True)
class FiguresRow:
    """Figures whole. `number` is 0 for those that ship with Tandem; then nobody wrote them."""

    number: int
    content: Mapping
    written_at: datetime | None
    written_by: str
    why: str


def newest() -> FiguresRow:
    found = Figures.objects.order_by("-id").first()
    if found is None:
        return FiguresRow(0, shipped(), None, "", "")
    return FiguresRow(found.pk, found.content, found.written_at, found.written_by_name, found.why)


def earlier() -> tuple[FiguresRow, ...]:
    """All editions, the newest first, without their content."""
    rows = Figures.objects.order_by("-id").values_list("id", "written_at", "written_by_name", "why")
    return tuple(FiguresRow(number, {}, at, name, why) for number, at, name, why in rows)
