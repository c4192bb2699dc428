"""Write a plan together with the person. Nothing that anybody wrote is lost: versions are added, never changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.disclosure import Release
from tandem.disclosure.views import WHOLE
from tandem.domain.people.actions import taken_in
from tandem.domain.people.models import Person
from tandem.domain.safety_plans.form import form
from tandem.domain.safety_plans.models import PlanVersion
from tandem.domain.safety_plans.rules import checked, meet
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.timeline import Kind


@dataclass(frozen=True)
class Clash:
    """One section that two people changed: what was said now, what stands, and who wrote that when."""

    section: str
    yours: tuple[str, ...]
    stands: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True)
class Kept:
    """What became of a telling: the number of the plan as it stands now, and what is kept `beside` it, if anything."""

    number: int
    clashes: tuple[Clash, ...] = ()
    beside: int | None = None


def write_plan(
    *,
    actor: Actor,
    release: Release,
    base: int,
    sections: Mapping[str, Sequence[str]],
    language: str,
    made: str,
    settles: UUID | None = None,
    at: datetime | None = None,
    begun: bool = False,
) -> Kept:
    """Keep the person's words as a new version, on top of version `base` (0: there was none).

    `sections` are lines by section; one that is not named stays as it stands. Sections changed by somebody else since
    `base` are not overwritten: what was said about them is kept as a version beside, and told in `clashes`. `settles`
    is the id of such a version that this one puts an end to. `at` (aware) is when it was written, on a phone without
    signal. `begun`: there may be no word yet, only a language, as a phone that saves each tap says it.

    Raises Refusal by field; NotReleased without a release that opens the whole plan; Absent for a sealed or another
    provider's record.
    """
    said = checked(form(), sections, language, made)
    if release.require(Category.SAFETY_PLAN).view != WHOLE:
        raise Absent
    with act(actor, Permission.PLAN_WRITE, kind="person", subject=release.person_id) as doing:
        person = taken_in(release.person_id, actor)
        versions = list(PlanVersion.objects.filter(person=person).order_by("number"))
        stands = next((one for one in reversed(versions) if not one.beside), None)
        seen = next((one for one in versions if one.number == base and not one.beside), None)
        if base and seen is None:
            raise Refusal(("base", "The plan you started from is not known here. Open the plan again."))
        now, was = _lines(stands), _lines(seen)
        met = meet(was, now, said)
        ended = _settled(versions, settles)
        number = stands.number if stands else 0
        # A language that its author did not change is whatever it has become since.
        if stands and seen and language == seen.language:
            language = stands.language
        writing = _Writing(doing, person, actor, len(versions), language, made, base, at or doing.at)
        spoken = stands is not None and stands is seen and language != stands.language
        if met.taken or ended or spoken or stands is None:
            whole = {name: lines for name, lines in (now | dict(met.taken)).items() if lines}
            if not whole and not begun:
                raise Refusal((form().names[0], "Write at least one line. A plan without words helps nobody."))
            number = writing.add(whole, settles=ended)
        beside = writing.add(met.clashes, beside=True) if met.clashes else None
        clashes = tuple(
            Clash(name, lines, now.get(name, ()), *_wrote(versions, name)) for name, lines in met.clashes.items()
        )
        return Kept(number, clashes, beside)


def _lines(version: PlanVersion | None) -> dict[str, tuple[str, ...]]:
    return {name: tuple(lines) for name, lines in version.sections.items()} if version else {}


def _settled(versions: list[PlanVersion], settles: UUID | None) -> PlanVersion | None:
    if settles is None:
        return None
    open_ones = [one for one in versions if one.beside and one.pk not in {each.settles_id for each in versions}]
    found = next((one for one in open_ones if one.pk == settles), None)
    if found is None:
        raise Refusal(("settles", "Somebody settled this already. Open the plan again."))
    return found


def _wrote(versions: list[PlanVersion], name: str) -> tuple[str, datetime]:
    """Who wrote this section as it stands, and when: the version in which it last changed."""
    before, found = (), versions[0]
    for one in versions:
        lines = tuple(one.sections.get(name, ()))
        if not one.beside and lines != before:
            before, found = lines, one
    return found.written_by_name, found.written_at


@dataclass
class _Writing:
    """One telling being kept: whose, when, and the number of the last version."""

    doing: Act
    person: Person
    actor: Actor
    last: int
    language: str
    made: str
    base: int
    at: datetime

    def add(
        self,
        sections: Mapping[str, tuple[str, ...]],
        *,
        beside: bool = False,
        settles: PlanVersion | None = None,
    ) -> int:
        self.last += 1
        PlanVersion.objects.create(
            person=self.person,
            organization_id=self.person.organization_id,
            number=self.last,
            base=self.base,
            beside=beside,
            settles=settles,
            edition=form().edition,
            language=self.language,
            made=self.made,
            sections={name: list(lines) for name, lines in sections.items()},
            written_by=self.actor.id,
            written_by_name=self.actor.name,
            written_at=self.at,
        )
        self.doing.log(Kind.PLAN_CLASHED if beside else Kind.PLAN_WRITTEN, self.person.pk, version=self.last)
        self.doing.tell("person", self.person.pk)
        return self.last
