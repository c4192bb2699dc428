"""Invite many at once from pasted lines. All of them, or none: each wrong line is named, and nothing is half stored."""

from dataclasses import dataclass

from django.db import transaction

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.links import Fresh
from tandem.foundation.accounts.models import User
from tandem.foundation.audit.record import refuse
from tandem.foundation.organizations import reach
from tandem.foundation.organizations.actions.managing import MAY, managing
from tandem.foundation.organizations.actions.people import Invitation, Job, invite
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import ROLE_LABELS, Profession, Role

MOST_LINES = 200
# What somebody in a role does on scene where the line does not say.
_ON_SCENE = {
    Role.OFFICER: Profession.OFFICER,
    Role.CLINICIAN: Profession.CLINICIAN,
    Role.PEER: Profession.PEER,
}


@dataclass(frozen=True)
class WrongLine:
    """`number` counts pasted lines from 1; `sentences` say what is wrong with it."""

    number: int
    text: str
    sentences: tuple[str, ...]


class WrongLines(Refusal):
    """`lines` are all that were wrong. Nobody was invited."""

    def __init__(self, lines: list[WrongLine]):
        self.lines = lines
        super().__init__(*(("lines", f"Line {one.number}: {' '.join(one.sentences)}") for one in lines))


def invite_all(text: str, *, actor: Actor) -> list[tuple[User, Fresh | None]]:
    """Invite each line of `name, user name, role, agency[, on scene as[, e-mail]]`, split by commas or tabs.

    Roles and agencies are matched by their names as the screens show them. Raises WrongLines, or Refusal for none at
    all or more than 200.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise Refusal(("lines", "Paste at least one line."))
    if len(lines) > MOST_LINES:
        raise Refusal(("lines", f"At most {MOST_LINES} lines at once; these are {len(lines)}."))
    wrong: list[WrongLine] = []
    done: list[tuple[User, Fresh | None]] = []
    seen: set[str] = set()
    with managing(actor) as doing:
        reader = _Reader(actor)
        for number, line in lines:
            try:
                asked = reader.read(line)
                if asked.username.casefold() in seen:
                    raise Refusal(("username", "This user name stands on an earlier line too."))
                seen.add(asked.username.casefold())
                # A piece of its own, so that one wrong line does not keep the others from being checked.
                with transaction.atomic():
                    done.append(invite(asked, actor=actor))
            except Refusal as refusal:
                wrong.append(WrongLine(number, line.strip(), tuple(said for _field, said in refusal.errors)))
        if wrong:
            refuse(WrongLines(wrong), actor, MAY, object_kind="account", detail={"verb": "bulk", "count": len(wrong)})
        doing.detail |= {"verb": "bulk", "count": len(done)}
    return done


class _Reader:
    """Turns a line into an invitation, with the names of roles and agencies this actor may use."""

    def __init__(self, actor: Actor):
        self.roles = {word.casefold(): role for role in reach.roles(actor) for word in (role.value, ROLE_LABELS[role])}
        self.agencies = {}
        for one in reach.agencies(actor):
            self.agencies |= {one.name.casefold(): one.pk, one.short_name.casefold(): one.pk}

    def read(self, line: str) -> Invitation:
        cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ",")]
        if not 4 <= len(cells) <= 6:
            raise Refusal(("lines", "Write name, user name, role, agency. This line has another number of parts."))
        name, username, role_word, agency_word, profession, email = (cells + ["", ""])[:6]
        role, agency = self.roles.get(role_word.casefold()), self.agencies.get(agency_word.casefold())
        problems = []
        if role is None:
            problems.append(("role", f"There is no role “{role_word[:40]}” you can give."))
        if agency is None:
            problems.append(("organization", f"There is no agency “{agency_word[:60]}” you can choose."))
        if problems:
            raise Refusal(*problems)
        on_scene = profession.casefold().replace(" ", "_") or _ON_SCENE.get(role, "")
        return Invitation(name, username, Job(agency, role, on_scene), email)
