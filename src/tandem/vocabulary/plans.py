"""Words of the safety plan and the preference card: the form's sections, how it was made, in which language the words are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Made(StrEnum):
    """How the words came about. A plan that somebody wrote about a person, without them, is none."""

    TOGETHER = "together"
    BY_PHONE = "by_phone"
    BY_THEM = "by_them"


MADE_LABELS = {
    Made.TOGETHER: "Together, here",
    Made.BY_PHONE: "Together, by phone",
    Made.BY_THEM: "By the person, on their own page",
}


class Written(StrEnum):
    """The language the person's own words are in. They are never translated without asking."""

    ENGLISH = "en"
    SPANISH = "es"
    OTHER = "other"


WRITTEN_LABELS = {Written.ENGLISH: "English", Written.SPANISH: "Español", Written.OTHER: "Another language"}


@dataclass(frozen=True)
class Section:
    """One part of the form. `label`, `hint` and `always` are by language; `always` is a line that every print shows."""

    name: str
    lines: int
    label: Mapping[str, str]
    hint: Mapping[str, str]
    always: Mapping[str, str]


@dataclass(frozen=True)
class Form:
    """One edition of the form. `words` are those around the sections, by language; after
    `plan_lasts_days` it is time to look at the plan again."""

    edition: str
    sections: tuple[Section, ...]
    words: Mapping[str, Mapping[str, str]]
    line_limit: int
    plan_lasts_days: int

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.sections)


def form_of(told: Mapping) -> Form:
    """The form as an edition's JSON tells it. Raises KeyError for an edition that lacks a part."""
    return Form(
        edition=f"safety-plan/{told['edition']}",
        sections=tuple(
            Section(one["name"], one["lines"], one["label"], one["hint"], one.get("always", {}))
            for one in told["sections"]
        ),
        words=told["words"],
        line_limit=told["line_limit"],
        plan_lasts_days=told["plan_lasts_days"],
    )
