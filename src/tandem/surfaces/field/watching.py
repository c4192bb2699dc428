"""The check-in card that stands on every page of the phone, as one person sees it now."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.domain.incidents.tele import open_asks
from tandem.domain.safety import records
from tandem.domain.safety.records import SosSummary
from tandem.domain.staffing.records import team_of
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.permissions import Permission


def draw_card(actor: Actor) -> str:
    """The card of this person now; without a team on shift an empty place that the stream can fill."""
    team = team_of(actor.id) if actor.id else None
    watch = next(iter(records.watches(team.id)), None) if team else None
    open_sos = records.open_sos(team.id) if team else []
    context = {
        "team": team,
        "watch": watch,
        "roll": records.question_for(actor.id) if team else None,
        "sos": [(one, one.user_id == actor.id, heard_words(one)) for one in open_sos],
        # Only where a hand can take it: a clinician on shift.
        "asks": open_asks() if team and actor.may(Permission.TELE_TAKE) else [],
        "pressed": any(one.user_id == actor.id for one in open_sos),
    }
    return render_to_string("field/_safety.html", context)


def heard_words(sos: SosSummary) -> str:
    """Where an SOS stands, for whoever pressed it and for the team."""
    if sos.ended_at:
        return _("Stood down.")
    if sos.heard_at:
        at = timezone.localtime(sos.heard_at).strftime("%H:%M")
        return _("%(name)s heard it at %(at)s.") % {"name": sos.heard_by, "at": at}
    return _("Sent, but not heard yet. Call 911 or use radio.")
