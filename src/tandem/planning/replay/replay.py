"""One replay: the decisions of a stretch of time under two editions, counted."""

from collections.abc import Mapping
from dataclasses import replace as with_
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from tandem.domain.incidents.criteria import BY_NAME, Edition
from tandem.domain.incidents.criteria.questions import PROTECTION
from tandem.planning.replay import load as loads
from tandem.planning.replay.mixes import Mixes, Progress, counted
from tandem.planning.replay.moves import moves
from tandem.planning.replay.proof import proof
from tandem.planning.replay.told import Dimension, Group, Hour, Ledger, Replay, Undecided
from tandem.vocabulary.criteria import FOR_THE_TEAM, WITH_POLICE
from tandem.vocabulary.splits import SPLIT_LABELS
from tandem.vocabulary.terms import Response, Unanswered

# What a call can say about the person.
ABOUT_PERSONS = ("age_group", "language", "military", "developmental", "perinatal")
# What the person said of themselves, where the table has it as columns. Language and service are told on nearly every
# call, and stand above.
OF_THEMSELVES = ("race", "gender", "age_band")
# Minutes from the call to a team being sent, where the table has it.
WAIT = "wait"
HOUR_US = 3_600_000_000
_UNANSWERED = frozenset(one.value for one in Unanswered)
OPEN = Response.NOT_DECIDABLE


def replay(
    decisions: pa.Table,
    in_force: Edition,
    draft: Edition,
    *,
    zone: str = "UTC",
    past: Mapping[str, Edition] | None = None,
    teams: loads.Teams | None = None,
    progress: Progress | None = None,
) -> Replay:
    """Decide recorded decisions again under both editions and count what differs.

    `decisions` has the columns of `DecisionFact`, oldest first; `inputs` may be text or dictionary-encoded text. It may
    have the columns of `OfPerson` named in `OF_THEMSELVES`, and `wait`. `past` are older editions by id, for the proof;
    `teams` what was on shift, without which nothing is said of what teams carry; `zone` is where an hour of the day is
    told. Raises CannotReplay naming the first call that can't be decided: a replay is whole or it is none.
    """
    mixes = Mixes(decisions["inputs"])
    was = mixes.decided(in_force, progress=_half(progress, 0))
    now = mixes.decided(draft, progress=_half(progress, 1))
    proved = proof(decisions, mixes, in_force, was, past or {})
    stood = _joined(decisions, mixes, was, now)
    asked = _Asked(stood, in_force, draft, mixes)
    hours = asked.hours(ZoneInfo(zone))
    told = Replay(
        in_force=in_force.id,
        draft=draft.id,
        since=pc.min(stood["received_at"]).as_py(),
        until=pc.max(stood["received_at"]).as_py(),
        decisions=decisions.num_rows,
        calls=stood.num_rows,
        mixes=len(mixes.inputs),
        compared=asked.compared,
        eligible=asked.number(lambda a, b: a in FOR_THE_TEAM),
        eligible_draft=asked.number(lambda a, b: b in FOR_THE_TEAM),
        gain=asked.number(lambda a, b: b in FOR_THE_TEAM and a not in FOR_THE_TEAM),
        lose=asked.number(lambda a, b: a in FOR_THE_TEAM and b not in FOR_THE_TEAM),
        without_police=asked.number(lambda a, b: a in WITH_POLICE and b not in WITH_POLICE),
        heavier=asked.number(lambda a, b: PROTECTION[b] > PROTECTION[a]),
        undecided=asked.undecided(),
        hours=hours,
        places=asked.places(),
        moves=moves(asked.rules(), in_force, draft),
        people=asked.people(),
        ledger=asked.ledger(),
        proof=proved,
        load=None,
    )
    return with_(told, load=loads.load(teams, asked.offered(), ZoneInfo(zone)) if teams else None)


def _half(progress: Progress | None, half: int) -> Progress | None:
    return progress and (lambda done, total: progress(done + half * total, 2 * total))


