"""How long a replay takes: `.venv/bin/python -m tests.performance.replay [DECISIONS] [MIXES]`. Aim: at most 5 s.

Makes a mart of made-up decisions (1,000,000 over a year unless told otherwise, with 20,000 distinct mixes of answers,
decided by the edition that ships) and of their calls with who they were about, then reads and replays them beside
another city's criteria. Prints what reading, deciding and counting took, in seconds on the clock and of the processor,
and how many come out otherwise than the live evaluator says, asked one by one. Exits with 1 above the aim or at one
difference.
"""

import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from uuid import UUID

from tandem.domain.incidents.criteria import INPUTS, evaluate, load
from tandem.foundation.marts import Mart
from tandem.measures.tables import DECISIONS, INCIDENTS
from tandem.planning.replay import replay
from tandem.planning.replay.mixes import Mixes
from tandem.planning.replay.tests.cases import ROOT, text
from tandem.surfaces.plan.lab.reading import Facts, Stretch
from tandem.vocabulary.criteria import Unserved
from tandem.vocabulary.facts import DecisionFact, IncidentFact
from tandem.vocabulary.splits import AgeBand, Gender, Race

AIM = 5.0
# A live answer also says which open question would change it, which is most of its time: so many are asked whole.
SAMPLE = 1_000
START = datetime(2025, 12, 1, tzinfo=UTC)
AREAS = ("Old Town", "Harbor", "Fairmont", "Birchfield", "Alder Heights", None)


def made(mart: Mart, edition, decisions: int, mixes: int) -> None:
    """Fill twelve months. Some mixes are common and most are rare, as answers are."""
    dice = random.Random(20_261_127)
    known = []
    for _ in range(mixes):
        inputs = {one.name: dice.choice(list(one.labels)) for one in INPUTS}
        answer = edition.deciding_rules([tuple(inputs[name] for name in edition.fields)])[0]
        known.append((text(inputs), answer.response.value, answer.id))
    picks = [known[at] if at < mixes else known[int(mixes * dice.random() ** 2)] for at in range(decisions)]
    dice.shuffle(picks)
    month, each = 0, -(-decisions // 12)
    while month < 12:
        first = datetime(2025 + (11 + month) // 12, (11 + month) % 12 + 1, 1, tzinfo=UTC)
        mine = picks[month * each : (month + 1) * each]
        step = timedelta(days=27) / max(1, len(mine))
        rows = [_row(one, first + step * at, edition.id, dice) for at, one in enumerate(mine)]
        mart.write(DECISIONS, DecisionFact, rows, partition=f"{first:%Y-%m}")
        mart.write(INCIDENTS, IncidentFact, (_call(one, dice) for one in rows), partition=f"{first:%Y-%m}")
        month += 1


def _row(one: tuple[str, str, str], at: datetime, edition: str, dice: random.Random) -> DecisionFact:
    served = dice.random() < 0.45
    why = None if served else dice.choice(list(Unserved)).value
    return DecisionFact(
        "real", str(UUID(int=dice.getrandbits(128), version=4)), "Rivermont PD", dice.choice(AREAS), at, at, edition,
        one[1], one[2], one[0], True, served, why,
    )  # fmt: skip


def _call(one: DecisionFact, dice: random.Random) -> IncidentFact:
    """The call of a decision, with what its person said of themselves where anybody knows."""
    sent = one.received_at + timedelta(minutes=dice.random() * 20) if one.served else None
    return IncidentFact(
        "real", one.record, one.agency, one.area, "911", one.received_at, one.response, False, "closed", sent, None, None,
        None, race=dice.choice((*Race, None)), gender=dice.choice((*Gender, None)), age_band=dice.choice((*AgeBand, None)),
    )  # fmt: skip


def main(decisions: int = 1_000_000, mixes: int = 20_000) -> int:
    edition, draft = (load(ROOT / f"content/criteria/{city}/edition-1.json") for city in ("demo-county", "harbor-city"))
    with tempfile.TemporaryDirectory() as folder:
        facts = Facts(Path(folder))
        made(facts.mart, edition, decisions, mixes)
        # Its answers of the filling are forgotten: nothing is kept from before.
        edition = load(ROOT / "content/criteria/demo-county/edition-1.json")
        wall, work = perf_counter(), process_time()
        table = facts.told(Stretch(START, START + timedelta(days=366)))
        read, read_work = perf_counter() - wall, process_time() - work
        told = replay(table, edition, draft, zone="America/New_York")
        wall, work = perf_counter() - wall, process_time() - work
    print(f"{told.decisions:,} decisions, {told.mixes:,} distinct mixes of answers")
    print(f"reading {read:.2f} s (processor {read_work:.2f}), replay {wall - read:.2f} s ({work - read_work:.2f})")
    print(f"together {wall:.2f} s, of the processor {work:.2f} s; aim {AIM:.0f} s")
    again = Mixes(table["inputs"])
    differences = 0
    for one in (edition, draft):
        places = again.decided(one)
        for code in random.Random(1).sample(range(len(places)), min(SAMPLE, len(places))):
            place, live = places[code], evaluate(one, again.inputs[code])
            differences += (one.rules[place].id, one.rules[place].response) != (live.rule_id, live.response)
    print(f"beside the live evaluator, {SAMPLE:,} mixes one by one under both editions: {differences} differences")
    print(f"beside the recorded live answers, decision by decision: {told.proof.differences} differences")
    return 0 if wall <= AIM and not differences and not told.proof.differences else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
