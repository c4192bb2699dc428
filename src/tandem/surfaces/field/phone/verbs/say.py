"""Reading what a piece says: each part by its kind, or a refusal that names it."""

from collections.abc import Mapping
from datetime import datetime
from typing import NoReturn
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.domain.phones import rules
from tandem.vocabulary.refusal import Refusal


def no(name: str, sentence: str) -> NoReturn:
    """Refuse one part."""
    raise Refusal((name, sentence))


def text(say: Mapping[str, object], name: str) -> str:
    """Text, "" where nothing was said. Raises Refusal for another kind."""
    value = say.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refusal((name, _("This must be text.")))
    return value


def uuid(say: Mapping[str, object], name: str) -> UUID:
    """An id. Raises Refusal."""
    try:
        return UUID(text(say, name))
    except ValueError:
        raise Refusal((name, _("This must be the id of something."))) from None


def uuid_or_none(say: Mapping[str, object], name: str) -> UUID | None:
    """An id, None where nothing was said. Raises Refusal."""
    return uuid(say, name) if say.get(name) is not None else None


def yes(say: Mapping[str, object], name: str) -> bool:
    """True or False, False where nothing was said. Raises Refusal for anything else."""
    value = say.get(name, False)
    if not isinstance(value, bool):
        raise Refusal((name, _("This must be yes or no.")))
    return value


def moment(say: Mapping[str, object], name: str) -> datetime:
    """A time with its zone. Raises Refusal."""
    found = rules.moment(say.get(name))
    if found is None:
        raise Refusal((name, _("This must be a time with its zone.")))
    return found


def only(fields: Mapping[str, object], known) -> None:
    """Raise Refusal naming every field that the verb does not set."""
    wrong = [(name[:60], _("This can't be set here.")) for name in fields if not known(name)]
    if wrong:
        raise Refusal(*wrong[:20])
