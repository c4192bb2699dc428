"""What leaves in a case: pieces of the record, chosen one by one, shown word for word, then disclosed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from tandem.disclosure import Package, Release
from tandem.domain.encounters.records import of_person as encounters_of
from tandem.domain.part2 import records as part2
from tandem.domain.people.records import cautions, summary
from tandem.domain.referrals.records import ReferralSummary
from tandem.domain.referrals.records import of_person as referrals_of
from tandem.domain.releases.accounting import lines_of
from tandem.domain.releases.cases.deciding import OnCase, case_of, open_case, papers_of, recipient_of
from tandem.domain.releases.copying import Section, contact_section, note_section, referral_section, screening_section
from tandem.domain.releases.disclose import disclose
from tandem.domain.releases.models import Letter
from tandem.domain.releases.plans import card_section, plan_section
from tandem.domain.screenings.records import of_person as screenings_of
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.cases import CASE_SHORT, OWN
from tandem.vocabulary.disclosing import NEVER_ON_A_FORM, Medium
from tandem.vocabulary.law import CATEGORY_LABELS, Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal


@dataclass(frozen=True)
class Piece:
    """One piece of the record that may leave. `key` names it in a form; `words` is its first line."""

    key: str
    section: Section

    @property
    def words(self) -> str:
        return self.section.lines[0] if self.section.lines else ""


def pieces(release: Release) -> list[Piece]:
    """Everything the case's release opens, piece by piece, in the order of a record."""
    found: list[Piece] = []
    if release.allows(Category.DEMOGRAPHICS):
        found.append(Piece("who", _who(release)))
    if release.allows(Category.SAFETY_FLAGS):
        said = tuple(f"{one.words} ({one.source}, {one.published_at:%Y-%m-%d})" for one in cautions(release=release))
        found.append(Piece("cautions", Section(Category.SAFETY_FLAGS, "Cautions", said)))
    if release.allows(Category.CLINICAL_NOTE):
        for one in encounters_of(release):
            found.append(Piece(f"contact-{one.id}", contact_section(one)))
            found.append(Piece(f"note-{one.id}", note_section(one)))
    if release.allows(Category.SCREENING):
        found += [
            Piece(f"screening-{one.id}", screening_section(one)) for one in screenings_of(release) if one.completed_at
        ]
    if release.allows(Category.SAFETY_PLAN):
        found += [Piece("plan", plan_section(release)), Piece("card", card_section(release))]
    if release.allows(Category.REFERRAL_STATUS):
        found += [Piece(f"referral-{one.id}", _referral(one)) for one in referrals_of(release)]
    found += _apart(release)
    if release.allows(Category.ACCESS_LOG):
        found.append(Piece("accounting", Section(Category.ACCESS_LOG, "Who got the record", lines_of(release))))
    return [one for one in found if one.section.lines]


def _referral(one: ReferralSummary) -> Section:
    """One referral with its reason, which a copy for another place leaves out (164.524: the whole of it)."""
    told = referral_section([one])
    return replace(told, lines=(*told.lines, f"Why: {one.why}")) if one.why else told


def _apart(release: Release) -> list[Piece]:
    """What is kept apart, as far as the case opens it: an order may name it, or the person's own consent."""
    found = []
    if release.allows(Category.PART2_RECORD):
        for one in part2.of_person(release):
            said = tuple(f"{each.label}: {each.words}" for each in one.lines)
            found.append(Piece(f"use-{one.encounter_id}", Section(Category.PART2_RECORD, "Alcohol and drugs", said)))
        for place, one in enumerate(part2.notes_apart(release)):
            if one.signed_at:
                said = (one.text, f"Signed by {one.by}, {one.signed_at:%Y-%m-%d}.")
                found.append(Piece(f"apart-{place}", Section(Category.PART2_RECORD, "Note on substance use", said)))
    apart = (
        (Category.SUD_COUNSELING_NOTE, "Counseling note", part2.counseling_notes),
        (Category.PSYCHOTHERAPY_NOTE, "Psychotherapy note", part2.psychotherapy_notes),
    )
    for category, heading, read in apart:
        if release.allows(category):
            for one in read(release):
                said = (one.text, f"By {one.by}, {one.written_at:%Y-%m-%d}.")
                found.append(Piece(f"{category}-{one.id}", Section(category, heading, said)))
    return found


def _who(release: Release) -> Section:
    one = summary(release=release)
    told = [
        ("Name", f"{one.given_name} {one.family_name}".strip()),
        ("Also called", one.aliases),
        ("Born", f"{one.birth_date:%Y-%m-%d}" if one.birth_date else ""),
        ("Address", one.address),
        ("Phone", one.phone),
        ("Language", one.language),
    ]
    return Section(Category.DEMOGRAPHICS, "Person", tuple(f"{name}: {words}" for name, words in told if words))


def letter_of(chosen: Iterable[Piece]) -> list[list[str]]:
    """The words that leave: [heading, words] of each piece."""
    return [[one.section.heading, "\n".join(one.section.lines)] for one in chosen]


def leave(
    case_id: UUID, *, actor: Actor, keys: Iterable[str], medium: str, seen: list[list[str]], key: UUID | None = None
) -> Package:
    """Disclose the chosen pieces to whom the case names. `seen` is what the privacy officer read.

    The words are kept, unless something of Part 2 or an apart-kept note is in them: then the accounting alone says what
    left. Raises Refusal, NotToThem, Absent where the papers open nothing.
    """
    wanted = set(keys)
    with act(actor, Permission.RELEASE_CASE, kind="release_case", subject=case_id) as doing:
        case = case_of(case_id, actor)
        release = open_case(case_id, actor, now=doing.at)
        chosen = [one for one in pieces(release) if one.key in wanted]
        if not chosen:
            raise Refusal(("pieces", "Choose what leaves."))
        words = letter_of(chosen)
        if words != seen:
            raise Refusal(("pieces", "The record changed while you read it. Read it again, then send it."))
        categories = tuple(sorted({one.section.category for one in chosen}))
        package = disclose(
            actor=actor,
            release=release,
            to=recipient_of(case),
            on=OnCase(case_id, actor),
            categories=categories,
            fields=tuple(dict.fromkeys(CATEGORY_LABELS[one][:40] for one in categories)),
            body={"case": str(case.pk), "lines": words},
            medium=Medium(medium),
            why=f"{CASE_SHORT[papers_of(case).kind]}: {case.requester_tie}"[:200],
            key=key,
        )
        if NEVER_ON_A_FORM.isdisjoint(categories):
            Letter.objects.create(disclosure_id=package.id, person_id=release.person_id, lines=words)
        doing.detail = {"disclosure": str(package.id), "pieces": len(chosen), "own": case.kind in OWN}
    return package
