"""What the demo city shows others: a goal, figures of cost, and, once its facts stand, a pack and the public page."""

from copy import deepcopy
from datetime import datetime, timedelta

from tandem.demo import cast
from tandem.demo.cast import Cast
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.marts import Mart
from tandem.measures.cost import actions as costs
from tandem.measures.cost.figures import shipped
from tandem.measures.grants.records import grants
from tandem.measures.reports import actions, making, records
from tandem.measures.reports.freezing import ready_month
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal

MADE_UP = "Made up for the demo city"


def aim(company: Cast, end: datetime) -> None:
    """Decide to have a public page, set a goal, type the figures of cost: as people would, in the weeks before."""
    manager, admin = company.named("manager").actor(), company.named("admin").actor()
    year = f"{end:%Y}"
    with clock.at(end - timedelta(days=20)):
        actions.decide(actor=admin, wanted=True)
        making.set_goal(
            actor=manager,
            measure="request_to_arrival",
            target="20",
            way="at_most",
            first=f"{year}-01",
            last=f"{year}-12",
        )
    with clock.at(end - timedelta(days=12)):
        costs.write(_figures(year), actor=manager, seen=0, why="First figures")


def publish(mart: Mart, now: datetime) -> bool:
    """Publish the newest whole month and make a pack of the grant. False while facts are not counted yet; safe to repeat."""
    if not records.decision().wanted or records.newest():
        return True
    if ready_month(mart, zone=cast.ZONE) is None:
        return False
    actor = Actor.system("demo city", Permission.PAGE_PUBLISH, Permission.REPORT_WRITE)
    try:
        actions.publish(actor=actor, mart=mart, zone=cast.ZONE, now=now)
        grant = str(grants()[0].id)
        first, last = making.months_of_grant(grant, mart, zone=cast.ZONE)
        making.make_pack(
            actor=actor, mart=mart, title="", ask="A second evening team: $495,000 a year.", first=first, last=last,
            zone=cast.ZONE, now=now, say=lambda _done, _words: None, grant=grant,
        )  # fmt: skip
    except Refusal:
        # A city of a few weeks has no whole month of its grant, or too few people in it; its pages say so.
        return True
    return True


def _figures(year: str) -> dict:
    content = deepcopy(shipped())
    content["team"] = {"cost": _three(900_000, 1_130_000, 1_250_000), "source": f"{MADE_UP}: program ledger, {year}"}
    content["effects"] = [
        {"price": "ed_visit", "count": _three(-50, 300, 700), "source": f"{MADE_UP}: expected by the hospital"},
        {"price": "jail_night", "count": _three(0, 420, 900), "source": f"{MADE_UP}: expected by the jail"},
    ]
    content["billing"] = {
        "contacts": _three(600, 900, 1_100), "rate": _three(250, 320, 360), "source": f"{MADE_UP}: the state's rate"
    }  # fmt: skip
    content["plan"] = [
        {"source": "County general fund", "amount": _three(560_000, 560_000, 560_000), "certain": "voted", "ends": ""},
        {"source": "State crisis grant", "amount": _three(520_000, 520_000, 520_000), "certain": "awarded", "ends": ""},
        {"source": "Medicaid", "amount": _three(150_000, 288_000, 396_000), "certain": "billed", "ends": ""},
    ]
    return content


def _three(low: float, used: float, high: float) -> dict:
    return {"low": low, "used": used, "high": high}
