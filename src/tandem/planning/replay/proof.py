"""The proof that a replay is what was decided live: every recorded decision, decided again by the edition that made it."""

from collections import defaultdict
from collections.abc import Mapping

import pyarrow as pa

from tandem.domain.incidents.criteria import Edition
from tandem.planning.replay.mixes import Mixes
from tandem.planning.replay.told import Different, Older, Proof

# So many kinds of difference are named; the counts are of all.
MOST_NAMED = 12


def proof(
    decisions: pa.Table, mixes: Mixes, in_force: Edition, answers: list[int], past: Mapping[str, Edition]
) -> Proof:
    """Compare rule and response of each decision with what its own edition says now of the same inputs.

    `answers` are those of the edition in force, one a mix; `past` holds older editions by id.
    """
    recorded = _recorded(decisions, mixes)
    total, same, alike = defaultdict(int), defaultdict(int), defaultdict(int)
    different: dict[tuple, list[int]] = {}
    gone: dict[str, int] = defaultdict(int)
    for id, mine in recorded.items():
        edition = in_force if id == in_force.id else past.get(id)
        if edition is None:
            gone[id] = sum(count for *_what, count, _first in mine)
            continue
        own = answers if edition is in_force else mixes.decided(edition, sorted({code for code, *_rest in mine}))
        for code, rule, response, count, first in mine:
            found, holds = edition.rules[own[code]], in_force.rules[answers[code]]
            total[id] += count
            alike[id] += count * (holds.response == response)
            if (found.id, found.response) == (rule, response):
                same[id] += count
            else:
                known = different.setdefault((id, f"{response}, {rule}", f"{found.response}, {found.id}"), [0, first])
                known[0], known[1] = known[0] + count, min(known[1], first)
    named = sorted(different.items(), key=lambda one: -one[1][0])
    return Proof(
        decisions=decisions.num_rows,
        by_in_force=total.get(in_force.id, 0),
        same=same.get(in_force.id, 0),
        older=tuple(Older(id, total[id], same[id], alike[id]) for id in sorted(total) if id != in_force.id),
        differences=sum(count for count, _first in different.values()),
        different=tuple(
            Different(id, count, first + 1, was, now) for (id, was, now), (count, first) in named[:MOST_NAMED]
        ),
        gone=tuple(sorted(gone.items())),
    )


def _recorded(decisions: pa.Table, mixes: Mixes) -> dict[str, list[tuple]]:
    """Edition → (mix, rule, response, how many, the first row) of what it was recorded to answer."""
    rows = pa.array(range(decisions.num_rows), pa.int64())
    table = (
        decisions.select(["edition", "rule", "response"]).append_column("mix", mixes.codes).append_column("at", rows)
    )
    found = table.group_by(["edition", "mix", "rule", "response"]).aggregate([([], "count_all"), ("at", "min")])
    recorded = defaultdict(list)
    names = ("edition", "mix", "rule", "response", "count_all", "at_min")
    for id, *rest in zip(*(found[name].to_pylist() for name in names), strict=True):
        recorded[id].append(tuple(rest))
    return recorded
