"""The persons of the demo: named, unknown, identified later, and those who come back."""

import heapq
import zlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tandem.demo import calibration as k
from tandem.demo import words
from tandem.demo.cast import Cast, Worker
from tandem.demo.dice import Dice
from tandem.demo.names import FAMILY, GIVEN_HE, GIVEN_SHE, phone
from tandem.demo.store import Store
from tandem.domain.people.actions.caution import LONGEST_DAYS
from tandem.domain.people.models import Caution, Description, Person
from tandem.domain.people.rules import check_birth_date, is_identified
from tandem.vocabulary.timeline import Kind

_RACES = {"white": 58, "hispanic": 16, "black": 13, "asian": 5, "white hispanic": 4, "native": 2, "pacific": 1}
_AGES = {(18, 25): 0.22, (26, 39): 0.33, (40, 54): 0.24, (55, 69): 0.15, (70, 88): 0.06}  # Assumed.


@dataclass
class Met:
    """A person as the city remembers them. `known_at` is when a provider knew the name; None for never."""

    id: UUID
    known_at: datetime | None
    area: str


class People:
    """Makes persons, and hands back those whose day to come back has come."""

    def __init__(self, cast: Cast, dice: Dice, store: Store, end: datetime):
        self._cast, self._dice, self._store, self._end = cast, dice, store, end
        self._back: list[tuple[datetime, int, Met]] = []
        self._drawn = 0

    def comes_back(self, person: Met, after: datetime) -> None:
        """Maybe plan this person's next call: soon, much later, or never."""
        dice = self._dice
        if dice.happens(k.BACK_IN_30_DAYS):
            days = min(dice.around(k.BACK_MEDIAN_DAYS, k.BACK_SPREAD), 29.0)
        elif dice.happens(k.BACK_LATER):
            days = dice.between(31, 300)
        else:
            return
        self._drawn += 1
        heapq.heappush(self._back, (after + timedelta(days=days), self._drawn, person))

    def due(self, at: datetime) -> Met | None:
        """A person whose return is due at `at`, once."""
        if self._back and self._back[0][0] <= at:
            return heapq.heappop(self._back)[2]
        return None

    def made(self, *, at: datetime, met: bool, area: str, call: UUID, taker: Worker, team: Worker) -> Met:
        """A person a team was sent to: the caller's words first, then the provider's own, if the two met."""
        dice = self._dice
        unknown = dice.happens(k.UNKNOWN_WHEN_MET if met else k.UNKNOWN_WHEN_NOT)
        later = unknown and met and dice.happens(k.IDENTIFIED_LATER)
        known_at = None if unknown else at
        if later:
            known_at = at + timedelta(days=dice.between(0.2, 12))
            if known_at >= self._end:
                known_at = None
        person = Met(dice.id(), known_at, area)
        self._store.add(
            Person(id=person.id, organization_id=self._cast.provider.pk, created_at=at, identified_at=known_at)
        )
        named = self._named(at.date())
        self._tell(person.id, taker, at, call, True, {"appearance": words.appearance(dice)})
        if known_at and not later and not met:
            # Not met, but the caller gave the name.
            only = {name: named[name] for name in ("given_name", "family_name", "birth_date")}
            self._tell(person.id, taker, at + timedelta(minutes=2), call, True, only)
        elif known_at:
            self._tell(person.id, team, known_at, call, False, named, identified=later)
        if known_at and met and dice.happens(k.CAUTION):
            self._caution(person.id, team, known_at)
        return person

    def told_by_caller(self, *, at: datetime, call: UUID, taker: Worker) -> UUID:
        """A person only dispatch knows of: no team went."""
        person_id = self._dice.id()
        named = self._dice.happens(0.5)
        self._store.add(Person(id=person_id, created_at=at, identified_at=at if named else None))
        told: dict = {"appearance": words.appearance(self._dice)}
        if named:
            told |= {
                name: value for name, value in self._named(at.date()).items() if name in ("given_name", "family_name")
            }
        self._tell(person_id, taker, at, call, True, told)
        return person_id

    def _named(self, today: date) -> dict:
        dice = self._dice
        she = dice.happens(0.47)
        low, high = dice.weighted(_AGES)
        given = dice.one(GIVEN_SHE if she else GIVEN_HE)
        named = {
            "given_name": given,
            "family_name": dice.one(FAMILY),
            "says_name": given[:4] if dice.happens(0.12) else "",
            "birth_date": today - timedelta(days=dice.whole(low * 366, high * 365)),
            "pronouns": ("she/her" if she else "he/him") if dice.happens(0.5) else "",
            "language": "Spanish" if dice.happens(k.SPANISH) else "English",
            "phone": phone(dice.whole(0, 99)) if dice.happens(0.75) else "",
            "phone_rule": dice.one(("", "", "text first", "not before noon", "no voice messages")),
            "address": f"{dice.whole(101, 2999)} {dice.one(('Linden', 'Prairie', 'Union', 'Yarrow'))} St"
            if dice.happens(0.7)
            else "",
        }
        return named | _of_themselves(f"{named}", she)

    def _tell(
        self,
        person: UUID,
        who: Worker,
        at: datetime,
        call: UUID,
        by_call: bool,
        told: dict,
        *,
        identified: bool = False,
    ) -> None:
        check_birth_date(told.get("birth_date"), at.date())
        self._store.add(
            Description(
                id=self._dice.id(),
                person_id=person,
                organization_id=who.organization_id,
                told_on=call,
                call_source=by_call,
                recorded_by=who.user_id,
                recorded_at=at,
                **told,
            )
        )
        kind = Kind.PERSON_IDENTIFIED if identified and is_identified(told) else Kind.PERSON_DESCRIBED
        fields = sorted(name for name, value in told.items() if value and name != "birth_date")
        self._store.log(kind, at, who, person, fields=fields)

    def _caution(self, person: UUID, who: Worker, at: datetime) -> None:
        said, avoid, helps = self._dice.one(words.CAUTIONS)
        until = at + timedelta(days=self._dice.between(30, LONGEST_DAYS))
        self._store.add(
            Caution(
                id=self._dice.id(),
                person_id=person,
                organization_id=who.organization_id,
                words=said,
                avoid=avoid,
                what_helps=helps,
                by_provider=True,
                published_by=who.user_id,
                published_by_name=who.name,
                published_at=at,
                expires_at=until,
            )
        )
        self._store.log(Kind.CAUTION_PUBLISHED, at, who, person, expires=until.isoformat())


def _of_themselves(who: str, she: bool) -> dict[str, str]:
    """What somebody says of themselves where they were asked; drawn apart, so that the rest of the city stays as it is."""
    dice = Dice(zlib.crc32(who.encode()))
    return {
        "gender": ("woman" if she else "man") if dice.happens(0.7) else "",
        "race": dice.weighted(_RACES) if dice.happens(0.65) else "",
        "veteran": ("yes" if dice.happens(0.08) else "no") if dice.happens(0.6) else "",
    }
