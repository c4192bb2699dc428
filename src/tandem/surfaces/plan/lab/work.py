"""The long work of a replay: read the facts, decide, count, keep the counts with the run."""

from datetime import datetime

from django.utils.translation import gettext as _

from tandem.domain.incidents import editions
from tandem.domain.incidents.criteria import Edition
from tandem.foundation import clock
from tandem.foundation.jobs.work import CannotFinish, Doing
from tandem.foundation.organizations.program import zone
from tandem.planning.replay import CannotReplay, as_json, replay
from tandem.surfaces.plan.door import READERS
from tandem.surfaces.plan.lab.reading import Facts, FactsMoved, Stretch
from tandem.vocabulary.refusal import Refusal

KIND = "criteria.replay"


def do(doing: Doing) -> dict:
    """Replay the calls of a stretch through the edition in force and a draft. Returns counts, no call and no person."""
    if doing.actor.role not in READERS:
        raise CannotFinish(_("Your job does not read criteria any more."))
    draft, in_force = editions.edition(doing.arguments["draft"]), editions.edition_in_force()
    stretch = Stretch.back(int(doing.arguments["days"]), datetime.fromisoformat(doing.arguments["until"]))
    facts = Facts()
    doing.say(0, None, _("Reading recorded decisions"))
    filled_to = facts.filled_to
    try:
        decisions = facts.told(stretch)
        told = replay(
            decisions,
            in_force,
            draft,
            zone=str(zone()),
            past=older(decisions["edition"].unique().to_pylist()),
            teams=facts.teams(stretch),
            progress=lambda done, total: doing.say(
                done, total, _("Deciding each mix of answers once, by both editions")
            ),
        )
    except CannotReplay as stopped:
        raise CannotFinish(
            _("Stopped at call %(n)s: %(why)s") % {"n": f"{stopped.call:,}", "why": stopped.why}
        ) from stopped
    except FactsMoved as moved:
        raise CannotFinish(_("Facts were filled while this read them. Run it again.")) from moved
    return {
        "replay": as_json(told),
        "draft_hash": editions.listed(doing.arguments["draft"]).content_hash,
        "in_force_hash": editions.holding().content_hash,
        "filled_to": filled_to.isoformat() if filled_to else None,
        "done_at": clock.now().isoformat(),
    }


def older(names: list[str]) -> dict[str, Edition]:
    """The editions that made these decisions, those that are still kept."""
    found = {}
    for name in names:
        try:
            found[name] = editions.edition(name)
        except Refusal:
            continue
    return found
