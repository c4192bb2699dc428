"""The shape of a form: its fixed fields, who may send it, what it may hold, and what leaves in which words.

The law cares that such a form can't grow: what is not one of its fields can't be sent on it, and a field that is
recorded but not sent (who asked, why the person could not be asked) never stands in what leaves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tandem.domain.people.labels import refuse_substance
from tandem.vocabulary.disclosing import FORM_LABELS, Form
from tandem.vocabulary.law import Category, LawRole, Purpose
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Role
from tandem.vocabulary.text import clean

LINE, TEXT, CHOICE = "line", "text", "choice"
type Values = Mapping[str, str]

CLINICAL = frozenset({Role.CLINICIAN, Role.CLINICAL_SUPERVISOR, Role.PRIVACY_OFFICER})
OFFICER_ONLY = frozenset({Role.PRIVACY_OFFICER})
LAW_ROLES = {
    Role.CLINICIAN: LawRole.CLINICIAN_SAME,
    Role.CLINICAL_SUPERVISOR: LawRole.CLINICAL_SUPERVISOR,
    Role.PRIVACY_OFFICER: LawRole.PRIVACY_OFFICER,
}


@dataclass(frozen=True)
class Field:
    """One field. `leaves` False: recorded with the disclosure, never sent. `category` is what it holds where it leaves.

    `prefill` names what the sender's release puts into it first: "name_address", "name_birth", "birth", "looks",
    "treated".
    """

    name: str
    label: str
    category: Category | None = None
    kind: str = LINE
    limit: int = 200
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    prefill: str = ""
    leaves: bool = True


@dataclass(frozen=True)
class Sheet:
    """`only_sud_may`: a program that gives only substance use care may send it (42 CFR 2.12(c)(5)-(6), 2.15(b)).

    `words_of_use` True: the free text may speak of substance use, since the law opens exactly that. `check` refuses
    what the fields one by one can't (raises Refusal). `also` are rules of the table that let the receiver read it.
    """

    form: Form
    authority: str
    roles: frozenset[Role]
    fields: tuple[Field, ...]
    what: str
    purpose: Purpose = Purpose.RELEASE
    also: tuple[str, ...] = ()
    only_sud_may: bool = False
    words_of_use: bool = False
    check: Callable[[Values], None] | None = None
    options: Callable[[], Mapping[str, tuple[tuple[str, str], ...]]] | None = None

    @property
    def name(self) -> str:
        """What people call this form."""
        return FORM_LABELS[self.form]

    @property
    def categories(self) -> frozenset[Category]:
        """Everything this form may hold."""
        return frozenset({one.category for one in self.fields if one.leaves and one.category})

    def choices(self, one: Field) -> tuple[tuple[str, str], ...]:
        """The options of a choice, from the state's own content where the sheet reads them there."""
        return self.options().get(one.name, one.options) if self.options else one.options


def cleaned(sheet: Sheet, told: Mapping[str, str]) -> dict[str, str]:
    """The values of a sheet as they are kept; every field of it and no other. Raises Refusal naming the fields."""
    values, errors = {}, []
    for one in sheet.fields:
        try:
            text = clean(one.name, told.get(one.name, ""), one.limit, required=one.required).strip()
        except Refusal as refused:
            errors += refused.errors
            continue
        if one.kind == CHOICE and text not in {value for value, _label in sheet.choices(one)} | {""}:
            errors.append((one.name, "Choose one of the list."))
        values[one.name] = text
    if errors:
        raise Refusal(*errors)
    if sheet.check:
        sheet.check(values)
    if not sheet.words_of_use:
        refuse_substance({one.name: values[one.name] for one in sheet.fields if one.leaves})
    return values


def lines(sheet: Sheet, values: Values) -> list[list[str]]:
    """What leaves, word for word and in order: [label, words] of every field that leaves and holds something."""
    found = []
    for one in sheet.fields:
        words = values.get(one.name, "")
        if one.leaves and words:
            found.append([one.label, dict(sheet.choices(one)).get(words, words)])
    if not found:
        raise Refusal((next(one.name for one in sheet.fields if one.leaves), "Nothing would leave. Fill in what does."))
    return found


def held(sheet: Sheet, values: Values) -> tuple[Category, ...]:
    """The categories of what leaves now."""
    return tuple(sorted({one.category for one in sheet.fields if one.leaves and one.category and values.get(one.name)}))