def _joined(decisions: pa.Table, mixes: Mixes, was: list[int], now: list[int]) -> pa.Table:
    """The decisions that stood, with the place of the deciding rule under each edition, the mix, and the hour."""
    hour = pc.divide(pc.cast(decisions["received_at"], pa.int64()), HOUR_US)
    more = [name for name in (*OF_THEMSELVES, WAIT) if name in decisions.column_names]
    table = decisions.select(["area", "served", "unserved", "received_at", *more])
    table = table.append_column("mix", mixes.codes).append_column("hour", hour)
    table = table.append_column("was", mixes.joined(was, pa.int32())).append_column(
        "now", mixes.joined(now, pa.int32())
    )
    teams = mixes.joined([inputs["unit_on_shift"] for inputs in mixes.inputs], pa.string())
    return table.append_column("teams", teams).filter(decisions["stood"])


class _Asked:
    """The calls of a replay, counted by what somebody wants to know."""

    def __init__(self, calls: pa.Table, in_force: Edition, draft: Edition, mixes: Mixes):
        self.calls, self.mixes = calls, mixes
        self.was = [rule.response for rule in in_force.rules]
        self.now = [rule.response for rule in draft.rules]
        self.fields = dict.fromkeys((*in_force.fields, *draft.fields))
        self.by_rules = counted(calls, "was", "now", "teams")
        self.by_mix = counted(calls, "mix", "was", "now")

    def both(self, old: int, new: int) -> bool:
        """Whether both editions decide a call: only such calls are in a share."""
        return self.was[old] != OPEN and self.now[new] != OPEN

    @property
    def compared(self) -> int:
        return self.number(lambda a, b: True)

    def number(self, fits) -> int:
        return sum(
            count
            for (old, new, _teams), count in self.by_rules.items()
            if self.both(old, new) and fits(self.was[old], self.now[new])
        )

    def rules(self) -> dict[tuple[int, int], tuple[int, int]]:
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for (old, new, teams), count in self.by_rules.items():
            calls, without = found.get((old, new), (0, 0))
            found[old, new] = (calls + count, without + count * (teams == "none"))
        return found

    def undecided(self) -> Undecided:
        counts = {"neither": 0, "only_in_force": 0, "only_draft": 0}
        for (old, new, _teams), count in self.by_rules.items():
            open_was, open_now = self.was[old] == OPEN, self.now[new] == OPEN
            if open_was or open_now:
                counts["neither" if open_was and open_now else "only_draft" if open_was else "only_in_force"] += count
        missing: dict[str, int] = {}
        for (mix, old, new), count in self.by_mix.items():
            if self.was[old] == OPEN and self.now[new] == OPEN:
                for name in self.fields:
                    if BY_NAME[name].asked and self.mixes.inputs[mix][name] in _UNANSWERED:
                        missing[name] = missing.get(name, 0) + count
        return Undecided(**counts, open=tuple(sorted(missing.items(), key=lambda one: -one[1])))

    def hours(self, zone: ZoneInfo) -> tuple[Hour, ...]:
        found = {hour: [0, 0, 0] for hour in range(24)}
        for (hour, old, new, teams), count in counted(
            self._at(partial(_local, zone)), "at", "was", "now", "teams"
        ).items():
            if self.both(old, new):
                sums, draft = found[hour], self.now[new] in FOR_THE_TEAM
                sums[0] += count * (self.was[old] in FOR_THE_TEAM)
                sums[1] += count * draft
                sums[2] += count * (draft and teams == "none")
        return tuple(Hour(hour, *sums) for hour, sums in found.items())

    def places(self) -> tuple[Group, ...]:
        found = self._groups(counted(self.calls, "area", "was", "now"), lambda area: area)
        return tuple(sorted(found, key=lambda one: (one.value is None, -one.draft)))

    def people(self) -> tuple[Dimension, ...]:
        """The groups as people told of themselves, then as the call told."""
        told = [name for name in OF_THEMSELVES if name in self.calls.column_names]
        own = [(name, True, self._groups(counted(self.calls, name, "was", "now"), lambda code: code)) for name in told]
        of_calls = [(name, False, self._groups(self.by_mix, partial(self._value, name))) for name in ABOUT_PERSONS]
        orders = {True: SPLIT_LABELS, False: {name: BY_NAME[name].labels for name in ABOUT_PERSONS}}
        return tuple(
            Dimension(name, said, tuple(_ordered(list(orders[said][name]), groups)))
            for name, said, groups in (*own, *of_calls)
        )

    def _value(self, name: str, mix: int) -> str | None:
        value = self.mixes.inputs[mix][name]
        return None if value in _UNANSWERED else value

    def _groups(self, counts: Mapping[tuple, int], value) -> list[Group]:
        found: dict[str | None, list[int]] = {}
        for (key, old, new), count in counts.items():
            if self.both(old, new):
                sums = found.setdefault(value(key), [0, 0, 0])
                sums[0] += count
                sums[1] += count * (self.was[old] in FOR_THE_TEAM)
                sums[2] += count * (self.now[new] in FOR_THE_TEAM)
        return [Group(key, *sums) for key, sums in found.items()]

    def ledger(self) -> Ledger:
        eligible, served, reasons = 0, 0, {}
        for (old, got, why), count in counted(self.calls, "was", "served", "unserved").items():
            if self.was[old] in FOR_THE_TEAM:
                eligible += count
                served += count * got
                if not got:
                    reasons[why] = reasons.get(why, 0) + count
        return Ledger(eligible, served, tuple(sorted(reasons.items(), key=lambda one: -one[1])))

    def offered(self) -> loads.Offered | None:
        """What the sum of what teams carry needs; None where there is no call."""
        if not self.calls.num_rows:
            return None
        usual, served = self._at(lambda hour: hour % loads.WEEK), counted(self.calls, "was", "teams", "served")
        return loads.Offered(
            first=pc.min(self.calls["hour"]).as_py(),
            last=pc.max(self.calls["hour"]).as_py(),
            was=_named(counted(usual, "at", "was"), self.was),
            now=_named(counted(usual, "at", "now"), self.now),
            got=[(self.was[old], teams, got, count) for (old, teams, got), count in served.items()],
            waits=self._waits("free", "busy"),
            free_waits=self._waits("free"),
        )

    def _waits(self, *teams: str) -> tuple[float, ...]:
        """Quantiles of the wait of served calls that came while teams were so; none where nobody knows one."""
        if WAIT not in self.calls.column_names:
            return ()
        mine = pc.and_(self.calls["served"], pc.is_in(self.calls["teams"], value_set=pa.array(teams)))
        found = self.calls[WAIT].filter(mine).drop_null()
        return tuple(pc.quantile(found, q=list(loads.QUANTILES)).to_pylist()) if len(found) else ()

    def _at(self, word) -> pa.Table:
        """The calls with a column `at`: what `word` makes of the hour since 1970."""
        hours = self.calls["hour"].combine_chunks().dictionary_encode()
        if isinstance(hours, pa.ChunkedArray):
            hours = hours.combine_chunks()
        at = pa.array([word(hour) for hour in hours.dictionary.to_pylist()], pa.int32())
        return self.calls.append_column("at", pc.take(at, hours.indices))


def _ordered(order: list[str], groups: list[Group]) -> list[Group]:
    """In the order of their codes, those without one last."""
    return sorted(groups, key=lambda one: order.index(one.value) if one.value in order else len(order))


def _local(zone: ZoneInfo, hour: int) -> int:
    return datetime.fromtimestamp(hour * 3600, UTC).astimezone(zone).hour


def _named(counts: Mapping[tuple[int, int], int], responses: list[Response]) -> dict[tuple[int, Response], int]:
    found: dict[tuple[int, Response], int] = {}
    for (at, rule), count in counts.items():
        key = (at, responses[rule])
        found[key] = found.get(key, 0) + count
    return found
