"""One referral from the sender's side: ask and send, hear the answer by phone, take it back.

The law cares that nothing leaves before the person said yes to this very place; a place that is no registered provider
needs a signature. The link is shown once and stored nowhere.
"""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from tandem.disclosure import Release
from tandem.domain.consents.actions import agree
from tandem.domain.consents.records import AgreementSummary, agreements_of
from tandem.domain.consents.rules import SIGNED, SPOKEN, State
from tandem.domain.directory.records import service
from tandem.domain.people import records as people
from tandem.domain.referrals import actions, records
from tandem.domain.referrals.links import LinkSecret
from tandem.domain.referrals.records import ReferralSummary
from tandem.domain.referrals.rules import (
    DECLINE_LABELS,
    FAIL_LABELS,
    LINK_CATEGORIES,
    MOVES,
    RESTS_ON_A_YES,
    WHY_LIMIT,
    Verb,
    partner_name,
    undo_problem,
    verbs_by_link,
)
from tandem.domain.releases import referring
from tandem.foundation import clock
from tandem.foundation.organizations.times import here
from tandem.surfaces.care.door import must, onward, page, person_page
from tandem.surfaces.care.words import chip
from tandem.vocabulary.law import CATEGORY_LABELS, PURPOSE_LABELS, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import ReferralState

# Long enough for the loop to close and the follow-up to hear of it; the person can take it back at any time.
AGREED_FOR = timedelta(days=90)
ASKING = (ReferralState.DRAFT, ReferralState.NOT_SENT)
VERB_WORDS = {
    Verb.ACKNOWLEDGE: gettext_noop("They have it, no answer yet"),
    Verb.ACCEPT: gettext_noop("Yes, they expect the person"),
    Verb.DECLINE: gettext_noop("No, they can't"),
    Verb.SEEN: gettext_noop("The person came and was seen"),
    Verb.COMPLETE: gettext_noop("Finished: service complete, or a next visit is set"),
    Verb.FAIL: gettext_noop("It didn't come about"),
    Verb.UNDO: gettext_noop("Take the last answer back"),
}


def _standing(release: Release, one: ReferralSummary) -> AgreementSummary | None:
    """A yes to this place that holds and names all that goes there: nobody is asked twice."""
    needed = {CATEGORY_LABELS[each] for each in LINK_CATEGORIES}
    for each in agreements_of(release):
        fits = each.recipient_id == one.organization_id and each.purpose == PURPOSE_LABELS[Purpose.REFERRAL]
        if fits and each.state == State.IN_FORCE and needed <= set(each.categories):
            return each
    return None


def _verbs(one: ReferralSummary) -> list[tuple[str, str]]:
    """What the far end may have said by phone, now."""
    newest = one.history[-1] if one.history else None
    undoable = newest is not None and undo_problem(newest.before, newest.after, newest.at, clock.now()) is None
    return [(verb.value, VERB_WORDS[verb]) for verb in verbs_by_link(one.state, undoable=undoable)]


def _show(
    request: HttpRequest,
    release: Release,
    one: ReferralSummary,
    refused: Refusal | None = None,
    link: LinkSecret | None = None,
) -> HttpResponse:
    place = service(one.service_id)
    about = people.summary(release=release)
    kind, icon = chip(one.state)
    return page(
        request,
        "referral",
        refused,
        about=about,
        release=release,
        one=one,
        chip_kind=kind,
        chip_icon=icon,
        place=place,
        initial=partner_name(about.given_name, about.family_name, whole=False),
        standing=_standing(release, one),
        until=clock.now() + AGREED_FOR,
        asking=one.state in ASKING,
        sharing_stopped=one.state in RESTS_ON_A_YES and not one.agreement_holds,
        again=one.state in MOVES[Verb.SEND_AGAIN].before,
        verbs=_verbs(one),
        decline_kinds=[("", _("Choose")), *((code.value, word) for code, word in DECLINE_LABELS.items())],
        fail_kinds=[("", _("Choose")), *((code.value, word) for code, word in FAIL_LABELS.items())],
        may_take_back=one.state in MOVES[Verb.CANCEL].before,
        declined=one.state == ReferralState.DECLINED,
        why_limit=WHY_LIMIT,
        sender=request.membership.organization.short_name,
        link=request.build_absolute_uri(reverse("partner", args=[link.token])) if link else "",
        link_until=link.expires_at if link else None,
    )


