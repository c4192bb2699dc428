"""How the city's program is reached: signs that call-takers marked, requests at the public form, words for call-takers."""

from datetime import datetime, timedelta
from uuid import UUID

from tandem.demo.cast import Cast
from tandem.demo.dice import Dice
from tandem.demo.store import Store
from tandem.domain.incidents.actions import add_pattern, tell_back
from tandem.domain.incidents.models import Assignment, Incident, SignHeard
from tandem.domain.requests import actions as requests
from tandem.domain.requests.models import Request
from tandem.domain.requests.rules import Asked
from tandem.domain.staffing.models import TeamMember
from tandem.foundation import clock
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.behavioral import SaidBy, Sign, behavioral_health
from tandem.vocabulary.timeline import Kind

OWN_SEED = 45
PATTERNS = ("mental|psych", "suicid", "welfare check")
# Assumed: in one call of seven nobody said anything either way, in one of twenty there was no sign.
SILENT, NO_SIGN = 7, 20
HEARD = (Sign.VERY_DISTRESSED, Sign.CONFUSED, Sign.HEARS_OR_SEES, Sign.UNLIKE_THEMSELVES, Sign.ASKS_FOR_HELP)
TOLD_BACK_DAYS, TOLD_BACK = 12, 0.4
# Hours ago, what was asked.
ASKED = (
    (
        2,
        Asked(
            asker="family",
            asker_name="Lena Ashby",
            asker_phone="555-0166",
            person_name="Owen Ashby",
            person_described="Early twenties, green parka",
            person_reach="555-0167, he answers after noon",
            place="31 Quarry Lane, back door",
            worry="My brother has not slept for four nights. He says the radio talks about him. He is not angry at anybody.",
            since="Since Sunday",
            how_soon="today",
            knows="no",
            safe_contact="ask_me_first",
            language="en",
        ),
    ),
    (
        20,
        Asked(
            asker="shelter",
            asker_name="Desk at night",
            asker_organization="Harbor House",
            asker_phone="555-0168",
            person_described="Woman, about 60, gray coat, goes by Birdie",
            place="Bus stop, Elm and 3rd, mornings",
            worry="She will not come in any more and has stopped eating. She was with us for two winters.",
            how_soon="days",
            knows="not_sure",
            language="en",
        ),
    ),
    (
        27,
        Asked(
            asker="self",
            asker_name="Marisol Vega",
            asker_phone="555-0169",
            person_language="Spanish",
            worry="Quiero hablar con alguien. No puedo salir de la casa desde hace semanas.",
            how_soon="weeks",
            knows="yes",
            safe_contact="call_only",
            language="es",
        ),
    ),
    (
        52,
        Asked(
            asker="other",
            asker_phone="555-0170",
            place="Parking lot behind the mall",
            worry="There is a car without plates that nobody moves.",
            how_soon="not_sure",
            language="en",
        ),
    ),
)


def signs(row: Incident, at: datetime, taker, store: Store) -> None:
    """What the call-taker of a past call marked, from what was answered; no throw of the city's own dice."""
    number = row.pk.int
    if number % SILENT == 0:
        return
    if number % NO_SIGN == 0:
        found = {Sign.NONE: SaidBy.HEARD}
    elif row.inputs.get("suicide") in ("thoughts", "plan", "acted"):
        found = {Sign.TALK_OF_DYING: SaidBy.CALLER}
    else:
        found = {HEARD[number % len(HEARD)]: SaidBy.HEARD if number % 2 else SaidBy.CALLER}
    row.signs = {sign.value: by.value for sign, by in found.items()}
    row.behavioral_health = behavioral_health(row.signs)
    for sign, by in row.signs.items():
        store.add(SignHeard(incident_id=row.pk, sign=sign, said_by=by, at=at, recorded_by=taker.user_id))
        store.log(Kind.INCIDENT_FLAGGED, at, taker, row.pk, sign=sign, said_by=by, taken_back=False)


def ways_in(cast: Cast, end: datetime) -> None:
    """The public form is open, some have asked, one was told no, and teams have said how the information held."""
    dice = Dice(OWN_SEED)
    Program.objects.filter(pk=1).update(requests_open=True)
    forget()
    admin, supervisor = cast.named("admin").actor(), cast.named("supervisor").actor()
    with clock.at(end - timedelta(days=90)):
        for pattern in PATTERNS:
            add_pattern(pattern, actor=admin)
    for hours, asked in ASKED:
        with clock.at(end - timedelta(hours=hours)):
            requests.make(dice.id(), asked, actor=requests.public_actor())
    oldest = Request.objects.order_by("made_at").values_list("pk", flat=True)[0]
    with clock.at(end - timedelta(hours=30)):
        requests.decline(oldest, actor=supervisor, kind="not_ours")
    _told_back(cast, dice, end)


def _told_back(cast: Cast, dice: Dice, end: datetime) -> None:
    by_user = {one.user_id: one for one in cast.workers}
    lately = {"cleared_at__gte": end - timedelta(days=TOLD_BACK_DAYS), "arrived_at__isnull": False}
    for one in Assignment.objects.filter(**lately).order_by("cleared_at", "id").iterator():
        if not dice.happens(TOLD_BACK):
            continue
        members: list[UUID] = list(
            TeamMember.objects.filter(team_id=one.team_id).order_by("pk").values_list("user_id", flat=True)
        )
        worker = by_user[dice.one(members)]
        held = dice.happens(0.65)
        with clock.at(one.cleared_at + timedelta(minutes=4)):
            tell_back(
                one.pk,
                actor=worker.actor(),
                described="as_described" if held else "partly",
                right_kind="yes" if dice.happens(0.9) else "no",
                differences={}
                if held
                else {dice.one(("access", "location", "language")): dice.one(("other", "not_told"))},
                thanks=dice.one(("good_questions", "kept_safe", "early", "kept_caller", "")),
            )
