"""The person's own record as they take it home: everything R70 and R71 open, in the order of a record (164.524(c))."""

from django.utils import timezone

from tandem.disclosure import Release
from tandem.domain.encounters import scene_records as scene
from tandem.domain.followups.records import of_person as followups_of
from tandem.domain.part2 import records as part2
from tandem.domain.part2.shelf import APART
from tandem.domain.phones.records import photos_of_person
from tandem.domain.releases.accounting import lines_of
from tandem.domain.releases.cases.leaving import pieces
from tandem.domain.releases.copying import Section
from tandem.domain.releases.own import looks
from tandem.domain.releases.timeline import of_person as timeline_of
from tandem.domain.screenings.records import of_person as screenings_of
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.record import record
from tandem.vocabulary.law import Category

PART2 = Category.PART2_RECORD
# What the file has a place of its own for, or never holds.
ELSEWHERE = {Category.ACCESS_LOG, PART2, Category.SUD_COUNSELING_NOTE, Category.PSYCHOTHERAPY_NOTE}


def take_home(*, actor: Actor, release: Release, apart: bool) -> list[Section]:
    """The sections of the file. `apart` puts what is written about alcohol or drugs in; without it nothing says so.

    What goes to the person themselves is no line of the accounting (164.528(a)(1)(ii)); that they took it is audited.
    """
    record(
        actor,
        "own_page.save",
        object_kind="person",
        object_id=release.person_id,
        detail={"release": str(release.id)},
    )
    found = [one.section for one in pieces(release) if one.section.category not in ELSEWHERE]
    if release.allows(Category.CAD_FACTS):
        found.append(Section(Category.CAD_FACTS, "Calls", _calls(release)))
    if release.allows(Category.CLINICAL_NOTE):
        found.append(Section(Category.CLINICAL_NOTE, "Photos", _photos(release)))
        found += [_form(told) for forms in scene.of_person(release=release).values() for told in forms.values()]
    if release.allows(Category.REFERRAL_STATUS):
        found.append(Section(Category.REFERRAL_STATUS, "Follow-up", _followups(release)))
    if apart and release.allows(PART2):
        found += _apart(release)
    if release.allows(Category.ACCESS_LOG):
        found.append(Section(Category.ACCESS_LOG, "Who saw the record", _seen(release)))
        left = lines_of(release, apart=apart)
        found.append(Section(Category.ACCESS_LOG, "Who got the record", left))
    return [one for one in found if one.lines]


def _clock(at) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _calls(release: Release) -> tuple[str, ...]:
    told = [one for one in timeline_of(release=release) if one.category == Category.CAD_FACTS]
    return tuple(f"{_clock(one.at)} {one.label}{f': {one.text}' if one.text else ''}" for one in reversed(told))


def _form(told: scene.Told) -> Section:
    lines = (*(f"{one.label}: {one.words}" for one in told.lines), f"{told.by}, {_clock(told.written_at)}")
    return Section(Category.CLINICAL_NOTE, told.title, lines)


def _photos(release: Release) -> tuple[str, ...]:
    """What there is, by name: the pictures themselves are not in the file, and the line says whom to ask for them."""
    return tuple(
        f"{_clock(one.at)} {one.name}. Photo by {one.by}. Ask your care team to see it."
        for one in photos_of_person(release)
    )


def _followups(release: Release) -> tuple[str, ...]:
    lines = []
    for one in followups_of(release):
        lines.append(f"{_clock(one.due_from)} to {_clock(one.due_by)}{', done' if one.closed_at else ''}")
        lines += [f"{_clock(each.at)} {each.label} {each.note}".strip() for each in one.tries]
    return tuple(lines)


def _seen(release: Release) -> tuple[str, ...]:
    return tuple(
        f"{_clock(one.at)} {one.who}, {one.role}, {one.organization}. For: {one.purpose}."
        for one in looks(release=release)
        if not one.left
    )


def _apart(release: Release) -> list[Section]:
    found = []
    for one in part2.of_person(release):
        lines = (*(f"{each.label}: {each.words}" for each in one.lines), f"{one.by}, {_clock(one.written_at)}")
        found.append(Section(PART2, "Alcohol and drugs", lines))
    for one in part2.notes_apart(release):
        if one.signed_at:
            found.append(Section(PART2, "Note", (one.text, f"Signed by {one.by}, {_clock(one.signed_at)}.")))
    for one in screenings_of(release, shelf=APART):
        if one.completed_at:
            answers = tuple(f"{each.prefix} {each.text} {each.answer}".strip() for each in one.answers)
            found.append(Section(PART2, one.title, (f"Result: {one.label}", *answers, _clock(one.completed_at))))
    for one in part2.emergencies(release):
        lines = (f"{_clock(one.told_at)} to {one.recipient}, {one.facility}: {one.nature}", one.why_no_consent)
        found.append(Section(PART2, "Told in a medical emergency", lines))
    return found