@require_safe
@person_page
def referral(request: HttpRequest, release: Release, referral_id: UUID) -> HttpResponse:
    """Where one referral stands, and the next thing to do."""
    must(request.actor, Permission.REFERRAL_WRITE)
    return _show(request, release, records.summary(referral_id, release=release))


@require_POST
@person_page
def send(request: HttpRequest, release: Release, referral_id: UUID) -> HttpResponse:
    """Write down what the person said, and send, or keep it. The answer itself shows the link, which is stored nowhere.

    A reload of that answer sends again: it stops the link before and makes a new one, and nothing else.
    """
    must(request.actor, Permission.REFERRAL_WRITE)
    one = records.summary(referral_id, release=release)
    answer = request.POST.get("answer", "")
    standing = _standing(release, one)
    try:
        with transaction.atomic():
            if answer == "no" and one.state in ASKING:
                if one.state == ReferralState.DRAFT:
                    actions.not_sent(referral_id, actor=request.actor)
                return onward(reverse("care_referral", args=[release.person_id, referral_id]))
            if standing is None:
                _agree(request, release, one, answer)
            link = referring.send(referral_id, actor=request.actor)
    except Refusal as error:
        return _show(request, release, records.summary(referral_id, release=release), refused=error)
    if link is None:
        return onward(reverse("care_referral", args=[release.person_id, referral_id]))
    return _show(request, release, records.summary(referral_id, release=release), link=link)


def _agree(request: HttpRequest, release: Release, one: ReferralSummary, answer: str) -> None:
    if answer not in (SPOKEN, SIGNED):
        raise Refusal(("answer", _("Ask the person, then say what they answered.")))
    agree(
        actor=request.actor,
        person_id=release.person_id,
        recipient_id=one.organization_id,
        categories=sorted(LINK_CATEGORIES),
        purpose=Purpose.REFERRAL,
        until=clock.now() + AGREED_FOR,
        how=answer,
        heard_by=request.actor.name if answer == SPOKEN else "",
        signature=request.POST.get("signature", "") if answer == SIGNED else "",
    )


@require_POST
@person_page
def answer(request: HttpRequest, release: Release, referral_id: UUID) -> HttpResponse:
    """What the receiving program said by phone, written down for them."""
    must(request.actor, Permission.REFERRAL_WRITE)
    one = records.summary(referral_id, release=release)
    sent = request.POST
    verb = sent.get("verb", "")
    kinds = {Verb.DECLINE: "decline_kind", Verb.FAIL: "fail_kind"}
    try:
        if not verb:
            raise Refusal(("verb", _("Choose what they said.")))
        actions.far_end(
            referral_id,
            actor=request.actor,
            verb=verb,
            reason_kind=sent.get(kinds[verb], "") if verb in kinds else "",
            reason=sent.get("reason", "") if verb in kinds else "",
            recorded_for=sent.get("recorded_for", ""),
        )
    except Refusal as error:
        names = {"reason_kind": kinds.get(verb, "verb"), "state": "verb"}
        refused = Refusal(*((names.get(name, name), words) for name, words in error.errors))
        return _show(request, release, one, refused=refused)
    messages.success(request, (_("Written down at %(here)s.") % {"here": here(clock.now())}))
    return onward(reverse("care_referral", args=[release.person_id, referral_id]))


@require_POST
@person_page
def take_back(request: HttpRequest, release: Release, referral_id: UUID) -> HttpResponse:
    """Take the referral back. Its link stops at once."""
    must(request.actor, Permission.REFERRAL_WRITE)
    one = records.summary(referral_id, release=release)
    try:
        actions.cancel(referral_id, actor=request.actor, reason=request.POST.get("cancel_reason", ""))
    except Refusal as error:
        refused = Refusal(*(("cancel_reason", words) for _name, words in error.errors))
        return _show(request, release, one, refused=refused)
    messages.success(request, _("Taken back. The link doesn't open any more."))
    return onward(reverse("care_person", args=[release.person_id]))
