"""The clinical pages of a contact: what a provider's team member saw, did, left and heard. All of it a clinical note.

Only the language a person speaks is demographics (law.md, "Nouns": "language"; USCDI v5 counts "interpreter needed"
there too), so that the next team sees it; the interpreter used today, hearing, mobility and what works stay clinical.
"""

from functools import cache

from tandem.domain.encounters.forms.field import (
    ASKED,
    SEEN,
    WORDS,
    YES_NO,
    Answers,
    Field,
    Form,
    Kind,
    Options,
)
from tandem.domain.encounters.forms.law import StateLaw
from tandem.domain.encounters.forms.police import FORCE_FIELDS, NO_FORCE, force_problems
from tandem.vocabulary import circumstances as c
from tandem.vocabulary import scene as s
from tandem.vocabulary.law import Category

NOTE = Category.CLINICAL_NOTE
ONE, SEVERAL, LINE, CLOCK = Kind.ONE, Kind.SEVERAL, Kind.LINE, Kind.CLOCK


def options(labels: dict) -> Options:
    """A code set as the options of a field."""
    return tuple((code.value, words) for code, words in labels.items())


def _more(label: str = "In words", hint: str = "") -> Field:
    return Field("words", label, Kind.WORDS, hint=hint, limit=WORDS)


RISK = Form(
    "risk",
    "Risk and what protects",
    NOTE,
    (
        Field(
            "risk", "What adds risk", SEVERAL, (*options(c.RISK_LABELS), ("none", "None of these")), ASKED, alone="none"
        ),
        Field(
            "firearm",
            "A firearm within reach at home",
            ONE,
            YES_NO,
            ASKED,
            hint="Ask it plainly: “Is there a gun where you stay?”",
        ),
        Field("means_safer", "Made safer today", ONE, YES_NO, SEEN, hint="Locked, unloaded, given to somebody."),
        Field(
            "protective",
            "What protects",
            SEVERAL,
            (*options(c.PROTECTIVE_LABELS), ("none", "None of these")),
            ASKED,
            alone="none",
        ),
        _more(),
    ),
    small="Factors, firearm, what holds",
    note="A list, not a score. Nothing here decides what happens next.",
)

CUES = Form(
    "cues",
    "Cues and de-escalation",
    NOTE,
    (
        Field("cues", "What you saw or heard", SEVERAL, (*options(s.CUE_LABELS), ("none", "Calm")), SEEN, alone="none"),
        Field(
            "used",
            "What the team did",
            SEVERAL,
            (*options(s.DE_ESCALATION_LABELS), ("none", "Nothing was needed")),
            SEEN,
            alone="none",
        ),
        Field("worked", "Did it help", ONE, (("yes", "Yes"), ("partly", "Partly"), ("no", "No")), SEEN),
        _more("What helped most, or made it worse", "The next team can use it."),
    ),
    small="What you saw, what you did, what helped",
)

FORCE = Form(
    "force",
    "Force and injuries",
    NOTE,
    FORCE_FIELDS,
    small="None, what kind, who was hurt",
    note="This is a clinical note. The officer writes their own for their agency. Neither is copied into the other, and "
    "neither shows the other's.",
    quick="No force, nobody hurt",
    quick_answers=NO_FORCE,
    problems=force_problems,
)

SUPPLIES = Form(
    "supplies",
    "Supplies left",
    NOTE,
    (
        Field("left", "Left with them", Kind.COUNTS, options(s.SUPPLY_LABELS)),
        Field("other", "Something else, in a word", LINE),
    ),
    small="Food, blanket, charger, bus pass",
    note="Leave out what says substance use: it has a page of its own, “Alcohol and drugs”.",
)


def _family_problems(answers: Answers) -> list[tuple[str, str]]:
    if answers.get("report") == "made" and not (answers.get("report_to") and answers.get("report_at")):
        return [("report_to", "Say to whom the report was made, and when.")]
    return []


FAMILY = Form(
    "family",
    "Family, children, pets",
    NOTE,
    (
        Field("there", "Who was there", SEVERAL, options(c.THERE_LABELS), SEEN, alone="nobody"),
        Field("children", "Children there", ONE, YES_NO, SEEN),
        Field("children_safe", "Are the children safe", ONE, YES_NO, SEEN),
        Field("report", "Mandated report", ONE, options(c.REPORTED_LABELS), fold="A mandated report"),
        Field("report_to", "Reported to", LINE, hint="The office, not a person's name.", fold="A mandated report"),
        Field("report_at", "Reported at", CLOCK, fold="A mandated report"),
        Field("caregiver", "Depends on a caregiver", ONE, YES_NO, ASKED, fold="Who cares for whom"),
        Field("cares_for", "Takes care of somebody", ONE, YES_NO, ASKED, fold="Who cares for whom"),
        Field("pets", "Pets", ONE, YES_NO, ASKED, fold="Pets"),
        Field("pets_with", "Who takes care of the pets", LINE, fold="Pets"),
        Field(
            "call_who",
            "Who may be called",
            LINE,
            hint="As the person said it: name and how they know each other.",
            fold="Whom we may call",
        ),
        Field("call_number", "Their number", LINE, fold="Whom we may call"),
        Field("message", "May we leave a message", ONE, YES_NO, ASKED, fold="Whom we may call"),
        _more(),
    ),
    small="Who was there, children safe, whom to call",
    problems=_family_problems,
)


def _access_problems(answers: Answers) -> list[tuple[str, str]]:
    if answers.get("language") == "other" and not answers.get("language_other"):
        return [("language_other", "Write which language.")]
    return []


