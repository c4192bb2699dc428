"""How the members of an EIDO component are read once the document is known to be valid."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

type Component = dict[str, object]

_MOMENT = re.compile(r"(.{10})[Tt](.{5}):([0-9]{2})(\.[0-9]+)?(.+)")
_DIALED = re.compile(r"sips?:(\+?[0-9]{3,15})@.*", re.IGNORECASE | re.DOTALL)
_AUTHORS = ("agentReference", "updatedByAgentReference", "updatedByAgencyReference")


def moment(text: str) -> datetime:
    """Return an RFC 3339 time as an aware datetime, its offset kept; a leap second is the second after.

    Fractions finer than a microsecond are cut. Raises ValueError or OverflowError where Python has no such date.
    """
    date, minute, second, fraction, offset = _MOMENT.fullmatch(text).groups()
    leap = second == "60"
    at = datetime.fromisoformat(f"{date}T{minute}:{'59' if leap else second}{fraction or ''}{offset.upper()}")
    at += timedelta(seconds=leap)
    # A time that can't be told in UTC can't be stored either.
    at.astimezone(UTC)
    return at


def first(texts: Iterable[str | None]) -> str | None:
    """Return the first text that says something."""
    return next((text for text in texts if text), None)


def ids(component: Component, name: str) -> list[str]:
    """Return the `$id`s a member refers to. The standard lets a reference be anything; only objects name one."""
    value = component.get(name, [])
    references = value if isinstance(value, list) else [value]
    named = [reference.get("$ref") for reference in references if isinstance(reference, dict)]
    return [id_ for id_ in named if isinstance(id_, str)]


def all_ids(components: Iterable[Component], name: str) -> set[str]:
    return {id_ for component in components for id_ in ids(component, name)}


def author(component: Component) -> str | None:
    """Return who wrote a component, in the sender's own identifiers: the agent if stated, else the agency."""
    return first(id_ for name in _AUTHORS for id_ in ids(component, name))


def is_caller(person: Component) -> bool:
    return "caller" in (role.lower() for role in person["personIncidentRoleRegistryText"])


def number(uri: str) -> str:
    """Return the number a person would dial, or the address as it is where it holds none."""
    if uri[:4].lower() == "tel:":
        return uri[4:]
    dialed = _DIALED.fullmatch(uri)
    return dialed[1] if dialed else uri


def texts(component: Component, name: str) -> list[str]:
    """Return the texts NIEM wraps in objects."""
    return [text["value"] for text in component.get(name, []) if text.get("value")]


def ages(human: Component) -> list[tuple[float, str]]:
    """Return each stated age with its unit in the sender's words, "" where none is stated."""
    return [
        (value["value"], " ".join(texts(measure, "unit")))
        for measure in human.get("ageMeasure", [])
        for value in measure.get("integerValue", [])
        if "value" in value
    ]


def full_name(human: Component) -> str | None:
    """Return the name a person is known by: the full one, else the preferred or given one with the surname."""
    for name in human.get("name", []):
        given = texts(name, "personPreferredName") or texts(name, "personGivenName")
        if parts := texts(name, "personFullName") or given + texts(name, "personSurName"):
            return " ".join(parts)
    return None
