"""Words that are a label or a diagnosis rather than something that was seen, and what to write instead. Pure.

A caution says what happened and what helps: a label says neither, outlives its day, and is read as a judgment. The list
is small and plain on purpose; it catches habits, not intentions. No word of substance use stands in a caution: what
rests on such a record has its own wall (42 CFR 2.12), which no caution may go around.
"""

import re
import unicodedata
from dataclasses import dataclass

from tandem.vocabulary.refusal import Refusal

SEEN = "Say what was seen, and when: like, shouted when the door was knocked."
CALLS_OFTEN = "Say what helps on the next call instead of how often there were calls."
NEED = "Say what the person needs at the door: like, talk slowly, one person at a time."
NO_DIAGNOSIS = "A diagnosis stays in the clinical record. " + SEEN
NO_SUBSTANCE = "Substance use stays out of cautions. " + SEEN
DECLINED = "Say what the person declined, in their words if you can."

# Words as they are heard, in lower case without marks → the kinder suggestion.
LABELS: dict[str, str] = {
    **dict.fromkeys(
        ("edp", "emotionally disturbed", "mental case", "mental subject", "psych patient", "psycho", "psychotic"), SEEN
    ),
    **dict.fromkeys(
        ("crazy", "insane", "lunatic", "nuts", "nutjob", "nut job", "whacko", "deranged", "unstable"), SEEN
    ),
    **dict.fromkeys(("frequent flyer", "frequent flier", "super utilizer", "repeat caller", "regular"), CALLS_OFTEN),
    **dict.fromkeys(
        ("retarded", "low functioning", "high functioning", "mentally ill", "mental patient", "suffers from"), NEED
    ),
    **dict.fromkeys(
        (
            "schizo",
            "schizophrenic",
            "schizophrenia",
            "bipolar",
            "borderline",
            "bpd",
            "ptsd",
            "autistic",
            "personality disorder",
            "depressive",
            "manic",
        ),
        NO_DIAGNOSIS,
    ),
    **dict.fromkeys(
        (
            "addict",
            "junkie",
            "druggie",
            "tweaker",
            "crackhead",
            "meth head",
            "drug seeker",
            "drug seeking",
            "drug user",
            "alcoholic",
            "drunk",
            "substance abuse",
            "substance use",
            "overdose",
            "methadone",
            "suboxone",
            "rehab",
            "detox",
            "heroin",
            "fentanyl",
            "meth",
            "cocaine",
        ),
        NO_SUBSTANCE,
    ),
    **dict.fromkeys(("noncompliant", "non compliant", "uncooperative", "combative", "resistant"), DECLINED),
    **dict.fromkeys(("violent person", "violent subject", "dangerous person", "criminal", "offender"), SEEN),
    **dict.fromkeys(("attention seeking", "attention seeker", "manipulative", "malingering", "faker", "liar"), SEEN),
}


@dataclass(frozen=True)
class Label:
    """A word that was written and can't stay, and what to write instead."""

    word: str
    instead: str


def plain(text: str) -> str:
    """The words of `text` in lower case, without marks or accents, one space apart: "E.D.P." and "ＥＤＰ" read edp."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(one for one in folded if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
    # Letters with dots between them are one word; any other mark parts two.
    joined = re.sub(r"\b(?:\w\.){2,}\w?\b", lambda found: found[0].replace(".", ""), f"{letters} ")
    return " ".join(re.findall(r"\w+", joined))


def label_in(text: str) -> Label | None:
    """The first label `text` holds as whole words, also in the plural, or None."""
    words = f" {plain(text)} "
    for word, instead in LABELS.items():
        if f" {word} " in words or f" {word}s " in words:
            return Label(word, instead)
    return None


def refuse_labels(fields: dict[str, str]) -> None:
    """Raise Refusal naming each field that holds a label, with a kinder suggestion."""
    found = [(field, label) for field, text in fields.items() if (label := label_in(text))]
    if found:
        raise Refusal(*((field, f"“{label.word}” is a label. {label.instead}") for field, label in found))


def refuse_substance(fields: dict[str, str]) -> None:
    """Raise Refusal naming each field whose words say or imply substance use, and no other label (42 CFR 2.12)."""
    found = []
    for field, text in fields.items():
        words = f" {plain(text)} "
        said = [word for word, why in LABELS.items() if why == NO_SUBSTANCE]
        word = next((one for one in said if f" {one} " in words or f" {one}s " in words), None)
        if word:
            found.append(
                (field, f"“{word}” speaks of substance use. That needs the person's own consent. Leave it out.")
            )
    if found:
        raise Refusal(*found)
