"""One-time links on their way to the people they are for: shown once, printed as slips, and e-mailed where that is set up.

The message holds a greeting, a sentence and the link.
"""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.foundation import mail
from tandem.foundation.accounts.links import Fresh
from tandem.foundation.accounts.models import LinkKind, User
from tandem.foundation.organizations.program import program, zone_of
from tandem.foundation.organizations.times import clock_words

_KEPT = "links_to_hand_over"
# A message each waits on the mail server; more than these at once are handed over by slip.
MOST_MESSAGES = 20


def address(fresh: Fresh) -> str:
    """The whole address of a link."""
    return settings.PUBLIC_URL + reverse("begin", args=[fresh.secret])


def hand_over(request: HttpRequest, made: list[tuple[User, Fresh]]) -> HttpResponse:
    """Send what can be sent, keep the links for one look, and go to the page that shows them."""
    slips = []
    for number, (user, fresh) in enumerate(made):
        sent = ""
        if user.email and mail.mailer().set_up:
            told = _send(user, fresh) if number < MOST_MESSAGES else mail.Sent(False, _("Too many at once."))
            sent = "sent" if told.ok else told.why
        slips.append(
            {
                "name": user.name,
                "username": user.username,
                "link": address(fresh),
                "kind": fresh.kind.value,
                "until": fresh.expires_at.isoformat(),
                "email": user.email,
                "sent": sent,
            }
        )
    request.session[_KEPT] = slips
    return redirect("program_links")


def once(request: HttpRequest) -> list[dict]:
    """The links of the act before, taken out of the session: a second look finds none."""
    slips = request.session.pop(_KEPT, [])
    return [{**one, "until": datetime.fromisoformat(one["until"])} for one in slips]


def _send(user: User, fresh: Fresh) -> mail.Sent:
    found = program()
    until = clock_words(timezone.localtime(fresh.expires_at, zone_of(None)))
    begins = (
        _("An account has been made for you.") if fresh.kind == LinkKind.INVITE else _("You can choose a new password.")
    )
    text = "\n\n".join(
        (
            _("Hello %(name)s,") % {"name": user.name},
            begins
            + " "
            + _("Open this link to choose your password. It works once, until %(until)s.") % {"until": until},
            address(fresh),
            _("If you did not expect this, tell your program and don't open it."),
            found.name if found else "Tandem",
        )
    )
    return mail.send(
        user.email, _("Your sign-in for %(program)s") % {"program": found.name if found else "Tandem"}, text
    )
