"""Survival: the time from a first contact to the next, seen to its end or not.

Kaplan–Meier shares with log-log intervals (Kalbfleisch and Prentice), the log-rank test, and Cox regression with Efron's
ties. Cox, J R Stat Soc B 1972;34:187; Efron, J Am Stat Assoc 1977;72:557.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, isfinite, log
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import chi2
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from tandem.measures.evaluation import words
from tandem.measures.evaluation.columns import Asked, plural
from tandem.measures.evaluation.refusals import Barrier, SpecError
from tandem.measures.evaluation.report import Chance, Excluded, Placebo, Report, Row
from tandem.measures.evaluation.robust import robust_se, score_residuals
from tandem.measures.statistics import Z95

EVENTS, EVENTS_EACH, EVENTS_PER_COVARIATE = 10, 5, 10
SCALE = "hazard ratio"
REJECTED_AT_MOST = 0.10


@dataclass(frozen=True)
class Followed:
    """The people followed: time seen, 1 where the event came, 1 for those who had it, and what is held equal."""

    time: np.ndarray
    event: np.ndarray
    had: np.ndarray
    names: tuple[str, str]
    held: pd.DataFrame
    cluster: np.ndarray | None
    horizon: float
    outcome: str
    contacts: float | None
    placebos: int
    seed: int
    left: tuple[Excluded, ...]

    def events(self, had: int) -> int:
        return int(self.event[self.had == had].sum())


def read(frame: Any, spec: Any) -> Followed:
    asked = Asked("survival", frame, spec)
    time, event = asked.counts("duration"), asked.flags("event")
    group = asked.labels("group")
    names = asked.two("group", group)
    held = asked.held()
    cluster = asked.labels("cluster") if "cluster" in asked else None
    parts = [
        (np.isnan(time), "rows without a duration"),
        (np.isnan(event), "rows that don't say whether the event came"),
        (group.isna().to_numpy(), "rows without a group"),
        (~group.isin(names).to_numpy() & group.notna().to_numpy(), "rows of other groups"),
        (held.isna().any(axis=1).to_numpy(), "rows where something to hold equal is not known"),
    ]
    if cluster is not None:
        parts.append((cluster.isna().to_numpy(), "rows without a cluster"))
    kept, left = np.ones(len(time), bool), []
    for out, said in parts:
        if count := int((out & kept).sum()):
            left.append(Excluded(said, count))
        kept &= ~out
    if not kept.any():
        raise SpecError("duration", "No row has all that is asked: duration, event, group and what is held equal.")
    if not event[kept].any():
        raise SpecError("event", "The event came in no row: nothing can be told of the time to it.")
    horizon = asked.amount("horizon")
    if horizon is not None and horizon > time[kept].max():
        raise SpecError(
            "horizon", f"Nobody was followed to {horizon:g}; the longest time seen is {time[kept].max():g}."
        )
    return Followed(
        time[kept],
        event[kept],
        (group[kept] == names[1]).to_numpy().astype(int),
        names,
        held[kept],
        pd.factorize(cluster[kept])[0] if cluster is not None else None,
        _longest(time[kept], (group[kept] == names[1]).to_numpy()) if horizon is None else horizon,
        asked.words("outcome_words", "next contacts"),
        asked.amount("contacts"),
        asked.whole("placebos", 200, 1, 2000),
        asked.whole("seed", 1, 0, 2**31),
        tuple(left),
    )


def _longest(time: np.ndarray, had: np.ndarray) -> float:
    """The longest time to which somebody of each group was seen."""
    return float(min(time[part].max() for part in (had, ~had) if part.any()))


def barriers(followed: Followed) -> Iterator[Barrier]:
    events = int(followed.event.sum())
    if events < EVENTS:
        yield Barrier(
            "events", f"The event came {plural(events, 'time')}; at least {EVENTS} are needed.", events, "event"
        )
    for had, name in enumerate(followed.names):
        people, seen = int((followed.had == had).sum()), followed.events(had)
        if not people:
            yield Barrier("group", f"Nobody is in the group “{name}”.", 0, "group")
        elif seen < EVENTS_EACH:
            yield Barrier(
                "group",
                f"The event came {plural(seen, 'time')} in the group “{name}”; at least {EVENTS_EACH} are needed.",
                seen,
                "group",
            )
    held = followed.held.shape[1]
    if held and events < EVENTS_PER_COVARIATE * (held + 1):
        yield Barrier(
            "held",
            f"{events:,} events cannot carry {plural(held, 'thing')} held equal; {EVENTS_PER_COVARIATE} events are "
            "needed for each and for the group.",
            held,
            "covariates",
        )


def cautions(followed: Followed) -> Iterator[Barrier]:
    short = [
        int(((followed.time < followed.horizon) & (followed.event == 0) & (followed.had == had)).sum())
        for had in (0, 1)
    ]
    shares = [short[had] / max(1, int((followed.had == had).sum())) for had in (0, 1)]
    if abs(shares[0] - shares[1]) > 0.1:
        yield Barrier(
            "lost",
            f"Seeing ended before {followed.horizon:g} for {shares[1] * 100:.0f} in 100 of one group and "
            f"{shares[0] * 100:.0f} in 100 of the other; if they left for a reason, the comparison is off.",
            abs(shares[0] - shares[1]),
            "duration",
        )
    if not followed.held.shape[1]:
        yield Barrier(
            "unadjusted", "Nothing is held equal: the groups may have differed from the start.", 0, "covariates"
        )
    if followed.cluster is not None and (count := int(followed.cluster.max()) + 1) < 30:
        yield Barrier(
            "clusters",
            f"{plural(count, 'cluster')} are few; true uncertainty is wider than the interval shows.",
            count,
            "cluster",
        )


def estimate(followed: Followed, progress: Any) -> Report:
    made = cox(followed)
    b, se = float(made.params[0]), float(_errors(followed, made)[0])
    progress(1, followed.placebos + 1)
    placebo, chance = _placebo(followed, progress)
    ratio, interval = exp(b), words.ratio_interval(b, se)
    ruling = words.verdict(ratio, interval, 1.0, placebo.passed)
    first, second = followed.names
    shares = [_share(followed, had) for had in (0, 1)]
    total = None if None in shares else float((shares[0][0] - shares[1][0]) * (followed.had == 1).sum())
    plausibility, believable = words.plausibility(total, followed.contacts, followed.outcome)
    held = ", with equal " + ", ".join(followed.held.columns) if followed.held.shape[1] else ""
    clusters = len(followed.time) if followed.cluster is None else int(followed.cluster.max()) + 1
    return Report(
        design="survival",
        design_words="Survival to the next contact: Kaplan–Meier, log-rank, Cox regression",
        estimand=f"How many times as often at any moment {followed.outcome} come to “{second}” as to “{first}”{held}",
        outcome=followed.outcome,
        scale=SCALE,
        estimate=ratio,
        interval=interval,
        no_effect=1.0,
        coefficient=b,
        se=se,
        se_type=(
            "from the information matrix; each row stands for itself"
            if followed.cluster is None
            else "robust, summed by cluster (Lin and Wei 1989), no small-sample factor"
        ),
        clusters=clusters,
        cluster_words=plural(clusters, "person followed", "people followed")
        if followed.cluster is None
        else plural(clusters, "cluster"),
        placebo=placebo,
        chance=chance,
        excluded=followed.left,
        plausibility=plausibility,
        believable=believable,
        before_trend=(),
        before_sentence="People are followed from their first contact on; there is no time before.",
        warnings=_warnings(followed, made),
        table=_table(followed, made, shares),
        smallest=words.smallest(se, SCALE),
        verdict=ruling,
        sentence=words.sentence(ruling, followed.outcome, SCALE),
        estimate_sentence=words.best(ratio, interval, SCALE),
        method="Cox regression with Efron's ties; Kaplan–Meier shares with log-log intervals; log-rank test.",
        source="Cox, J R Stat Soc B 1972;34:187; Efron, J Am Stat Assoc 1977;72:557",
        n=len(followed.time),
        seed=followed.seed,
    )


def cox(followed: Followed) -> Any:
    """The fitted Cox model: the group first, then what is held equal. SpecError where it has no answer."""
    design = np.column_stack([followed.had, followed.held.to_numpy(float)]).astype(float)
    spread = design - design.mean(axis=0)
    if np.linalg.matrix_rank(spread) < design.shape[1]:
        raise SpecError(
            "covariates", "Something to hold equal is the same for everybody, or follows from the rest. Take it out."
        )
    try:
        model = PHReg(followed.time, design, status=followed.event, ties="efron")
        made = model.fit()
        fine = (
            np.isfinite(made.params).all()
            and np.isfinite(made.bse).all()
            and np.abs(made.params * design.std(axis=0)).max() < 10
        )
    except (ValueError, FloatingPointError, np.linalg.LinAlgError):
        fine = False
    if not fine:
        raise SpecError(
            "covariates",
            "The regression found no answer: something to hold equal may tell the event for certain. Take it out.",
        )
    return made


def _errors(followed: Followed, made: Any) -> np.ndarray:
    """The standard errors of the coefficients: from the information, or robust where rows belong together."""
    if followed.cluster is None:
        return made.bse
    return robust_se(
        score_residuals(followed.time, followed.event, made.model.exog, made.params),
        made.cov_params(),
        followed.cluster,
    )


def _share(followed: Followed, had: int | None) -> tuple[float, tuple[float, float], float] | None:
    """The share still without the event at the horizon, its log-log interval and standard error (Greenwood)."""
    part = slice(None) if had is None else followed.had == had
    time, event = followed.time[part], followed.event[part]
    if time.max() < followed.horizon:
        return None
    curve = SurvfuncRight(time, event)
    at = np.searchsorted(curve.surv_times, followed.horizon, side="right") - 1
    if at < 0:
        return 1.0, (1.0, 1.0), 0.0
    share, se = float(curve.surv_prob[at]), float(curve.surv_prob_se[at])
    if not 0 < share < 1:
        return share, (share, share), 0.0
    half = Z95 * se / (share * abs(log(share)))
    return share, (share ** exp(half), share ** exp(-half)), se


def _placebo(followed: Followed, progress: Any) -> tuple[Placebo, Chance]:
    """Labels exchanged at random: the test must find an effect in about 1 of 20, and we see how often it finds as much."""
    rng = np.random.default_rng(followed.seed)
    ours = _log_rank(followed, followed.had)[0]
    found = []
    for done in range(followed.placebos):
        found.append(_log_rank(followed, rng.permutation(followed.had))[0])
        progress(done + 2, followed.placebos + 1)
    cut = chi2.ppf(0.95, 1)
    share = float(np.mean(np.array(found) > cut))
    passed = share <= REJECTED_AT_MOST or followed.placebos < 50
    far = int(sum(one >= ours for one in found))
    sentence = (
        f"With the labels of the groups exchanged at random {plural(followed.placebos, 'time')}, the log-rank test "
        f"found an effect in {share * 100:.0f} of 100; about 5 is right and at most {REJECTED_AT_MOST * 100:.0f} is "
        "let pass."
    )
    chance = Chance(
        "exchanged labels",
        far,
        len(found),
        words.p_of(far, len(found)),
        f"{far} of {len(found)} exchanges are at least as far from no effect as ours (log-rank {ours:.3f}).",
        tuple(found),
    )
    return Placebo("labels exchanged at random", share, None, passed, sentence), chance


def _log_rank(followed: Followed, had: np.ndarray) -> tuple[float, float]:
    statistic, p = survdiff(followed.time, followed.event, had)
    return float(statistic), float(p)


def _table(followed: Followed, made: Any, shares: list) -> tuple[Row, ...]:
    rows = []
    for name, b, se in zip(
        (f"{followed.names[1]} against {followed.names[0]}", *followed.held.columns),
        made.params,
        _errors(followed, made),
        strict=True,
    ):
        rows.append(
            Row(
                "Cox",
                name,
                float(b),
                (float(b - Z95 * se), float(b + Z95 * se)),
                float(se),
                note=f"logarithm; hazard ratio {exp(b):.4f}",
            )
        )
    rows.append(
        Row("Cox", "log-likelihood", float(made.llf), n=len(followed.time), note=f"{int(followed.event.sum())} events")
    )
    statistic, p = _log_rank(followed, followed.had)
    rows.append(Row("log-rank", "chi-square, 1 degree of freedom", statistic, note=f"p {p:.6f}"))
    for name, share in (
        (followed.names[0], shares[0]),
        (followed.names[1], shares[1]),
        ("all", _share(followed, None)),
    ):
        label = f"still without the event at {followed.horizon:g}: {name}"
        rows.append(
            Row(
                "Kaplan–Meier",
                label,
                *(share or (None, None, None)),
                note="" if share else "nobody was followed so long",
            )
        )
    for had, name in enumerate(followed.names):
        rows.append(
            Row(
                "counted",
                f"events: {name}",
                float(followed.events(had)),
                n=int((followed.had == had).sum()),
                note="n is the number of people",
            )
        )
    return tuple(rows)


def _warnings(followed: Followed, made: Any) -> tuple[str, ...]:
    said = [one.words for one in cautions(followed)]
    apart = _hazards_apart(followed, made)
    if apart is not None and apart < 0.05:
        said.append(
            f"The ratio does not stay the same over time (test of the residuals, p {apart:.3f}): one number for all "
            "the time hides that. Look at the shares at several times."
        )
    said.append("Who was met by the team was not drawn by lot: what is not held equal can be the reason.")
    return tuple(said)


def _hazards_apart(followed: Followed, made: Any) -> float | None:
    """The p of the correlation of the group's Schoenfeld residuals with the rank of time (Grambsch and Therneau 1994)."""
    residuals = np.asarray(made.schoenfeld_residuals)[:, 0]
    seen = np.isfinite(residuals)
    if seen.sum() < 5:
        return None
    rank = pd.Series(followed.time[seen]).rank().to_numpy()
    r = np.corrcoef(rank, residuals[seen])[0, 1]
    return float(chi2.sf(seen.sum() * r * r, 1)) if isfinite(r) else None
