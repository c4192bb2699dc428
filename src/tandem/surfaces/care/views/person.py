"""One person: who they are, what is due next, what they agreed to, what happened; as far as the release opens it."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.disclosure import Release
from tandem.disclosure.explain import Standing, why_table
from tandem.domain.consents import records as consents
from tandem.domain.consents.restriction_records import lacks_notice, restrictions_of
from tandem.domain.encounters import records as encounters
from tandem.domain.encounters import scene_records as scene
from tandem.domain.followups import records as followups
from tandem.domain.people import records as people
from tandem.domain.people.actions import describe, publish_caution, withdraw_description
from tandem.domain.people.actions.caution import longest_days
from tandem.domain.people.rules import LIMITS
from tandem.domain.phones.records import photos
from tandem.domain.referrals import records as referrals
from tandem.domain.referrals.rules import OPEN_STATES
from tandem.domain.safety_plans import records as plans
from tandem.domain.screenings import records as screenings
from tandem.domain.screenings.actions import done_task
from tandem.foundation import clock
from tandem.surfaces.care.door import must, onward, page, person_page
from tandem.surfaces.care.story import FILTERS, story
from tandem.surfaces.care.views.apart import apart_of
from tandem.surfaces.care.words import chip, day_of, end_of_day, shared_by
from tandem.vocabulary.law import PURPOSE_LABELS, Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.splits import GENDER_LABELS, RACE_LABELS
from tandem.vocabulary.terms import ROLE_LABELS

FIELDS = (
    ("given_name", gettext_noop("First name")),
    ("family_name", gettext_noop("Family name")),
    ("says_name", gettext_noop("How it is said")),
    ("aliases", gettext_noop("Other names they go by")),
    ("birth_date", gettext_noop("Born")),
    ("pronouns", gettext_noop("Pronouns")),
    ("language", gettext_noop("Language")),
    ("gender", gettext_noop("Gender, as they say it")),
    ("race", gettext_noop("Race or ethnicity, as they say it")),
    ("veteran", gettext_noop("Served in the military")),
    ("phone", "Phone"),
    ("phone_rule", gettext_noop("How to use it")),
    ("address", gettext_noop("Address, or where to find them")),
    ("appearance", gettext_noop("What they look like")),
)
HINTS = {
    "phone_rule": gettext_noop("As they said it: texts are fine, don't leave a message."),
    "appearance": gettext_noop("Like: male, about 30, red jacket."),
}
# What people are asked of themselves, with the answers there are; nobody has to answer.
ANSWERS: dict[str, dict[str, str]] = {
    "gender": {code.value: words for code, words in GENDER_LABELS.items()},
    "race": {code.value: words for code, words in RACE_LABELS.items()},
    "veteran": {"yes": gettext_noop("Yes"), "no": gettext_noop("No")},
}
CIRCLE = ("access", "family")
CAUTION_DAYS = (("30", "30 days"), ("90", "90 days"), ("180", "180 days"))


def why_context(request: HttpRequest, release: Release) -> dict:
    """The list of what this role may see: the same on every person's page, from the rule table alone."""
    agency = request.membership.organization.name
    lines = why_table(release.role, release.purpose, relationship=True, named=agency)
    return {
        "open_lines": [line for line in lines if line.standing == Standing.OPEN],
        "closed_lines": [line for line in lines if line.standing != Standing.OPEN],
        "reader": ROLE_LABELS[request.actor.role].lower(),
        "purpose": PURPOSE_LABELS[release.purpose],
    }


def _if_open(release: Release, category: Category, read) -> list:
    return read(release) if release.allows(category) else []


def _circle(release: Release, met: list) -> list:
    """The newest telling of how to talk with the person and of family, children, pets: what the next visit needs."""
    told = scene.of_person(release=release)
    newest = {}
    for one in reversed(met):
        newest |= {form: each for form, each in told.get(one.id, {}).items() if form in CIRCLE}
    return [newest[form] for form in CIRCLE if form in newest]


