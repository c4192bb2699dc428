"""Two studies of the demo city: one whole, stamped and run once the facts stand, and one that somebody began.

Nothing changed in the city eight months ago: whoever made it up decided calls by the same table all along. So an honest
study of it must say that it can't tell, and that is what a newcomer should see first.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tandem.demo import cast
from tandem.demo.cast import Cast
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.marts import Mart
from tandem.measures.studies import actions, plan, records
from tandem.measures.tables import TABLES
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.studies import StudyState

# Months back to the change, in a city of two years told by months and in a shorter one told by weeks.
SINCE, SINCE_WEEKLY, LONG = 9, 4, 700
QUESTION = "Does a team reach more of the calls meant for it since dispatchers read the criteria's reason aloud?"
BEGUN = "Do people in the east call again less often since its own team began?"


def study(company: Cast, end: datetime, days: int) -> None:
    """Write both down, through the acts that people's clicks go through, a few days ago."""
    manager = company.named("manager").actor()
    every, since = ("month", SINCE) if days > LONG else ("week", SINCE_WEEKLY)
    month = _months_before(end, since)
    with clock.at(end - timedelta(days=6)):
        whole = actions.begin(
            actor=manager,
            typed={
                "question": QUESTION, "change": "Dispatchers read the reason of the criteria aloud", "hope": "more",
                "came": "at_once", "month": month,
            },
        )  # fmt: skip
        # The city's first month is not whole.
        first = _months_before(end, days // 31) if days > 2 * 31 * since else ""
        actions.note(whole, plan.WHERE, {"by": "area", "first": first}, actor=manager)
        counted = {"measure": "eligible_served", "counts": "share", "words": "calls a team reached", "every": every}
        actions.note(whole, plan.COUNTED, counted, actor=manager)
        actions.note(whole, plan.CHECK, {"design": "its", "seasons": "0"}, actor=manager)
    with clock.at(end - timedelta(days=2)):
        begun = {"question": BEGUN, "change": "A team of its own", "hope": "less", "came": "one_place", "month": month}
        actions.note(actions.begin(actor=manager, typed=begun), plan.WHERE, {"by": "area"}, actor=manager)


def finish(mart: Mart, now: datetime) -> bool:
    """Stamp the whole one and run it. False while its facts are not all filled yet; safe to repeat.

    Raises NotInstalled where the statistics are not there: it then stays written and unstamped.
    """
    held = next((one for one in records.studies() if one.question == QUESTION), None)
    if held is None or held.state == StudyState.DONE:
        return True
    last = now.strftime("%Y-%m")
    if any(last not in mart.ledger().rows(table) for table in ("incidents", "encounters") if table in TABLES):
        return False
    actor = Actor.system("demo city", Permission.STUDY_WRITE)
    if held.newest is None:
        try:
            actions.stamp(held.id, actor=actor, mart=mart, zone=cast.ZONE, now=now)
        except Refusal:
            # A city of a few weeks can't carry it; the draft says so on its page.
            return True
        held = records.study(held.id)
    actions.run(held.newest, actor=actor, mart=mart.folder, progress=lambda done, of: None)
    return True


def _months_before(end: datetime, many: int) -> str:
    here = end.astimezone(ZoneInfo(cast.ZONE))
    index = here.year * 12 + here.month - 1 - many
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
