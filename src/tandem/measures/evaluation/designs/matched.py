"""Matched comparison: those the team met beside like ones it did not meet.

By propensity: a logistic regression on what is held equal, nearest neighbour on its logit, one to one, none used twice,
within 0.2 standard deviations (Rosenbaum and Rubin, Biometrika 1983;70:41; Austin, Pharm Stat 2011;10:150). By exact
categories: within each combination of values, weighted by how many were met in it. What was not written down is not equal.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from tandem.measures.evaluation import words
from tandem.measures.evaluation.alike import Effect, Matched, balance, combinations, effect, pairs, weights
from tandem.measures.evaluation.columns import CATEGORIES_AT_MOST, Asked, plural
from tandem.measures.evaluation.refusals import Barrier, SpecError
from tandem.measures.evaluation.report import Chance, Excluded, Placebo, Report, Row

EACH, PAIRS, KNOWN = 20, 20, 0.8
UNEQUAL = 0.1
FOUND_AT_MOST = 0.10


def read(frame: Any, spec: Any) -> Matched:
    asked = Asked("matched", frame, spec)
    outcome, met = asked.numbers("outcome"), asked.flags("treated")
    if "covariates" not in asked:
        raise SpecError("covariates", "Name what must be alike in those who are compared: age, earlier contacts, area.")
    method = asked.choice("method", ("propensity", "exact"), "propensity")
    held = asked.held() if method == "propensity" else _categories(asked)
    before = asked.numbers("placebo_outcome") if "placebo_outcome" in asked else None
    unknown = held.isna().any(axis=1).to_numpy()
    known = tuple(float(1 - unknown[met == arm].mean()) if (met == arm).any() else None for arm in (0, 1))
    parts = [
        (np.isnan(outcome), "rows without an outcome"),
        (np.isnan(met), "rows that don't say whether the team was met"),
        (unknown, "rows where something to hold equal is not known"),
    ]
    kept, left = np.ones(len(outcome), bool), []
    for out, said in parts:
        if count := int((out & kept).sum()):
            left.append(Excluded(said, count))
        kept &= ~out
    if not kept.any():
        raise SpecError("covariates", "No row has outcome, group and all that is to be held equal.")
    met, held = met[kept].astype(int), held[kept].reset_index(drop=True)
    if (outcome[kept] == outcome[kept][0]).all():
        raise SpecError("outcome", f"The outcome is {outcome[kept][0]:g} for everybody: nothing can be told from it.")
    seed = asked.whole("seed", 1, 0, 2**31)
    enough = min(int((met == 0).sum()), int((met == 1).sum())) >= EACH
    block = np.full(len(met), -1)
    if enough:
        block = pairs(met, held) if method == "propensity" else combinations(met, held)
    numbered = held if method == "propensity" else _dummies(held)
    return Matched(
        met,
        outcome[kept],
        None if before is None else before[kept],
        str(asked.spec.get("placebo_outcome") or ""),
        numbered,
        block,
        method,
        known,
        asked.outcome_words(),
        asked.amount("contacts"),
        asked.whole("placebos", 200, 1, 2000),
        seed,
        tuple(left),
    )


def _categories(asked: Asked) -> pd.DataFrame:
    """The columns to match exactly, as text."""
    parts = {}
    for name in asked.columns("covariates"):
        labels = asked.labels("covariates", name)
        values = labels.nunique()
        if values > CATEGORIES_AT_MOST:
            raise SpecError(
                "covariates",
                f"Column “{name}” has {values:,} values; exactly alike can be only what has at most "
                f"{CATEGORIES_AT_MOST}. Cut it into groups, or match by propensity.",
            )
        parts[name] = labels
    return pd.DataFrame(parts)


def _dummies(held: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {f"{name}: {value}": (held[name] == value).astype(float) for name in held for value in sorted(set(held[name]))}
    )


def barriers(matched: Matched) -> Iterator[Barrier]:
    for arm, said in ((1, "met"), (0, "not met")):
        count = int((matched.met == arm).sum())
        if matched.known[arm] is not None and matched.known[arm] < KNOWN:
            unknown = (1 - matched.known[arm]) * 100
            yield Barrier(
                "known",
                f"For {unknown:.0f} in 100 of those {said}, something to hold equal is not known. At least "
                f"{KNOWN * 100:.0f} in 100 must be known.",
                unknown,
                "covariates",
            )
        elif count < EACH:
            yield Barrier(
                "each", f"{plural(count, 'person', 'people')} {said}; at least {EACH} are needed.", count, "treated"
            )
    alike = int(((matched.block >= 0) & (matched.met == 1)).sum())
    if min(int((matched.met == arm).sum()) for arm in (0, 1)) >= EACH and alike < PAIRS:
        yield Barrier(
            "alike",
            f"{plural(alike, 'person', 'people')} met have somebody alike; at least {PAIRS} are needed.",
            alike,
            "covariates",
        )


def cautions(matched: Matched) -> Iterator[Barrier]:
    met, alone = int((matched.met == 1).sum()), matched.unmatched(1)
    if alone:
        yield Barrier(
            "unmatched",
            f"{alone:,} of {met:,} people met have nobody alike and are left out: the result is not about them.",
            alone,
            "covariates",
        )
    worst = (
        max((abs(row.after), name) for name, row in balance(matched).items()) if (matched.block >= 0).any() else (0, "")
    )
    if worst[0] > UNEQUAL:
        yield Barrier(
            "unequal",
            f"“{worst[1]}” still differs by {worst[0]:.2f} standard deviations after matching; {UNEQUAL} is the most "
            "that is let pass for alike.",
            worst[0],
            "covariates",
        )
    yield Barrier(
        "unseen",
        "Only what is written down was made equal. Who was met may have differed in what was not.",
        None,
        "covariates",
    )


def estimate(matched: Matched, progress: Any) -> Report:
    scale = "difference in shares" if matched.share else "difference"
    ours = effect(matched, matched.outcome, matched.met)
    if not ours.se > 0:
        raise SpecError(
            "outcome", "The outcome does not differ among those who are compared: nothing can be told from it."
        )
    progress(1, matched.placebos + 1)
    placebo, chance = _placebo(matched, ours, progress)
    interval = ours.interval
    ruling = words.verdict(ours.estimate, interval, 0.0, placebo.passed)
    alike = int(((matched.block >= 0) & (matched.met == 1)).sum())
    countable = matched.share or bool((matched.outcome == np.floor(matched.outcome)).all())
    plausibility, believable = words.plausibility(
        ours.estimate * alike if countable else None, matched.contacts or float(alike), matched.words
    )
    blocks = int(matched.block.max()) + 1
    paired = matched.method == "propensity"
    left = [
        Excluded("people met who have nobody alike", matched.unmatched(1)),
        Excluded("people not met who were not needed or have nobody alike", matched.unmatched(0)),
    ]
    return Report(
        design="matched",
        design_words="Matched comparison, " + ("one to one by propensity" if paired else "exactly alike by categories"),
        estimand=f"The average difference in {matched.words} for those met, against people alike who were not",
        outcome=matched.words,
        scale=scale,
        estimate=ours.estimate,
        interval=interval,
        no_effect=0.0,
        coefficient=ours.estimate,
        se=ours.se,
        se_type=(
            "of the differences within pairs; each pair is a cluster, no small-sample factor"
            if paired
            else "pooled within combinations of values; each person by themselves, no cluster-robust factor"
        ),
        clusters=blocks if paired else int((matched.block >= 0).sum()),
        cluster_words=plural(blocks, "pair")
        if paired
        else f"{plural(blocks, 'combination')} of values, {int((matched.block >= 0).sum()):,} people",
        placebo=placebo,
        chance=chance,
        excluded=(*matched.left, *(one for one in left if one.count)),
        plausibility=plausibility,
        believable=believable,
        before_trend=(),
        before_sentence=_alike(matched),
        warnings=tuple(one.words for one in cautions(matched)),
        table=_table(matched),
        smallest=words.smallest(ours.se, scale),
        verdict=ruling,
        sentence=words.sentence(ruling, matched.words, scale),
        estimate_sentence=words.best(ours.estimate, interval, scale),
        method=(
            "Logistic regression on what is held equal; nearest neighbour on its logit, none used twice, within 0.2 "
            "standard deviations."
            if paired
            else "Differences within each combination of values, weighted by how many were met in it."
        ),
        source="Rosenbaum and Rubin, Biometrika 1983;70:41–55; Austin, Pharm Stat 2011;10:150–161",
        n=int((matched.block >= 0).sum()),
        seed=matched.seed,
    )


def _alike(matched: Matched) -> str:
    found = balance(matched)
    before = sum(abs(one.before) > UNEQUAL for one in found.values())
    after = sum(abs(one.after) > UNEQUAL for one in found.values())
    return (
        f"Of {plural(len(found), 'thing')} held equal, {before} differed by more than {UNEQUAL} standard deviations "
        f"before matching and {after} after."
    )


def _placebo(matched: Matched, ours: Effect, progress: Any) -> tuple[Placebo, Chance]:
    """Labels exchanged within the blocks: how often as much, and how often an effect is found where there is none."""
    rng, found, wrong = np.random.default_rng(matched.seed), [], 0
    order = np.argsort(matched.block, kind="stable")
    for done in range(matched.placebos):
        met = matched.met.copy()
        # Sorting by block and then by lot deals the labels out anew within each block.
        drawn = order[np.lexsort((rng.random(len(order)), matched.block[order]))]
        met[order] = matched.met[drawn]
        one = effect(matched, matched.outcome, met)
        found.append(one.estimate)
        wrong += not words.crosses(one.interval, 0.0)
        progress(done + 2, matched.placebos + 1)
    far = int(sum(abs(one) >= abs(ours.estimate) - 1e-12 for one in found))
    said = (
        f"We exchanged the labels within {'the pairs' if matched.method == 'propensity' else 'like people'} "
        f"{plural(len(found), 'time')}: {far} differ at least as much as ours."
    )
    chance = Chance(
        "labels exchanged among like people", far, len(found), words.p_of(far, len(found)), said, tuple(found)
    )
    if matched.before is not None:
        return _before(matched), chance
    share = wrong / len(found)
    passed = share <= FOUND_AT_MOST or len(found) < 50
    sentence = (
        f"With the labels exchanged among like people, an effect was found in {share * 100:.0f} of 100; about 5 is "
        f"right and at most {FOUND_AT_MOST * 100:.0f} is let pass. An outcome from before (`placebo_outcome`) would "
        "be the stronger test."
    )
    return Placebo("labels exchanged among like people", share, None, passed, sentence), chance


def _before(matched: Matched) -> Placebo:
    """An outcome that the team cannot have changed, because it came before."""
    if np.isnan(matched.before[matched.block >= 0]).any():
        raise SpecError(
            "placebo_outcome",
            f"“{matched.before_name}” is not known for all who are compared. Fill it, or take it out.",
        )
    found = effect(matched, matched.before, matched.met)
    passed = words.crosses(found.interval, 0.0)
    told = "does not differ, as it should not" if passed else "differs, though the team cannot have changed it"
    sentence = (
        f"“{matched.before_name}”, from before, {told}: {words.span(found.estimate, found.interval, 'difference')}."
    )
    return Placebo(f"“{matched.before_name}”, from before", found.estimate, found.interval, passed, sentence)


def _table(matched: Matched) -> tuple[Row, ...]:
    rows, weight = [], weights(matched)
    for arm, said in ((1, "met"), (0, "not met, alike")):
        part = (matched.met == arm) & (weight > 0)
        rows.append(
            Row("outcome", said, float(np.average(matched.outcome[part], weights=weight[part])), n=int(part.sum()))
        )
    for name, one in balance(matched).items():
        rows.append(Row("balance before", name, one.before, note=f"mean {one.met:.4g} met, {one.not_met:.4g} not met"))
        rows.append(Row("balance after", name, one.after, note="difference in standard deviations of before"))
    alone = (matched.block < 0) & (matched.met == 1)
    if alone.any():
        for name in matched.held:
            value = matched.held[name].to_numpy(float)
            inside = value[(matched.met == 1) & ~alone].mean()
            rows.append(
                Row(
                    "met and left unmatched",
                    name,
                    float(value[alone].mean()),
                    n=int(alone.sum()),
                    note=f"mean; {inside:.4g} among those matched",
                )
            )
    return tuple(rows)
