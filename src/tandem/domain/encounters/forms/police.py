"""What an officer taps: how it ended for police, force, injuries, charges. The officer's own agency reads it.

Two tables, because two categories (law.md, "Nouns"): arrest, citation and transport by police are call facts; force,
injuries, charges and the officer's words are police narrative. A clinician's account of force is a clinical note of
its own: the fields are the same, the rows never meet.
"""

from tandem.domain.encounters.forms.field import SEEN, WORDS, YES_NO, Answer, Answers, Field, Form, Kind
from tandem.vocabulary import scene as s
from tandem.vocabulary.law import Category


def _options(labels: dict) -> tuple[tuple[str, str], ...]:
    return tuple((code.value, words) for code, words in labels.items())


_IF_HURT = "If somebody was hurt: how badly, how, treated"
_LEVELS = _options(s.INJURY_LABELS)
FORCE_FIELDS: tuple[Field, ...] = (
    Field(
        "force",
        "Force used, by anyone on our side",
        Kind.SEVERAL,
        _options(s.FORCE_LABELS),
        SEEN,
        alone="none",
        brief="Force",
    ),
    Field("hurt", "Who was hurt", Kind.SEVERAL, _options(s.HURT_LABELS), SEEN, alone="nobody", brief="Hurt"),
    Field("person_injury", "How badly, the person", Kind.ONE, _LEVELS, SEEN, fold=_IF_HURT),
    Field("other_injury", "How badly, the worst of the others", Kind.ONE, _LEVELS, SEEN, fold=_IF_HURT),
    Field("cause", "How it came about", Kind.SEVERAL, _options(s.CAUSE_LABELS), SEEN, fold=_IF_HURT),
    Field("treated", "Treated", Kind.SEVERAL, _options(s.TREATED_LABELS), SEEN, alone="not_needed", fold=_IF_HURT),
    Field("words", "In words", Kind.WORDS, limit=WORDS),
)
NO_FORCE: tuple[tuple[str, Answer], ...] = (("force", ["none"]), ("hurt", ["nobody"]))


def force_problems(answers: Answers) -> list[tuple[str, str]]:
    """Answers about injuries that can't all be true, as (field, sentence)."""
    hurt = answers.get("hurt", [])
    found = []
    for field, who in (("person_injury", {"person"}), ("other_injury", set(s.Hurt) - {"person", "nobody"})):
        if answers.get(field) and hurt and "unknown" not in hurt and not who & set(hurt):
            found.append((field, "Nobody is marked as hurt here. Mark who was, or take this away."))
    return found


ENDING = Form(
    "ending",
    "How it ended for police",
    Category.CAD_FACTS,
    (
        Field("arrest", "Arrest", Kind.ONE, YES_NO, SEEN),
        Field("citation", "Citation", Kind.ONE, YES_NO, SEEN),
        Field("transport", "Taken somewhere by police", Kind.ONE, YES_NO, SEEN),
    ),
    quick="None of the three",
    quick_answers=(("arrest", "no"), ("citation", "no"), ("transport", "no")),
    note="Call facts: your team and dispatch can read them.",
)

FORCE_REPORT = Form(
    "police",
    "Force, injuries, charges",
    Category.LE_NARRATIVE,
    (
        *FORCE_FIELDS[:-1],
        Field("charges", "Charges", Kind.ONE, _options(s.CHARGES_LABELS), SEEN),
        FORCE_FIELDS[-1],
    ),
    quick="No force, nobody hurt, no charges",
    quick_answers=(*NO_FORCE, ("charges", "none")),
    note="Police narrative: your agency reads it. Clinicians don't, and you don't see their notes. Nothing is copied.",
    problems=force_problems,
)
