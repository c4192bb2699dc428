"""The engine's sentences. They never say more than the interval does, and never a size without it."""

from math import exp

from tandem.measures.evaluation.report import CANT_TELL, DO_NOT_USE, FEWER, MORE, Interval, Smallest
from tandem.measures.statistics import Z95

# What a test sees four times in five: the 97.5 % and 80 % points of the normal.
SEEN = Z95 + 0.8416212335729143
RATIO = {"rate ratio", "hazard ratio"}
SHARES = "difference in shares"
# One avoided event for three contacts is more than any program of this kind has shown.
LOOK_FOR_AN_ERROR = 1 / 3


def number(value: float) -> str:
    """A number as a reader says it: three significant digits, no exponent."""
    if value == 0:
        return "0"
    size = abs(value)
    if size >= 100:
        return f"{value:,.0f}"
    digits = 1 if size >= 10 else 2 if size >= 1 else 3 if size >= 0.1 else 4
    return f"{value:,.{digits}f}"


def change(value: float, scale: str) -> str:
    """The size of an effect with its direction: “10.6 % fewer”, “1.8 more in 100”, “0.040 lower”."""
    if scale in RATIO:
        percent = (value - 1) * 100
        return f"{number(abs(percent))} % {'fewer' if percent < 0 else 'more'}"
    if scale == SHARES:
        return f"{number(abs(value) * 100)} {'fewer' if value < 0 else 'more'} in 100"
    return f"{number(abs(value))} {'lower' if value < 0 else 'higher'}"


def crosses(interval: Interval | None, no_effect: float) -> bool:
    return interval is None or interval[0] <= no_effect <= interval[1]


def verdict(estimate: float | None, interval: Interval | None, no_effect: float, placebo_passed: bool) -> str:
    if not placebo_passed:
        return DO_NOT_USE
    if estimate is None or crosses(interval, no_effect):
        return CANT_TELL
    return FEWER if estimate < no_effect else MORE


def sentence(ruling: str, outcome: str, scale: str) -> str:
    """The verdict as a sentence; the size stands in `best`, right behind it."""
    if ruling == DO_NOT_USE:
        return f"Do not use this result for {outcome}: the same sum finds an effect where there can be none."
    if ruling == CANT_TELL:
        return f"We can't tell whether {outcome} changed."
    less, more = ("fewer", "more") if scale != "difference" else ("lower", "higher")
    word = less if ruling == FEWER else more
    return f"Likely {word}: {outcome}." if scale == "difference" else f"Likely {word} {outcome}."


def span(estimate: float, interval: Interval, scale: str) -> str:
    """An estimate and its interval within a sentence."""
    return f"{change(estimate, scale)} (from {change(interval[0], scale)} to {change(interval[1], scale)})"


def best(estimate: float | None, interval: Interval | None, scale: str) -> str:
    """The estimate with all that the data fit."""
    if estimate is None:
        return "There is no estimate."
    if interval is None:
        return f"Best estimate: {change(estimate, scale)}. It has no interval."
    return (
        f"Best estimate: {change(estimate, scale)}. "
        f"The data fit anything from {change(interval[0], scale)} to {change(interval[1], scale)}."
    )


def smallest(se: float | None, scale: str, times: float = SEEN) -> Smallest:
    """The smallest effect that would have been seen four times in five: 2.80 standard errors (Bloom 1995)."""
    if se is None or not se > 0:
        return Smallest(None, "How small an effect could have been seen cannot be told.")
    value = exp(-times * se) if scale in RATIO else times * se
    size = (
        f"{number(abs(value - 1) * 100)} % fewer"
        if scale in RATIO
        else (f"{number(value * 100)} in 100" if scale == SHARES else number(value))
    )
    return Smallest(
        value,
        f"An effect of about {size} or larger would have been seen four times in five; a smaller one looks like “we "
        "can't tell”.",
    )


def plausibility(
    total: float | None, contacts: float | None, outcome: str, why_not: str = ""
) -> tuple[str, bool | None]:
    """The effect as a number of events against the program's contacts, and whether it can be believed (None: not known)."""
    if total is None:
        return (
            why_not
            or "The effect cannot be told as a number of events, so its size was not held against the contacts.",
            None,
        )
    told = f"The estimate is about {number(abs(total))} {'fewer' if total < 0 else 'more'} {outcome} in all"
    if contacts is None:
        return (
            f"{told}. How many contacts the program had was not said (`contacts`), so the size was not checked.",
            None,
        )
    if contacts <= 0:
        return f"{told}, and the program had no contacts: look for an error.", False
    share = abs(total) / contacts
    each = f"one for every {number(1 / share)} contacts" if 0 < share <= 1 else f"{number(share)} for each contact"
    told = f"{told}; the program had {number(contacts)} contacts: {each}."
    if share > LOOK_FOR_AN_ERROR:
        return f"{told} More than one for every three contacts is hard to believe: look for an error.", False
    return f"{told} Possible.", True


def ratio_interval(coefficient: float, se: float) -> Interval:
    return exp(coefficient - Z95 * se), exp(coefficient + Z95 * se)


def p_of(at_least: int, of: int) -> float:
    """The p of a permutation, ours counted among them (Phipson and Smyth 2010)."""
    return (1 + at_least) / (1 + of)
