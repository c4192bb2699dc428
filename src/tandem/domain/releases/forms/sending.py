"""Send a form: the same words that were shown, sealed by `disclose()`, kept as they left, and in the accounting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tandem.disclosure import Release
from tandem.domain.encounters.records import of_person
from tandem.domain.people.models import Person
from tandem.domain.people.records import summary
from tandem.domain.releases.disclose import disclose
from tandem.domain.releases.forms import SHEETS
from tandem.domain.releases.forms.sheet import LAW_ROLES, Sheet, cleaned, held, lines
from tandem.domain.releases.grounds import NotToThem, Weighed, gives_only_sud_care
from tandem.domain.releases.models import Letter
from tandem.domain.releases.recipients import Recipient
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.disclosing import FORM_LABELS, NEVER_ON_A_FORM, Form, Medium
from tandem.vocabulary.law import Basis, Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role


@dataclass(frozen=True)
class OnForm:
    """The ground of one form. The authority is the form's own, so that no consent is asked for (law.md 1.7)."""

    form: Form
    case_id: UUID | None = None

    def weigh(self, release: Release, to: Recipient, categories: tuple[Category, ...], now: datetime) -> Weighed:
        """Raises NotToThem for a category the form can't hold, a sealed record, and a program of substance use care."""
        sheet = SHEETS[self.form]
        person = Person.objects.filter(pk=release.person_id).first()
        sender = Organization.objects.filter(pk=release.organization_id).first()
        if person is None or sender is None or person.sealed_at is not None:
            raise NotToThem
        if release.role not in {LAW_ROLES[role] for role in sheet.roles}:
            raise NotToThem
        if not sheet.categories >= set(categories) or not NEVER_ON_A_FORM.isdisjoint(categories):
            raise NotToThem
        if gives_only_sud_care(sender) and not sheet.only_sud_may:
            raise NotToThem
        return Weighed(
            basis=Basis.NONE,
            rules=(self.form, *sheet.also),
            obligations=frozenset({"accounting"}),
            form=self.form,
            case_id=self.case_id,
        )


def open_to(role: Role | None) -> list[Sheet]:
    """The forms somebody in this role may send, in their order."""
    return [sheet for sheet in SHEETS.values() if role in sheet.roles]


def sheet_of(form: str, *, actor: Actor) -> Sheet:
    """The form of this id, for whoever may send it. Raises Absent."""
    sheet = SHEETS.get(form)
    if sheet is None or actor.role not in sheet.roles:
        raise Absent
    return sheet


def prefilled(sheet: Sheet, *, release: Release) -> dict[str, str]:
    """What the record already says of the fields of this form, as far as the sender's own release opens it."""
    wanted = {one.prefill for one in sheet.fields if one.prefill}
    known = _known(release) if wanted else {}
    return {one.name: known.get(one.prefill, "")[: one.limit] for one in sheet.fields if one.prefill}


def _known(release: Release) -> dict[str, str]:
    known: dict[str, str] = {}
    if release.allows(Category.DEMOGRAPHICS):
        person = summary(release=release)
        name = f"{person.given_name} {person.family_name}".strip()
        birth = f"{person.birth_date:%Y-%m-%d}" if person.birth_date else ""
        known = {
            "name_address": ", ".join(part for part in (name, person.address) if part),
            "name_birth": ", ".join(part for part in (name, f"born {birth}" if birth else "") if part),
            "birth": birth,
            "looks": person.appearance,
        }
    if release.allows(Category.CLINICAL_NOTE):
        met = of_person(release)
        if met:
            known["treated"] = f"{timezone.localtime(met[0].started_at):%Y-%m-%d %H:%M}"
    return known


@dataclass(frozen=True)
class Preview:
    """Exactly what would leave, and what is only recorded. `lines` are [label, words]."""

    values: dict[str, str]
    lines: list[list[str]]
    kept: list[list[str]]


def preview(sheet: Sheet, told: Mapping[str, str]) -> Preview:
    """What these values would send. Raises Refusal by field; nothing is stored."""
    values = cleaned(sheet, told)
    kept = [
        [one.label, dict(sheet.choices(one)).get(values[one.name], values[one.name])]
        for one in sheet.fields
        if not one.leaves and values[one.name]
    ]
    return Preview(values, lines(sheet, values), kept)


def send(
    sheet: Sheet,
    told: Mapping[str, str],
    *,
    actor: Actor,
    release: Release,
    to: Recipient,
    medium: str,
    seen: list[list[str]] | None = None,
    case_id: UUID | None = None,
    key: UUID | None = None,
) -> UUID:
    """Send what was shown, and keep the words that left. Returns the id of its entry in the accounting.

    `seen` is what the sender read; where the values say something else now, nothing leaves. Raises Refusal by field,
    Conflict for a `key` sent before, NotToThem, NotReleased for a category the sender's own release does not open, NotAllowed.
    """
    shown = preview(sheet, told)
    if seen is not None and seen != shown.lines:
        raise Refusal(("preview", "This is not what you read. Read it again, then send it."))
    with act(actor, Permission.DISCLOSURE_SEND, kind="person", subject=release.person_id) as doing:
        package = disclose(
            actor=actor,
            release=release,
            to=to,
            on=OnForm(sheet.form, case_id),
            categories=held(sheet, shown.values),
            fields=tuple(label[:40] for label, _words in shown.lines),
            body={"form": sheet.form, "lines": shown.lines},
            medium=Medium(medium),
            purpose=sheet.purpose,
            why=FORM_LABELS[sheet.form],
            key=key,
        )
        Letter.objects.create(
            disclosure_id=package.id,
            person_id=release.person_id,
            lines=shown.lines,
            kept=shown.kept,
        )
        doing.detail = {"form": sheet.form, "disclosure": str(package.id)}
    return package.id
