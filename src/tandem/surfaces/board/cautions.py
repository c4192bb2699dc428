"""What one can do to a caution: review it, and pass a provider's own on. Each a few fields and the act behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.domain.people import actions
from tandem.domain.people.actions.caution import longest_days
from tandem.domain.people.records import CautionInReview
from tandem.domain.releases import passing
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.refusal import Refusal

SOME_DAYS = (7, 30, 90, 180)


@dataclass(frozen=True)
class Review:
    """One thing to do. `provider` is for a provider's own caution only."""

    title: Callable[[], str]
    words: Callable[[], str]
    parts: Callable[[CautionInReview, Actor], list[dict]]
    do: Callable[[CautionInReview, Actor, Any], None]
    button: Callable[[], str]
    stop: bool = False
    provider: bool = False


def days() -> list[tuple[str, str]]:
    """How long a caution may hold, as choices within the program's own limit."""
    most = longest_days()
    fitting = sorted({one for one in SOME_DAYS if one < most} | {most})
    return [(str(one), _("%(n)d days") % {"n": one}) for one in fitting]


def end_of(field: str, text: str) -> datetime:
    """The end of the last of so many days, in the active zone. Raises Refusal for a number that was not offered."""
    if text not in dict(days()):
        raise Refusal((field, _("Choose how long this holds.")))
    last = (timezone.localtime(clock.now()) + timedelta(days=int(text) - 1)).date()
    return timezone.make_aware(datetime.combine(last, datetime.max.time().replace(microsecond=0)))


def why(label: str) -> dict:
    return {"name": "reason", "label": label, "hint": _("One sentence. It stays in the history."), "maxlength": 200}


def texts(words: str = "", avoid: str = "", what_helps: str = "") -> list[dict]:
    """The three fields of a caution's words."""
    told = (
        ("words", _("What was seen"), _("Like: startles at loud knocks. No label, no diagnosis."), words),
        ("avoid", _("What to avoid"), _("Like: standing in the doorway."), avoid),
        ("what_helps", _("What helps"), _("Like: call through the door first."), what_helps),
    )
    return [
        {"name": name, "label": label, "hint": hint, "value": value, "maxlength": 200}
        for name, label, hint, value in told
    ]


def _renew_parts(one: CautionInReview, actor: Actor) -> list[dict]:
    return [{"name": "expires_at", "label": _("Holds for"), "seg": days()}, why(_("Why does it still hold?"))]


def _renew(one: CautionInReview, actor: Actor, data) -> None:
    end = end_of("expires_at", data.get("expires_at", ""))
    actions.renew_caution(one.caution.id, actor=actor, expires_at=end, reason=data.get("reason", ""))


def _correct_parts(one: CautionInReview, actor: Actor) -> list[dict]:
    return [*texts(one.caution.words, one.caution.avoid, one.caution.what_helps), why(_("What was wrong?"))]


def _correct(one: CautionInReview, actor: Actor, data) -> None:
    told = {name: data.get(name, "") for name in ("words", "avoid", "what_helps")}
    actions.correct_caution(one.caution.id, actor=actor, reason=data.get("reason", ""), **told)


def _withdraw(one: CautionInReview, actor: Actor, data) -> None:
    actions.withdraw_caution(one.caution.id, actor=actor, reason=data.get("reason", ""))


def _recipients(allowed: list[UUID] | None) -> list[dict]:
    return [{"value": each, "word": name} for each, name in passing.recipients() if allowed is None or each in allowed]


def _pass_parts(one: CautionInReview, actor: Actor) -> list[dict]:
    pick = _recipients(passing.agreed_recipients(one.caution.id, actor=actor))
    if not pick:
        return []
    return [{"name": "recipient", "label": _("Who is told"), "pick": pick}]


def _chosen(data) -> UUID:
    try:
        return UUID(data.get("recipient", ""))
    except ValueError:
        raise Refusal(("recipient", _("Choose who is told."))) from None


def _pass(one: CautionInReview, actor: Actor, data) -> None:
    passing.pass_on(one.caution.id, actor=actor, recipient_id=_chosen(data))


def _warn_parts(one: CautionInReview, actor: Actor) -> list[dict]:
    ends = [("1", _("1 day")), ("3", _("3 days")), ("7", _("7 days"))]
    return [
        {"name": "recipient", "label": _("Who can prevent it"), "pick": _recipients(None)},
        {
            "name": "statement",
            "label": _("The warning, word for word"),
            "hint": _("Only this leaves: the least that prevents the harm. No diagnosis, no care."),
            "kind": "textarea",
            "rows": 3,
            "maxlength": 200,
        },
        {
            "name": "at_risk",
            "label": _("Who is in danger"),
            "hint": _("Like: his brother at the house."),
            "maxlength": 120,
        },
        {"name": "ends_at", "label": _("Holds for"), "seg": ends},
    ]


def _warn(one: CautionInReview, actor: Actor, data) -> None:
    if data.get("ends_at", "") not in ("1", "3", "7"):
        raise Refusal(("ends_at", _("Choose how long this holds.")))
    passing.warn(
        one.caution.id,
        actor=actor,
        recipient_id=_chosen(data),
        statement=data.get("statement", ""),
        at_risk=data.get("at_risk", ""),
        ends_at=clock.now() + timedelta(days=int(data["ends_at"])),
    )


REVIEWS: dict[str, Review] = {
    "renew": Review(
        lambda: _("Does it still hold?"),
        lambda: _("Renew it only if you know. The review is kept with your name."),
        _renew_parts,
        _renew,
        lambda: _("Renew the caution"),
    ),
    "correct": Review(
        lambda: _("Put the words right"),
        lambda: _("The old words stay in the history. What was passed on ends: pass the new words on again."),
        _correct_parts,
        _correct,
        lambda: _("Correct it"),
    ),
    "withdraw": Review(
        lambda: _("Withdraw this caution?"),
        lambda: _("Nobody sees it from now on. It stays in the history with the reason."),
        lambda one, actor: [why(_("Why does it not hold any more?"))],
        _withdraw,
        lambda: _("Withdraw it"),
        stop=True,
    ),
    "pass-on": Review(
        lambda: _("Tell police or dispatch, as the person agreed"),
        lambda: _(
            "Only to whom the person's signed agreement names, and until it ends. It is written down as a disclosure."
            " A spoken yes is not enough here: police and dispatch are no registered provider."
        ),
        _pass_parts,
        _pass,
        lambda: _("Tell them"),
        provider=True,
    ),
    "warn": Review(
        lambda: _("Warn of a serious and imminent threat"),
        lambda: _(
            "Without an agreement, to somebody who can prevent the harm (45 CFR 164.512(j)). It is written down."
        ),
        _warn_parts,
        _warn,
        lambda: _("Give the warning"),
        stop=True,
        provider=True,
    ),
}
