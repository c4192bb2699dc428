"""What the data can carry: each design for one plan, open or closed, with the engine's own reasons and numbers.

A design that can't be carried stays in the list, closed, and says what would carry it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tandem.measures.evaluation import DESIGNS, cautions, fitness
from tandem.measures.evaluation.refusals import Barrier
from tandem.measures.studies.framed import Cannot, Framed, Source
from tandem.measures.studies.framing import framed
from tandem.measures.studies.plan import Plan
from tandem.vocabulary.studies import EVERY_MANY, Came, Every

# In the order they are shown; a control chart estimates no effect and is on each measure's own page.
OFFERED = ("its", "staggered", "rollout", "synthetic", "survival", "matched", "trial")
FITS, WEAKER, CLOSED = "fits", "weaker", "closed"
# Which designs a change that came in such a way may be studied by, the best first.
BY_CAME: dict[str, tuple[str, ...]] = {
    Came.AT_ONCE: ("its", "survival"),
    Came.BY_PLACE: ("staggered", "survival", "matched"),
    Came.BY_LOT: ("rollout", "staggered", "survival", "matched"),
    Came.ONE_PLACE: ("synthetic", "its", "survival", "matched"),
    Came.TO_SOME: ("matched",),
    Came.DRAW: ("trial",),
}
NOT_SO = {
    Came.AT_ONCE: "it came everywhere at once, so there is no place without it to compare with",
    Came.BY_PLACE: "it came place by place",
    Came.BY_LOT: "it came in an order drawn by lot",
    Came.ONE_PLACE: "it came in one place only",
    Came.TO_SOME: "it came to some calls and not to others, at the same time",
    Came.DRAW: "a sealed draw decided, call by call",
}


@dataclass(frozen=True)
class Offer:
    """One design for one plan. `reasons` are sentences; `ways` say what would carry it, each with the step to go to."""

    design: str
    title: str
    words: str
    state: str
    reasons: tuple[str, ...]
    ways: tuple[tuple[str, str], ...]
    size: str

    @property
    def open(self) -> bool:
        return self.state != CLOSED


def offers(source: Source) -> tuple[Offer, ...]:
    """Every design for this plan, those that fit how the change came first. Raises NotInstalled."""
    order = [*BY_CAME[source.plan.came], *(id for id in OFFERED if id not in BY_CAME[source.plan.came])]
    return tuple(offer(design, source) for design in order)


def offer(design: str, source: Source) -> Offer:
    """Whether the data can carry one design, and why not. Raises NotInstalled."""
    plan, of = source.plan, DESIGNS[design]
    if design not in BY_CAME[plan.came]:
        return Offer(design, of.title, of.words, CLOSED, (f"Not for this change: {NOT_SO[Came(plan.came)]}.",), (), "")
    made = framed(design, source)
    if isinstance(made, Cannot):
        return Offer(design, of.title, of.words, CLOSED, (made.words,), (("Choose another measure", made.step),), "")
    barriers = fitness(design, made.table, made.spec)
    if barriers:
        return Offer(
            design, of.title, of.words, CLOSED, tuple(one.words for one in barriers),
            tuple(_ways(design, source, barriers)), _size(plan, made),
        )  # fmt: skip
    weak = tuple(one.words for one in cautions(design, made.table, made.spec))
    if design == "survival" and plan.came == Came.AT_ONCE:
        weak = (*weak, "It compares those met before with those met after: whatever else changed in that time is part.")
    return Offer(design, of.title, of.words, WEAKER if weak else FITS, weak, (), _size(plan, made))


def _size(plan: Plan, made: Framed) -> str:
    if "period" not in made.table.column_names:
        people = (
            f", {len(set(made.table['person'].to_pylist())):,} people" if "person" in made.table.column_names else ""
        )
        return f"{made.table.num_rows:,} rows{people}"
    periods = len(set(made.table["period"].to_pylist()))
    many = f"{periods} {EVERY_MANY[Every(plan.every)] if periods != 1 else plan.every}"
    if "place" not in made.table.column_names:
        return many
    return f"{len(set(made.table['place'].to_pylist()))} {plan.by}s, {many}".replace("agencys", "agencies")


def _ways(design: str, source: Source, barriers: tuple[Barrier, ...]) -> Iterator[tuple[str, str]]:
    """What would carry a design that is closed: (sentence, step to go to; "past" for an older file, "" for waiting)."""
    plan, ids = source.plan, {one.id for one in barriers}
    if ids & {"before", "after", "short"} and plan.every == Every.MONTH:
        yield "Count by the week instead: there are about four times as many periods.", "counted"
    if "before" in ids:
        yield "Bring an older file, so that there is more time before the change.", "past"
    if "after" in ids:
        yield "Wait: each period that ends adds one after the change.", ""
    if "treated" in ids and design in ("staggered", "rollout"):
        yield "With one place that has it, say that it came in one place only; that is another design.", "changed"
    if "untreated" in ids:
        yield "Take more places into the study: some that never had the change, or not yet.", "where"
    if ids & {"known", "alike", "held"}:
        yield "Hold fewer things equal, or such as are known of more.", "compared"
    if "short" in ids:
        yield "Take fewer seasons out.", "compared"