@require_safe
@person_page
def person(request: HttpRequest, release: Release) -> HttpResponse:
    """The record of one person. `?show=` filters the timeline."""
    notes = Category.CLINICAL_NOTE
    met = _if_open(release, notes, encounters.of_person)
    given = _if_open(release, Category.SCREENING, screenings.of_person)
    sent = _if_open(release, Category.REFERRAL_STATUS, referrals.of_person)
    owed = _if_open(release, Category.REFERRAL_STATUS, followups.of_person)
    show = request.GET.get("show", "all")
    last = next((one for one in met if one.notes), None)
    rules = {rule for answer in release.answers.values() if answer.allowed for rule in answer.rules}
    may = request.actor.may
    return page(
        request,
        "person",
        about=people.summary(release=release),
        release=release,
        opened_by=", ".join(sorted(rules & set(release.require(Category.DEMOGRAPHICS).rules))),
        cautions=people.cautions(release=release) if release.allows(Category.SAFETY_FLAGS) else [],
        agreements=[
            (one, shared_by(one)) for one in _if_open(release, Category.REFERRAL_STATUS, consents.agreements_of)
        ],
        written=consents.written_of(release),
        restrictions=restrictions_of(release) if release.allows(Category.DEMOGRAPHICS) else [],
        lacks_notice=may(Permission.CONSENT_RECORD) and release.allows(Category.DEMOGRAPHICS) and lacks_notice(release),
        may_restrict=may(Permission.RESTRICTION_RECORD),
        loops=[(one, *chip(one.state)) for one in sent if one.state in OPEN_STATES],
        owed=[one for one in owed if one.closed_at is None],
        wish=people.wish_of(release) if release.allows(Category.SAFETY_PLAN) else None,
        plan=plans.plan_of(release) if plans.may_read(release) else None,
        plan_open=plans.may_read(release),
        plan_clashes=len(plans.clashes_of(release)) if plans.may_read(release) else 0,
        may_plan=may(Permission.PLAN_WRITE),
        tasks=screenings.open_tasks(release=release) if release.allows(Category.SCREENING) else [],
        last_note=last,
        apart=apart_of(release),
        circle=_circle(release, met) if release.allows(notes) else [],
        screening=next((one for one in given if one.completed_at), None),
        story=story(release, encounters=met, screenings=given, referrals=sent, followups=owed, show=show),
        show=show if show in FILTERS else "all",
        filters=[one for one in FILTERS.items() if one[0] != "encounters" or release.allows(notes)],
        in_need=may(Permission.GLASS_OPEN) and not release.allows(notes),
        may_refer=may(Permission.REFERRAL_WRITE),
        may_agree=may(Permission.CONSENT_RECORD),
        may_describe=may(Permission.PERSON_DESCRIBE),
        may_give_page=may(Permission.OWN_PAGE_GIVE),
        may_warn=may(Permission.CAUTION_PUBLISH),
        may_tell=may(Permission.DISCLOSURE_SEND),
        may_tick=may(Permission.SCREENING_WRITE),
        **why_context(request, release),
    )


@require_safe
@person_page
def why(request: HttpRequest, release: Release) -> HttpResponse:
    """Why can't I see something? The page behind the drawer."""
    return page(request, "why", release=release, **why_context(request, release))


def _tellings(release: Release) -> list[dict]:
    labels = dict(FIELDS)
    return [
        {"one": one, "told": [(labels[name], _in_words(name, value)) for name, value in one.told]}
        for one in people.tellings(release=release)
    ]


def _in_words(name: str, value: object) -> object:
    """What was told, codes as their words."""
    words = ANSWERS.get(name)
    return ", ".join(_(words.get(code, code)) for code in str(value).split()) if words else value


