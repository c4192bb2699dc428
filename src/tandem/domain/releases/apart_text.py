"""The Part 2 text of one contact: what is kept apart of it, with the notice of 42 CFR 2.32 always inside.

Into the own program's other system it is a use inside the program (2.12(c)(3)); the label goes with it all the same, so
that nobody there takes it for an ordinary note. To another organization it goes through `disclose()`, which puts the
whole notice and the copy of the consent inside.
"""

from uuid import UUID

from django.utils import timezone

from tandem.disclosure import Release
from tandem.disclosure.views import WHOLE
from tandem.domain.consents.basis import bases
from tandem.domain.part2.records import for_encounter, notes_apart
from tandem.domain.part2.shelf import APART
from tandem.domain.releases.copying import Section, Text, compose
from tandem.domain.releases.enclosures import owed
from tandem.domain.screenings import records as screenings
from tandem.foundation import clock
from tandem.vocabulary.copying import CopyKind
from tandem.vocabulary.disclosing import CONSENT_COPY, NOTICE_SHORT, PART2_NOTICE, Medium
from tandem.vocabulary.law import Basis, Category
from tandem.vocabulary.refusal import Absent

PART2 = Category.PART2_RECORD


def part2_text(encounter_id: UUID, *, release: Release) -> Text:
    """What is kept apart of one contact, read in full. Raises Absent for any other view, or where nothing stands there.

    Unsigned words, counseling notes and psychotherapy notes are never in it.
    """
    if release.view(PART2) != WHOLE:
        raise Absent
    told = for_encounter(encounter_id, release=release)
    notes = notes_apart(release, encounter_id)
    sections = (
        [Section(PART2, "Alcohol and drugs", tuple(f"{one.label}: {one.words}" for one in told.lines))] if told else []
    )
    sections += [
        Section(PART2, "Note", (one.text, f"Signed by {one.by}, {_clock(one.signed_at)}."))
        for one in notes
        if one.signed_at
    ]
    given = screenings.for_encounter(encounter_id, release=release, shelf=APART)
    sections += [_screening(one) for one in given if one.completed_at]
    if not sections:
        raise Absent
    left_out = ("Words that nobody signed yet.",) if any(not one.signed_at for one in notes) else ()
    return compose(CopyKind.PART2, [Section(PART2, "Notice", (NOTICE_SHORT,)), *sections], release, left_out)


def inside(text: Text, *, release: Release, recipient_id: UUID) -> str:
    """What `disclose()` puts inside this text for a recipient the person's Part 2 consent names, read before it leaves.

    The notice and the copy of the consent (42 CFR 2.32); "" where no such consent is in force.
    """
    named = (release.person_id, release.organization_id, recipient_id)
    held = bases(*named, PART2, release.purpose, clock.now())
    consents = [held[one] for one in (Basis.PART2_NAMED, Basis.TPO) if one in held][:1]
    if not consents or text.kind != CopyKind.PART2:
        return ""
    return "\n\n".join(one.text for one in owed((PART2_NOTICE, CONSENT_COPY), consents, Medium.COPY))


def _clock(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _screening(one: screenings.ScreeningSummary) -> Section:
    points = f" ({one.points} points)" if one.points else ""
    lines = [f"Result: {one.label}{points}"]
    lines += [f"{each.prefix} {each.text} {each.answer}".strip() for each in one.answers]
    lines.append(f"{_clock(one.completed_at)}. Edition {one.edition}. {one.licence}")
    return Section(PART2, one.title, tuple(lines))
