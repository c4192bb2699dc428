"""The one page of the substance use record, declared as a table, and what each view of it shows. Pure.

`EXTRACT` is what medical personnel get in an emergency (law.md 1.7: substances, doses, medicines, reactions, withdrawal
and overdose history), `PLAN` what a peer of the same program sees: goals, next steps, agreed supports. Nothing scored.
"""

from tandem.disclosure.views import WHOLE
from tandem.domain.encounters.forms.field import ASKED, SEEN, WORDS, YES_NO, Field, Form, Kind
from tandem.vocabulary import substances as s
from tandem.vocabulary.law import Category

ONE, SEVERAL, LINE, COUNTS = Kind.ONE, Kind.SEVERAL, Kind.LINE, Kind.COUNTS
SIGNS, CARE, PLANNED = "Signs of the body", "Medicines and history", "What the person wants next"


def _options(labels: dict) -> tuple[tuple[str, str], ...]:
    return tuple((code.value, words) for code, words in labels.items())


USE = Form(
    "use",
    "Alcohol and drugs",
    Category.PART2_RECORD,
    (
        Field(
            "substances",
            "What they used",
            SEVERAL,
            (*_options(s.SUBSTANCE_LABELS), ("none", "Nothing")),
            ASKED,
            alone="none",
        ),
        Field("last_use", "Last time", ONE, _options(s.LAST_USE_LABELS), ASKED),
        Field("amount", "How much, how taken", LINE, hint="As they say it."),
        Field(
            "withdrawal",
            "Withdrawal",
            SEVERAL,
            (*_options(s.WITHDRAWAL_LABELS), ("none", "None of these")),
            SEEN,
            alone="none",
            fold=SIGNS,
        ),
        Field(
            "overdose",
            "Overdose",
            SEVERAL,
            (*_options(s.OVERDOSE_LABELS), ("none", "None of these")),
            SEEN,
            alone="none",
            fold=SIGNS,
        ),
        Field("naloxone", "Naloxone given", COUNTS, (("doses", "Doses"),), fold=SIGNS),
        Field(
            "naloxone_by",
            "Given by",
            ONE,
            (("team", "The team"), ("other", "Somebody else, before")),
            SEEN,
            fold=SIGNS,
        ),
        Field(
            "medicines",
            "Medicines for it",
            SEVERAL,
            (*_options(s.MEDICINE_LABELS), ("none", "None")),
            ASKED,
            alone="none",
            fold=CARE,
        ),
        Field("medicine_doses", "Dose, last taken", LINE, fold=CARE),
        Field("reactions", "Bad reactions to medicines", LINE, fold=CARE),
        Field("overdose_before", "Overdose before", ONE, YES_NO, ASKED, fold=CARE),
        Field("withdrawal_before", "Seizures or confusion in withdrawal before", ONE, YES_NO, ASKED, fold=CARE),
        Field("done", "What the team did", SEVERAL, (*_options(s.DONE_LABELS), ("none", "Nothing more")), alone="none"),
        Field("goals", "Goals, in their words", LINE, limit=300, fold=PLANNED),
        Field("next_steps", "Next steps", LINE, limit=300, fold=PLANNED),
        Field("supports", "Who helps, as agreed", LINE, limit=300, fold=PLANNED),
        Field("words", "In words", Kind.WORDS, limit=WORDS),
    ),
    note="Kept apart: only the care team of your own program reads it. Police, dispatch and other agencies don't.",
)

EXTRACT = frozenset(
    {
        *("substances", "last_use", "amount", "withdrawal", "overdose", "naloxone", "naloxone_by"),
        *("medicines", "medicine_doses", "reactions", "overdose_before", "withdrawal_before"),
    }
)
PLAN = frozenset({"goals", "next_steps", "supports"})
SHOWN = {
    WHOLE: frozenset(field.name for field in USE.fields),
    "emergency_extract": EXTRACT,
    "plan_only": PLAN,
}
