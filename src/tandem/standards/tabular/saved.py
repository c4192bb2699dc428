"""Mappings under a name, with editions: the newest is used unless a number is asked for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.measures.past.mapping import Past
from tandem.standards.tabular.mapping import Mapping
from tandem.standards.tabular.models import SavedMapping
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.text import clean

LONGEST_NAME = 80
# What a mapping is for → how it is read back, and who may keep one.
CALLS, PAST = "calls", "past"
_KINDS = {
    CALLS: (Mapping.from_json, Permission.INCIDENT_IMPORT),
    PAST: (Past.from_json, Permission.PAST_BRING),
}


@dataclass(frozen=True)
class Edition:
    """One saved edition of a mapping."""

    id: UUID
    name: str
    number: int
    made_at: datetime
    mapping: Mapping | Past

    @property
    def words(self) -> str:
        return f"{self.name}/{self.number}"


def save(name: str, mapping: Mapping | Past, *, actor: Actor, kind: str = CALLS) -> Edition:
    """Keep a mapping as the next edition of `name`; the same mapping again is the edition there is. Raises Refusal."""
    name = clean("save_as", name.strip(), LONGEST_NAME, required=True)
    if "/" in name:
        raise Refusal(("save_as", "A name can't hold a slash: it stands before the number of the edition."))
    with act(actor, _KINDS[kind][1], kind="mapping") as doing:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"tandem.mapping.{kind}.{name}"])
        newest = SavedMapping.objects.filter(kind=kind, name=name).order_by("-number").first()
        if newest and newest.body == mapping.as_json():
            return _edition(newest)
        row = SavedMapping.objects.create(
            kind=kind,
            name=name,
            number=newest.number + 1 if newest else 1,
            body=mapping.as_json(),
            made_by=actor.id,
            made_at=doing.at,
        )
        doing.about("mapping", row.pk)
    return _edition(row)


def newest(kind: str = CALLS) -> list[Edition]:
    """The newest edition of each name, by name."""
    numbers = SavedMapping.objects.filter(kind=kind).values("name").annotate(number=Max("number"))
    wanted = {(one["name"], one["number"]) for one in numbers}
    rows = SavedMapping.objects.filter(kind=kind).order_by("name", "-number")
    return [_edition(row) for row in rows if (row.name, row.number) in wanted]


def edition_of(words: str, kind: str = CALLS) -> Edition:
    """The edition that "County CAD/2" names, or the newest of "County CAD". Raises Refusal."""
    name, slash, number = words.rpartition("/") if "/" in words else (words, "", "")
    found = SavedMapping.objects.filter(kind=kind, name=name).order_by("-number")
    if slash:
        found = found.filter(number=int(number)) if number.isascii() and number.isdigit() else found.none()
    row = found.first()
    if row is None:
        raise Refusal(("mapping", f"There is no saved mapping “{words[:60]}”."))
    return _edition(row)


def _edition(row: SavedMapping) -> Edition:
    return Edition(row.pk, row.name, row.number, row.made_at, _KINDS[row.kind][0](row.body))
