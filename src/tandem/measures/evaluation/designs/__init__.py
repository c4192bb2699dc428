"""The designs: what each is in plain words, what its spec asks, what it needs. One file each beside this one.

A design's file has `read(frame, spec)`, which raises SpecError; `barriers(data)` and `cautions(data)`; and
`estimate(data, progress)`. It is imported only when it is asked for, because it imports the libraries.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ask:
    """A field of a spec. `kind`: column, columns, value (of the time column), number, choice, flag, words."""

    field: str
    words: str
    kind: str = "column"
    required: bool = True
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Design:
    """A design: its words for a wizard, the fields of its spec, and what it needs of the data."""

    id: str
    title: str
    words: str
    asks: tuple[Ask, ...]
    needs: str


EVERYWHERE = (
    Ask("outcome_words", "what is counted, in plain words: “repeat calls”", "words", required=False),
    Ask("contacts", "how many contacts the program had in the time it is about", "number", required=False),
    Ask("seed", "where the draws of the placebo start", "number", required=False),
)
OUTCOME = Ask("outcome", "the column of the outcome")
TIME = Ask("time", "the column of the time: numbers, months (2025-03) or dates")
UNIT = Ask("unit", "the column of the place, team or officer")
EVERY = Ask(
    "every", "how long a period is", "choice", required=False, choices=("year", "quarter", "month", "week", "day")
)
START = (
    Ask(
        "first_treated",
        "the column of the first period with the change; empty or 0 where it never came",
        required=False,
    ),
    Ask("treated", "a column of 0 and 1 by period, in place of `first_treated`", required=False),
)
PLACEBOS = Ask("placebos", "how often the starts are dealt out anew", "number", required=False)
COVARIATES = Ask("covariates", "columns to hold equal", "columns", required=False)
CLUSTER = Ask("cluster", "a column of what belongs together", required=False)

DESIGNS = {
    one.id: one
    for one in (
        Design(
            "its",
            "One series, before and after",
            "Looks at one place over time, with its trend and, if asked, the seasons taken out.",
            (
                OUTCOME,
                TIME,
                EVERY,
                Ask("change", "the first period after the change", "value", required=False),
                Ask(
                    "step", "a column that is 0 before the change and 1 after it, in place of `change`", required=False
                ),
                Ask("population", "the column of the people or calls at risk", required=False),
                Ask("harmonics", "how many yearly waves to take out (0 to 3)", "number", required=False),
                Ask("cycle", "how many periods a year has", "number", required=False),
                Ask("placebos", "how many made-up starts at most", "number", required=False),
            ),
            "Counts for at least 12 periods before the change and 6 after it.",
        ),
        Design(
            "staggered",
            "Staggered start, place by place",
            "Places started at different times. Each is compared with places that had not started.",
            (
                UNIT,
                TIME,
                EVERY,
                OUTCOME,
                *START,
                Ask("control", "whom to compare with", "choice", required=False, choices=("never", "not_yet")),
                Ask(
                    "aggregate",
                    "which mean is the result",
                    "choice",
                    required=False,
                    choices=("group", "simple", "dynamic"),
                ),
                COVARIATES,
                CLUSTER,
                PLACEBOS,
            ),
            "At least 2 places that started, a period before each start, and places that had not started.",
        ),
        Design(
            "rollout",
            "Roll-out in a drawn order",
            "Training or tools were dealt out month by month, in an order as good as drawn by lot.",
            (
                UNIT,
                TIME,
                EVERY,
                OUTCOME,
                *START,
                Ask(
                    "aggregate",
                    "which mean is the result",
                    "choice",
                    required=False,
                    choices=("simple", "cohort", "calendar"),
                ),
                PLACEBOS,
            ),
            "At least 8 units without gaps, two or more to each start, and two starts.",
        ),
        Design(
            "synthetic",
            "One place against a mixture of others",
            "One place started. It is compared with a mixture of other places that ran beside it before.",
            (UNIT, TIME, EVERY, OUTCOME, *START, PLACEBOS),
            "At least 8 periods before the start and 5 places without it, none with gaps; 19 places for a p under "
            "0.05.",
        ),
        Design(
            "matched",
            "Matched people",
            "Pairs people the team met with similar people it did not meet.",
            (
                OUTCOME,
                Ask("treated", "the column that is 1 for those the team met and 0 for the others"),
                Ask("covariates", "the columns that must be alike", "columns"),
                Ask("method", "how they are made alike", "choice", required=False, choices=("propensity", "exact")),
                Ask(
                    "placebo_outcome",
                    "a column of the same kind from before, which nothing can have changed",
                    required=False,
                ),
                Ask("placebos", "how often the labels are exchanged", "number", required=False),
            ),
            "At least 20 people of each kind, what must be alike known for 80 in 100 of them, and 20 with somebody "
            "alike.",
        ),
        Design(
            "survival",
            "Time to the next contact",
            "Follows people after a first contact and asks who comes again sooner.",
            (
                Ask("duration", "the column of the time seen, to the event or to the end of seeing"),
                Ask("event", "the column that is 1 where the event came and 0 where it was not seen"),
                Ask("group", "the column that tells who had it from who had not; two values"),
                Ask("compare", "the two values of the group, the comparison first", "words", required=False),
                Ask("covariates", "columns to hold equal", "columns", required=False),
                Ask("cluster", "a column of what belongs together: the person, the team", required=False),
                Ask(
                    "horizon", "the time at which the shares still without the event are told", "number", required=False
                ),
                Ask("placebos", "how often the labels are exchanged", "number", required=False),
            ),
            "At least 10 events in all, 5 in each group, and 10 events for each thing held equal.",
        ),
        Design(
            "trial",
            "Sent by chance",
            "The dispatcher's screen decides by a sealed draw which of two fair answers is sent.",
            (
                Ask("unit", "the column of the call that was drawn for"),
                Ask("arm", "the column of what was drawn; two values"),
                Ask("compare", "the two values, the comparison first", "words", required=False),
                Ask("outcome", "the column that is 1 where it came to it and 0 where not"),
                Ask("allocated_at", "the column of the moment of the draw"),
                Ask("outcome_at", "the column of the moment the outcome was known"),
                Ask("received", "the column of what was really sent", required=False),
                Ask("before", "a column of something that was so before the draw", required=False),
                Ask("share", "how much of the draws goes to the second value (0.5)", "number", required=False),
                Ask("placebos", "how often the draw is made anew", "number", required=False),
            ),
            "A log of every draw, each before its outcome, and 20 calls of each kind. Only what was drawn by lot.",
        ),
        Design(
            "chart",
            "Which months stand out",
            "Looks at one series and says which periods differ by more than chance explains.",
            (
                OUTCOME,
                TIME,
                EVERY,
                Ask(
                    "kind",
                    "shares (p), counts of equal sizes (np), counts (c), rates (u)",
                    "choice",
                    required=False,
                    choices=("p", "np", "c", "u"),
                ),
                Ask("population", "the column of how many there were", required=False),
                Ask("drop", "periods with a known cause, left out of the center", "values", required=False),
                Ask("placebos", "how many steady series are made up", "number", required=False),
            ),
            "At least 12 periods with a count.",
        ),
    )
}
DESIGNS = {
    name: Design(one.id, one.title, one.words, (*one.asks, *EVERYWHERE), one.needs) for name, one in DESIGNS.items()
}
