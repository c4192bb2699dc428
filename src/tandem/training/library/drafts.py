"""Write a scenario: begin a draft, save it, ask for approval, approve, publish, withdraw. Each is one act, audited.

What is saved need not be right: a text that ink can't read is kept with its finding. What is approved must be: nobody
approves what must be mended, and nobody approves alone what they wrote.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.editions import actions as editions
from tandem.foundation.editions.records import EditionRow, newest_number
from tandem.foundation.editions.rules import State
from tandem.foundation.jobs.asking import ask as ask_for_work
from tandem.training.library import content as contents
from tandem.training.library import shelf
from tandem.training.library.compiling import CannotCompile
from tandem.training.library.records import KIND
from tandem.training.library.verdicts import CHECK, Verdict, first_look, keep, problems
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Role

# Who may say that a scenario holds: one of them who wrote none of it.
APPROVERS = ((Role.TRAINER, Role.CLINICAL_SUPERVISOR, Role.PEER),)
WRITE = Permission.SCENARIO_WRITE
# What a new scenario begins with: small, whole, and without a finding.
BLANK = """# title: A new call
# person: Rosa Lind
# seats: dispatcher officer clinician
# minutes: 5
VAR arousal = 50
VAR trust = 40
VAR danger = 10
-> call

=== call ===
A woman says her brother has locked himself in. # to: dispatcher
+ [Ask whether he is hurt #by: dispatcher #sensible #asks]
  -> door
+ [Send the team at once #by: dispatcher]
  -> door

=== door ===
The door is ajar. # scene: place=stairwell door=ajar
+ [Stay where you are #by: officer clinician #sensible]
  He sits down on the stairs. # ends: good sits-down
  -> END
"""
KNOWN_NAME = "There is a scenario of this name already. Begin a draft from it, or choose another name."


def begin_from(edition_id: UUID, *, actor: Actor) -> UUID:
    """A new draft with the words of this edition. Returns its id. Raises Absent, NotAllowed."""
    return begin_as(shelf.edition(edition_id), actor=actor)


def begin_as(found: EditionRow, *, actor: Actor) -> UUID:
    content = {name: value for name, value in found.content.items() if name != "shared"}
    return _begin(found.name, content, actor=actor, based_on=found.key).id


def _begin(name: str, content: Mapping[str, Any], *, actor: Actor, based_on: str = "") -> EditionRow:
    how = {"side_by_side": True, "permission": WRITE, "must_sign": APPROVERS}
    return editions.begin(KIND, name, content, actor=actor, based_on=based_on, **how)


def begin_new(name: str, source: str, *, actor: Actor) -> UUID:
    """A draft of a scenario that is new here, from its ink text. Returns its id. Raises Refusal, NotAllowed."""
    name, source = contents.name_of(name), contents.source_of(source)
    return begin_content(name, {"source": source, "languages": {}, "notes": ""}, actor=actor)


def begin_content(name: str, content: Mapping[str, Any], *, actor: Actor) -> UUID:
    """A draft under a name that is new here. Raises Refusal, NotAllowed."""
    if newest_number(KIND, name):
        raise Refusal(("name", KNOWN_NAME))
    made, verdict = _looked_at(content)
    with act(actor, WRITE, kind="edition"):
        begun = _begin(name, made, actor=actor)
        keep(begun.content_hash, verdict, actor=actor)
    return begun.id


def change(edition_id: UUID, *, source: str, tables: Mapping[str, str], notes: str, actor: Actor, seen: str) -> str:
    """Put what was typed into a draft, and look at it for a moment. Returns the new hash.

    `tables` are the texts of the languages' tables. Raises Refusal naming the field, Conflict where somebody else saved
    since `seen`, Absent, NotAllowed.
    """
    found = shelf.edition(edition_id)
    errors: list[tuple[str, str]] = []
    said: dict[str, Any] = {"languages": {}}
    steps = [("source", contents.source_of, source), ("notes", contents.notes_of, notes)]
    for field, read, text in steps:
        try:
            said[field] = read(text)
        except Refusal as refusal:
            errors += refusal.errors
    for language, text in tables.items():
        try:
            table = contents.table_of(text, f"table_{language}")
        except Refusal as refusal:
            errors += refusal.errors
            continue
        if table:
            said["languages"][language] = table
    if errors:
        raise Refusal(*errors)
    content, verdict = _looked_at({**found.content, **said})
    with act(actor, WRITE, kind="edition", subject=edition_id):
        written = editions.write(edition_id, content, actor=actor, seen=seen, permission=WRITE)
        keep(written, verdict, actor=actor)
    return written


def _looked_at(content: Mapping[str, Any]) -> tuple[dict[str, Any], Verdict]:
    """The content with its compiled story (empty where ink can't read it), and what a first look found."""
    try:
        compiled, verdict = first_look(content)
    except CannotCompile as reason:
        raise Refusal(("source", str(reason))) from None
    return {**content, "compiled": compiled or ""}, verdict


def check_whole(edition_id: UUID, *, actor: Actor) -> UUID:
    """Have an edition checked whole by the worker. Returns the id of the run. Raises Absent, NotAllowed."""
    found = shelf.edition(edition_id)
    with act(actor, WRITE, kind="edition", subject=edition_id):
        return ask_for_work(CHECK, actor=actor, total=100, edition=str(found.id), content=found.content_hash)


def ask(edition_id: UUID, *, actor: Actor, seen: str) -> None:
    """Send a draft for approval. Raises Refusal while something must be mended, Conflict, Absent, NotAllowed."""
    editions.ask(edition_id, actor=actor, seen=seen, check=problems, permission=WRITE)


def approve(edition_id: UUID, *, actor: Actor, seen: str) -> State:
    """Say that a draft holds: somebody who wrote none of it. Raises Refusal, Conflict, Absent, NotAllowed."""
    found = shelf.edition(edition_id)
    if str(actor.id) in {one["id"] for one in found.writers}:
        raise Refusal(("edition", "Somebody who wrote none of it must approve it. Ask a colleague."))
    return editions.sign(edition_id, actor=actor, seen=seen, check=problems, permission=Permission.SCENARIO_APPROVE)


def publish(edition_id: UUID, *, actor: Actor) -> None:
    """Let an approved edition hold from now on under its name. Rooms that are open keep theirs. Raises Refusal, Absent."""
    shelf.edition(edition_id)
    editions.put_in_force(edition_id, actor=actor, permission=WRITE)


def withdraw(edition_id: UUID, *, actor: Actor, reason: str) -> None:
    """Stop a draft or an approved edition for good. Raises Refusal, Absent, NotAllowed."""
    shelf.edition(edition_id)
    editions.withdraw(edition_id, actor=actor, reason=reason, again=False, permission=WRITE)