@require_POST
@person_page
def withdraw(request: HttpRequest, release: Release, telling_id: UUID) -> HttpResponse:
    """A telling was wrong: it stays stored with the reason, and is shown to nobody as true."""
    must(request.actor, Permission.PERSON_DESCRIBE)
    if telling_id not in [one.id for one in people.tellings(release=release)]:
        raise Absent
    try:
        withdraw_description(telling_id, actor=request.actor, reason=request.POST.get("reason", ""))
    except Refusal as error:
        return _describe(request, release, error, wrong_telling=telling_id)
    messages.success(request, _("Withdrawn, with the reason."))
    return onward(reverse("care_describe", args=[release.person_id]))


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def describe_person(request: HttpRequest, release: Release) -> HttpResponse:
    """Add what is now known. Nothing is overwritten: a later telling adds to the earlier ones."""
    must(request.actor, Permission.PERSON_DESCRIBE)
    refused = None
    if request.method == "POST":
        told = {name: request.POST.get(name, "") for name in LIMITS}
        try:
            born = day_of("birth_date", request.POST.get("birth_date", ""))
            describe(actor=request.actor, person_id=release.person_id, birth_date=born, **told)
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("Added to this person's description."))
            return onward(reverse("care_person", args=[release.person_id]))
    return _describe(request, release, refused)


def _describe(
    request: HttpRequest, release: Release, refused: Refusal | None, wrong_telling: UUID | None = None
) -> HttpResponse:
    wrong = dict(reversed(refused.errors)) if refused else {}
    fields = [
        {
            "name": name,
            "label": label,
            "kind": "date"
            if name == "birth_date"
            else "tel"
            if name == "phone"
            else "select"
            if name in ANSWERS
            else "text",
            "options": [("", _("Not asked, or no answer")), *ANSWERS.get(name, {}).items()],
            "value": request.POST.get(name, ""),
            "hint": HINTS.get(name, ""),
            "error": wrong.get(name, ""),
            "maxlength": LIMITS.get(name),
        }
        for name, label in FIELDS
    ]
    return page(
        request,
        "describe",
        refused,
        about=people.summary(release=release),
        release=release,
        fields=fields,
        tellings=_tellings(release),
        wrong_telling=wrong_telling,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def caution(request: HttpRequest, release: Release) -> HttpResponse:
    """Publish a caution, with an end."""
    must(request.actor, Permission.CAUTION_PUBLISH)
    refused, ends = None, [one for one in CAUTION_DAYS if int(one[0]) <= longest_days()]
    if request.method == "POST":
        days = request.POST.get("expires_at", "")
        try:
            if days not in dict(ends):
                raise Refusal(("expires_at", _("Choose how long this holds.")))
            last_day = (timezone.localtime(clock.now()) + timedelta(days=int(days) - 1)).date()
            publish_caution(
                actor=request.actor,
                person_id=release.person_id,
                words=request.POST.get("words", ""),
                avoid=request.POST.get("avoid", ""),
                what_helps=request.POST.get("what_helps", ""),
                expires_at=end_of_day(last_day),
            )
        except Refusal as error:
            refused = error
        else:
            said = _("The caution is published. Your own care staff see it; police and dispatch do once you tell them.")
            messages.success(request, said)
            return onward(reverse("care_person", args=[release.person_id]))
    return page(request, "caution", refused, about=people.summary(release=release), release=release, ends=ends)


@require_safe
@person_page
def encounter(request: HttpRequest, release: Release, encounter_id: UUID) -> HttpResponse:
    """One contact: the note, the screenings, how it ended."""
    found = encounters.summary(encounter_id, release=release)
    given = _if_open(release, Category.SCREENING, lambda one: screenings.for_encounter(encounter_id, release=one))
    writes = request.actor.may(Permission.ENCOUNTER_WRITE) and request.actor.id in found.writers
    return page(
        request,
        "encounter",
        about=people.summary(release=release),
        release=release,
        one=found,
        screenings=given,
        may_add=writes and any(part.signed_at for part in found.notes),
        may_write=writes,
        scene=list(scene.told(encounter_id, release=release).values()),
        apart=apart_of(release, encounter_id),
        photos=photos(encounter_id, release=release),
    )


@require_POST
@person_page
def task(request: HttpRequest, release: Release, task_id: int) -> HttpResponse:
    """Tick off what a screening asked of the team."""
    if task_id not in [one.id for one in screenings.open_tasks(release=release)]:
        raise Absent
    done_task(task_id, actor=request.actor)
    messages.success(request, _("Done, and kept with the screening."))
    return onward(reverse("care_person", args=[release.person_id]))