ACCESS = Form(
    "access",
    "Language and access",
    NOTE,
    (
        Field("language", "Speaks best", ONE, options(c.LANGUAGE_LABELS), category=Category.DEMOGRAPHICS),
        Field("language_other", "Which other language", LINE, limit=24, category=Category.DEMOGRAPHICS),
        Field("interpreter_needed", "Needs an interpreter", ONE, YES_NO, category=Category.DEMOGRAPHICS),
        Field(
            "interpreter",
            "Who interpreted today",
            ONE,
            options(c.INTERPRETER_LABELS),
            SEEN,
            brief="Interpreter",
            hint="Family only in an emergency, or if the person asks for it. Never a child.",
        ),
        Field(
            "needs",
            "What they need from us",
            SEVERAL,
            options(c.ACCESS_LABELS),
            ASKED,
            alone="none",
            fold="Hearing, seeing, moving, thinking: what works",
        ),
        Field(
            "helps",
            "What works",
            SEVERAL,
            options(c.HELPS_LABELS),
            SEEN,
            fold="Hearing, seeing, moving, thinking: what works",
        ),
        _more("What else works"),
    ),
    small="Language, interpreter, hearing, what works",
    note="The language goes to who the person is, so that the next team knows it. The rest stays in the clinical note.",
    problems=_access_problems,
)

RIGHTS: Options = (
    ("both", "Said, and copy given"),
    ("said", "Said, no copy"),
    ("not_possible", "Not possible"),
)
RIGHTS_IN: Options = (("en", "English"), ("es", "Spanish"), ("interpreter", "Through an interpreter"))
CONTACT: Options = (
    ("agreed", "They agreed"),
    ("no_objection", "They didn't object"),
    ("objected", "They objected: not told"),
    ("could_not", "They couldn't say"),
    ("nobody", "Nobody to tell"),
)


def _hold_problems(answers: Answers) -> list[tuple[str, str]]:
    problems = []
    if answers.get("rights") == "not_possible" and not answers.get("rights_why"):
        problems.append(("rights_why", "Say why the rights could not be told."))
    if answers.get("contact_told") and answers.get("contact") in ("objected", "nobody", None):
        problems.append(("contact", "Say first that the person agreed, didn't object or couldn't say."))
    if answers.get("contact") == "could_not" and answers.get("contact_told") and not answers.get("contact_why"):
        problems.append(("contact_why", "Say why telling them was in the person's interest."))
    return problems


@cache
def hold(law: StateLaw | None) -> Form:
    """The hold page under the law of a state, or in free words where no file says that law.

    Whom the team tells is told under 45 CFR 164.510(b); the accounting of disclosures leaves that out (164.528(a)(1)).
    """
    if law:
        basis = Field("basis", "What the hold rests on", ONE, tuple((one.code, one.words) for one in law.bases))
        credential = Field("signer_as", "Signs as", ONE, (*law.signers, ("other", "Somebody else the law names")))
        criteria = [Field("criteria", "Grounds, as the law names them", SEVERAL, law.criteria)]
        note = f"{law.hold_name}, {', '.join(dict.fromkeys(one.citation for one in law.bases))}. Checked: {law.checked}"
    else:
        basis = Field("basis", "What the hold rests on", LINE, hint="The statute and section, as your form names it.")
        credential = Field("signer_as", "Signs as", LINE, hint="Credential, like: LCSW, peace officer, MD.")
        criteria = []
        note = (
            "Your state's law isn't entered here. Write what your own form says; Tandem can't check who may sign. "
            "Ask your administrator to add the state's file."
        )
    return Form(
        "hold",
        "Involuntary hold",
        NOTE,
        (
            basis,
            Field("signer", "Signed by", LINE, hint="Full name."),
            credential,
            Field("signer_agency", "Their agency", LINE),
            Field("signed_at", "Signed at", CLOCK),
            *criteria,
            Field("words", "What you saw and heard", Kind.WORDS, hint="Facts, in the person's own words.", limit=WORDS),
            Field("rights", "Rights told", ONE, RIGHTS, fold="Rights told"),
            Field("rights_in", "In", ONE, RIGHTS_IN, fold="Rights told"),
            Field("rights_at", "Told at", CLOCK, fold="Rights told"),
            Field("rights_why", "Why not", LINE, fold="Rights told"),
            Field("facility", "Receiving place", LINE, fold="Where to, belongings"),
            Field("left_at", "Left the scene at", CLOCK, fold="Where to, belongings"),
            Field("arrived_at", "Arrived there at", CLOCK, fold="Where to, belongings"),
            Field(
                "belongings",
                "Belongings and medicine",
                LINE,
                hint="What went along, what stayed and with whom.",
                fold="Where to, belongings",
            ),
            Field("contact", "Telling family or friend", ONE, CONTACT, fold="Family or friend told"),
            Field("contact_told", "Who was told", LINE, fold="Family or friend told"),
            Field("contact_why", "Why, if they couldn't say", LINE, fold="Family or friend told"),
        ),
        small="Basis, who signed, rights, where to",
        note=note,
        problems=_hold_problems,
    )


# In the order of the menu. The hold comes first when it is owed, and only then.
CLINICAL: tuple[Form, ...] = (FORCE, CUES, RISK, ACCESS, FAMILY, SUPPLIES)
_BY_CODE = {form.code: form for form in CLINICAL}


def form_named(code: str, law: StateLaw | None = None) -> Form | None:
    """The form of this code, None for another word. `law` is the state's law the hold is written under."""
    return hold(law) if code == "hold" else _BY_CODE.get(code)
