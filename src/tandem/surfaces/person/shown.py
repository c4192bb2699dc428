"""What stands on the person's own page, as far as their release opens it, in words they can use.

What is written about alcohol or drugs, and every paper that speaks of it, waits behind one more tap: somebody may look
over the shoulder. Counseling and psychotherapy notes are never here; R70 does not open them.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.disclosure import Release
from tandem.domain.consents.records import ConsentSummary, agreements_of, written_of
from tandem.domain.consents.rules import State
from tandem.domain.followups import records as followups
from tandem.domain.part2 import records as part2
from tandem.domain.referrals import records as referrals
from tandem.domain.releases import asking
from tandem.domain.releases.own import looks
from tandem.domain.safety_plans.form import form
from tandem.domain.safety_plans.records import plan_of
from tandem.surfaces.person import words
from tandem.vocabulary.law import Basis, Category
from tandem.vocabulary.terms import NEED_LABELS, Need, ReferralState

FIRST_LOOKS = 5
COMING = (ReferralState.ACCEPTED, ReferralState.SENT, ReferralState.ACKNOWLEDGED)
ENDED = (ReferralState.COMPLETED, ReferralState.CANCELLED)


def next_steps(release: Release) -> dict:
    """Referrals and what became of each, and when the team will be in touch."""
    made = [_step(one) for one in referrals.of_person(release)]
    return {
        "next_steps": [one for one in made if not one["over"]],
        "before": [one for one in made if one["over"]],
        "calls": [words.between(one.due_from, one.due_by) for one in followups.of_person(release) if not one.closed_at],
    }


def _step(one: referrals.ReferralSummary) -> dict:
    ahead = one.expected_at and one.expected_at > timezone.now()
    return {
        "place": one.service,
        "need": _(NEED_LABELS[Need(one.need)]),
        "when": words.part_of_day(one.expected_at) if one.state in COMING and ahead else "",
        "words": words.step(one.state),
        "phone": one.phone,
        "warm": one.warm and one.state == ReferralState.ACCEPTED,
        "over": one.state in ENDED,
    }


def plan(release: Release, language: str) -> dict:
    """Their safety plan as it stands: the form's words in `language`, their own lines as they said them."""
    found = plan_of(release)
    if found is None or found.is_empty:
        return {"plan": None}
    told = [
        (one.label[language], found.sections.get(one.name, ()), one.always.get(language, "")) for one in form().sections
    ]
    return {"plan": found, "plan_parts": [each for each in told if each[1] or each[2]]}


def sharing(release: Release, *, apart: bool) -> dict:
    """Spoken agreements and written consents that stand, and those that were stopped."""
    agreements = agreements_of(release)
    written = [one for one in written_of(release) if apart or one.kind == Basis.PSY_AUTHORIZATION]
    return {
        "shares": [one for one in agreements if one.state == State.IN_FORCE],
        "stopped": [one for one in agreements if one.taken_back_at],
        "papers": [_paper(one) for one in written if one.state == State.IN_FORCE],
        "papers_over": [_paper(one) for one in written if one.ended_at],
    }


def _paper(one: ConsentSummary) -> dict:
    return {
        "id": one.id,
        "what": words.consent(one.kind),
        "recipient": words.recipient(one.recipient),
        "until": one.until,
        "until_event": one.until_event,
        "ended_at": one.ended_at,
    }


def looked(release: Release, *, apart: bool, everything: bool) -> dict:
    """Who saw the record and what left, newest first. What left of alcohol or drugs waits behind the tap."""
    found = [one for one in looks(release=release) if apart or not (one.left and Category.PART2_RECORD in one.what)]
    cut = found if everything else found[:FIRST_LOOKS]
    return {
        "looks": [
            (one, words.role(one.role), words.purpose(one.purpose), words.categories(one.what, apart=apart))
            for one in cut
        ],
        "more": len(found) if len(found) > len(cut) else 0,
    }


def asked(release: Release) -> dict:
    """What they asked on this page, with our answers; `waiting` are the kinds that have none yet."""
    found = asking.asked(release=release)
    return {
        "asked": [(one, words.asked(one.kind), words.ended(one.outcome)) for one in found],
        "waiting": [str(one.kind) for one in found if not one.outcome],
    }


def apart(release: Release, *, wanted: bool) -> dict:
    """What is written about alcohol or drugs, once it was asked for; the tap is there for everybody."""
    if not wanted or not release.allows(Category.PART2_RECORD):
        return {"use": [], "use_notes": []}
    return {
        "use": part2.of_person(release),
        "use_notes": [one for one in part2.notes_apart(release) if one.signed_at],
    }
