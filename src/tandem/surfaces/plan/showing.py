"""What the pages of criteria read: the line of editions, the table with its changes, checks, signatures, plain words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.domain.incidents import editions
from tandem.domain.incidents.criteria import difference as differences
from tandem.domain.incidents.criteria.difference import Difference, Row, difference
from tandem.domain.incidents.criteria.findings import Findings, findings
from tandem.domain.incidents.editions import Listed
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.editions.rules import State, group_words
from tandem.surfaces.shared.templatetags.tandem import day
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal

DOTS = {State.RETIRED: "r", State.IN_FORCE: "f", State.DRAFT: "d", State.SIGNING: "d"}


@dataclass(frozen=True)
class Step:
    """One place on the line of editions. `url` is "" for what is still to come."""

    title: str
    words: str
    dot: str
    url: str
    current: bool
    todo: bool = False


def before(one: Listed) -> Listed | None:
    """What an edition is read against: the one in force, or for that one the edition it was begun from."""
    try:
        holds = editions.holding()
        if holds.key != one.key and one.state is not State.RETIRED:
            return holds
        return editions.listed(one.row.based_on) if one.row and one.row.based_on else None
    except Refusal:
        return None


def steps(one: Listed, changed: Difference | None) -> list[Step]:
    """The line: what held, what holds, what is being written, and what must still happen to this one."""
    from tandem.surfaces.plan.door import place

    found = []
    listed = editions.line()
    if one.key not in {each.key for each in listed}:
        listed.append(one)
    for each in listed:
        current = each.key == one.key
        title = _("Edition %(n)d") % {"n": each.number}
        if each.name != one.name:
            title = f"{each.title}, {each.number}"
        found.append(
            Step(title, _words(each, changed if current else None), DOTS.get(each.state, ""), place(each), current)
        )
    if one.state in (State.DRAFT, State.SIGNING):
        total = len(one.row.must_sign)
        words = _("%(done)d of %(all)d signed") % {"done": total - len(one.row.missing), "all": total}
        found.append(Step(_("Approved"), words, "", "", False, True))
    if one.state in (State.DRAFT, State.SIGNING, State.APPROVED):
        found.append(Step(_("In force"), _("from a date you set"), "", "", False, True))
    return found


def _words(each: Listed, changed: Difference | None) -> str:
    row = each.row
    if each.state is State.RETIRED:
        return _("Retired %(day)s") % {"day": day(row.retired_at)}
    if each.state is State.IN_FORCE:
        return _("In force since %(day)s") % {"day": day(each.in_force_from)}
    if each.state is State.COMING:
        return _("In force from %(day)s") % {"day": day(each.in_force_from)}
    if each.state is State.DRAFT and changed:
        n = changed.rules_differ
        return ngettext("Draft, %(n)d rule differs", "Draft, %(n)d rules differ", n) % {"n": n}
    return each.state_words


@dataclass(frozen=True)
class Signer:
    """One line of who must sign."""

    done: bool
    words: str


def signers(one: Listed) -> list[Signer]:
    """Those who signed, then the groups still asked."""
    if one.row is None:
        return []
    signed = [
        Signer(True, f"{each.name}, {each.role.replace('_', ' ')}, {day(each.at)}") for each in one.row.signatures
    ]
    return signed + [Signer(False, _("One %(group)s") % {"group": group_words(group)}) for group in one.row.missing]


def may(actor: Actor, one: Listed, found: Findings) -> dict[str, bool]:
    """What this reader can do with this edition now."""
    row, state = one.row, one.state
    writes = actor.may(Permission.EDITION_WRITE)
    holds = not found.must and not found.failing
    asked = bool(row and row.asked_at)
    return {
        "begin": writes,
        "try": state is not State.IN_FORCE,
        "write": writes and one.editable,
        "ask": writes and one.editable and holds and not asked,
        "sign": asked
        and state in (State.DRAFT, State.SIGNING)
        and actor.may(Permission.EDITION_SIGN)
        and any(actor.role in group for group in row.missing)
        and actor.id not in {each.user_id for each in row.signatures},
        "put_in_force": state is State.APPROVED and actor.may(Permission.EDITION_PUT_IN_FORCE),
        "take_back": state is State.COMING and actor.may(Permission.EDITION_PUT_IN_FORCE),
        "withdraw": writes and state in (State.DRAFT, State.SIGNING, State.APPROVED),
        "set_signers": actor.may(Permission.PROGRAM_SET_UP),
    }


def waiting(actor: Actor, one: Listed) -> Listed | None:
    """Another edition that waits for this reader's own signature."""
    others = (each for each in editions.line() if each.row and each.row.asked_at and each.key != one.key)
    return next((each for each in others if may(actor, each, findings(each.draft))["sign"]), None)


def plain_rows(one: Listed) -> list[Row]:
    """The table without any comparison."""
    draft = one.draft
    return list(difference(draft, draft).rows)


def edition(actor: Actor, one: Listed) -> dict:
    """Everything the page of an edition reads."""
    draft, against = one.draft, before(one)
    told = findings(draft)
    marks = against is not None and one.state not in (State.IN_FORCE, State.RETIRED, None)
    changed = difference(against.draft, draft) if marks else None
    rows = list(changed.rows) if changed else plain_rows(one)
    return {
        "one": one,
        "draft": draft,
        "against": against,
        "changed": changed,
        "steps": steps(one, changed),
        "columns": changed.column_labels if changed else difference(draft, draft).column_labels,
        "last_place": len(draft.rules) - 1,
        "rows": [row for row in rows if row.kind != "gone"],
        "gone": [row for row in rows if row.kind == "gone"],
        "levels": draft.levels,
        "told": told,
        "overlaps": told.coverage.overlaps[:2] if told.coverage else (),
        "more_overlaps": max(0, len(told.coverage.overlaps) - 2) if told.coverage else 0,
        "signers": signers(one),
        "sentences": differences.sentences(changed) if changed else [],
        "others": changed.others[:6] if changed else (),
        "may": may(actor, one, told),
        "waiting": waiting(actor, one),
    }


def may_write(actor: Actor, one: Listed) -> bool:
    return one.editable and actor.may(Permission.EDITION_WRITE)


def cases(actor: Actor, one: Listed) -> dict:
    """The test cases: (place, case, what it gets otherwise or "")."""
    draft = one.draft
    failing = {failure.place: failure.text for failure in findings(draft).failing}
    return {
        "one": one,
        "rows": [(place, case, failing.get(place, "")) for place, case in enumerate(draft.cases)],
        "passing": len(draft.cases) - len(failing),
        "may_write": may_write(actor, one),
    }
