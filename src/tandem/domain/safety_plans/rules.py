"""What may be written in a plan, and how two people who write at once meet. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem.vocabulary.plans import Form, Made, Written
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.text import clean

Lines = tuple[str, ...]
LANGUAGE = "language"


@dataclass(frozen=True)
class Met:
    """What came of a telling that grew on an older version: `taken` goes on, `clashes` are kept beside it."""

    taken: Mapping[str, Lines]
    clashes: Mapping[str, Lines]


@dataclass(frozen=True)
class Difference:
    """How one section changed: the lines that went, came, and stayed."""

    section: str
    gone: Lines
    new: Lines
    kept: Lines


def lines_of(text: str) -> Lines:
    """The lines of a text field, without the empty ones; a line's own words stay exactly as typed."""
    return tuple(line for line in text.replace("\r\n", "\n").split("\n") if line.strip())


def told(form: Form, fields: Mapping[str, Sequence[str]]) -> dict[str, Lines]:
    """`fields` by section, checked. Raises Refusal naming each section that can't be kept as it is."""
    by_name, errors, found = {one.name: one for one in form.sections}, [], {}
    for name, lines in fields.items():
        section = by_name.get(name)
        if section is None:
            errors.append((str(name)[:40], "The plan has no such part."))
            continue
        try:
            if isinstance(lines, str) or not isinstance(lines, Sequence):
                raise Refusal((name, "This must be a list of lines."))
            kept = tuple(clean(name, line, form.line_limit) for line in lines)
        except Refusal as refused:
            errors += refused.errors
            continue
        kept = tuple(line for line in kept if line.strip())
        if len(kept) > section.lines:
            errors.append((name, f"At most {section.lines} lines fit here. Keep those that matter most."))
        found[name] = kept
    if errors:
        raise Refusal(*errors)
    return found


def check_language(language: str, made: str) -> None:
    """Raise Refusal unless both are words of their lists."""
    errors = []
    if language not in list(Written):
        errors.append((LANGUAGE, "Say which language the words are in."))
    if made not in list(Made):
        errors.append(("made", "Say how you made it with the person."))
    if errors:
        raise Refusal(*errors)


def checked(form: Form, fields: Mapping[str, Sequence[str]], language: str, made: str) -> dict[str, Lines]:
    """`fields` by section, with their language and how they came about. Raises Refusal naming all that is wrong."""
    errors, found = [], {}
    try:
        found = told(form, fields)
    except Refusal as refused:
        errors += refused.errors
    try:
        check_language(language, made)
    except Refusal as refused:
        errors += refused.errors
    if errors:
        raise Refusal(*errors)
    return found


def meet(was: Mapping[str, Lines], stands: Mapping[str, Lines], said: Mapping[str, Lines]) -> Met:
    """Each section that was said, against what its author saw (`was`) and what stands now.

    What nobody else touched is taken; what both changed alike is agreed; what both changed otherwise clashes. A section
    that its author left as they saw it was not said at all.
    """
    taken, clashes = {}, {}
    for name, lines in said.items():
        before, now = was.get(name, ()), stands.get(name, ())
        if lines in (before, now):
            continue
        (taken if now == before else clashes)[name] = lines
    return Met(taken, clashes)


def differences(form: Form, old: Mapping[str, Lines], new: Mapping[str, Lines]) -> list[Difference]:
    """The sections in which two versions differ, in the order of the form; others that an older form had come last."""
    names = [*form.names, *sorted((set(old) | set(new)) - set(form.names))]
    found = []
    for name in names:
        before, after = old.get(name, ()), new.get(name, ())
        if before != after:
            gone = tuple(one for one in before if one not in after)
            came = tuple(one for one in after if one not in before)
            found.append(Difference(name, gone, came, tuple(one for one in after if one in before)))
    return found
