"""Who may look behind the wall without a release, and why: each use is written down here, a new one is refused.

The wall is only as good as the list of its gates. A use is a verb that finds what it acts on, a fact a release needs
before it can be decided, a count, or an answer about staff at work; never what hands content to a reader who has no
release. Whoever adds a line here says in review which of these it is.
"""

import ast
from pathlib import Path

from tandem.foundation.database import walls
from tests.architecture.sources import modules, nodes

# File → the reasons its gates give, as they stand in the code.
GATES: dict[str, set[str]] = {
    "domain/consents/basis.py": {
        "whether a consent is a basis: an id, a time or a yes, never its content",
    },
    "domain/consents/minors.py": {
        "whose consent counts: a birth date for a decision, never for a page",
    },
    "domain/consents/restriction_records.py": {
        "who has no notice yet: ids and a time, for which the notices given must be seen",
        "whether one person has a notice: yes or no, for which the notices given must be seen",
    },
    "domain/consents/restrictions.py": {
        "what is closed by a restriction: categories only, asked before anything opens",
    },
    "domain/encounters/records.py": {
        "how many notes are unsigned: a count",
    },
    "domain/followups/records.py": {
        "the contact and the tries behind follow-ups that are open to the reader",
    },
    "domain/incidents/actions/person.py": {
        "which persons a source told of before, so that it tells more of the same one",
    },
    "domain/incidents/hands.py": {
        "staff at work: whether a team is on a call",
        "staff at work: which teams are on a call",
    },
    "domain/phones/leases.py": {
        "whether something was taken back, limited or sealed of somebody a phone carries: yes or no",
        "whether a call of a human at work is new or has changed since their phone asked: yes or no",
    },
    "domain/phones/pieces.py": {
        "which person and call a piece is about: ids, before anything of it is kept or shown",
        "which person and call kept words are about: ids, before their release",
        "whether a photo is here already, and whose: an id and a hash",
        "what a piece said and what its author was told, for the author's own next try",
    },
    "domain/incidents/tele.py": {
        "staff at work: which officer waits for a clinician by phone",
        "staff at work: which teams this clinician is there for by phone",
    },
    "domain/people/actions/describe.py": {
        "which description a verb withdraws",
    },
    "domain/oversight/holds.py": {
        "on whom a legal hold stands: ids, before anything is destroyed",
    },
    "domain/people/own_page.py": {
        "whose page a key opens: ids, before its release",
    },
    "domain/people/sealed.py": {
        "which persons of a call are sealed, so that they are left out",
    },
    "domain/people/records/review.py": {
        "cautions of the call side and warnings to it, which a board's release opens (R01, R04)",
    },
    "domain/referrals/links.py": {
        "what a secret link opens: ids, before its release",
    },
    "domain/releases/breaking.py": {
        "whether somebody outside the care team may open a person in need: a yes or a no",
    },
    "domain/releases/billing/contacts.py": {
        "which contacts may not be told to a payer: ids only, so that they are left out",
    },
    "domain/releases/cases/data_set.py": {
        "who of a data set is sealed or one of the staff, so that they are left out",
    },
    "domain/releases/cases/deciding.py": {
        "whose record a case is about, before its release: sealed, of the staff, or not",
    },
    "domain/releases/disclose.py": {
        "the copy of the consent that must travel inside what leaves (2.32)",
        "what the receiver's own right rests on: an answer of the rules, no record",
        "which referral a link is for, before its release",
    },
    "domain/releases/emergency.py": {
        "what is true of the receiver of an emergency's extract",
    },
    "domain/releases/open_work.py": {
        "what lies open with somebody who leaves: counts only",
    },
    "domain/releases/opening.py": {
        "what stands between reader and person",
    },
    "domain/releases/own_notes.py": {
        "what stands between an author and a person",
    },
    "domain/releases/passing.py": {
        "which caution, before its person's release",
    },
    "domain/releases/plans.py": {
        "whether a person agreed that dispatch reads their card: yes or no",
    },
    "domain/releases/receiving.py": {
        "which transfer a link is for, before its release",
        "which transfer, before its person's release",
    },
    "domain/releases/referring.py": {
        "which referral, before its person's release",
    },
    "domain/releases/timeline.py": {
        "which contacts were moved to somebody else, so that their lines are left out",
    },
    "domain/safety/records/watch.py": {
        "staff at work: a count of alarms",
        "staff at work: which late check-ins were settled",
        "staff at work: which team is on a call and when it checks in",
    },
    "domain/transfers/links.py": {
        "what a secret link opens: ids, before its release",
    },
    "domain/transfers/records/desk.py": {
        "when the person arrived at the desk that reads",
    },
    "domain/transfers/records/units.py": {
        "which stays of these assignments were called off",
    },
    "domain/trials/plans.py": {
        "how many calls a trial has drawn: a count",
    },
}
# Rooms that read rows of the domain: its own floor, and the demo city that makes them.
ROW_READERS = {"domain", "demo"}


def gates(text: str) -> list[str]:
    """The reason of each `reach.work(…)`; "?" for one that is not written out."""
    found = []
    for node in nodes(text, ast.ImportFrom):
        if (node.module or "").endswith("database.reach"):
            found.append("?")
    for node in nodes(text, ast.Call):
        if getattr(node.func, "attr", "") == "work" and ast.unparse(node.func) == "reach.work":
            why = node.args[0] if node.args else None
            found.append(why.value if isinstance(why, ast.Constant) and isinstance(why.value, str) else "?")
    return found


def unexplained(path: str, text: str) -> set[str]:
    return set(gates(text)) - GATES.get(path, set())


def raw_rows(text: str) -> list[str]:
    """Walled tables asked directly: `Person.objects…`."""
    walled = {model.__name__ for model in walls.walled()}
    # A room of the foundation may have a table of the same name; rows of the domain come from the domain.
    here = {
        name.asname or name.name
        for node in nodes(text, ast.ImportFrom)
        if (node.module or "").startswith("tandem.domain")
        for name in node.names
    }
    names = walled & here
    return [
        f"line {node.lineno}: {node.value.id}"
        for node in nodes(text, ast.Attribute)
        if node.attr in ("objects", "_default_manager", "_base_manager")
        and isinstance(node.value, ast.Name)
        and node.value.id in names
    ]


def sources():
    return [(path, text) for path, text in modules() if path != Path("foundation/database/reach.py")]


def test_every_gate_in_the_wall_is_explained():
    found = {str(path): why for path, text in sources() if (why := unexplained(str(path), text))}
    assert found == {}


def test_no_gate_is_listed_that_is_gone():
    used = {str(path): set(gates(text)) for path, text in sources()}
    assert {path: gone for path, listed in GATES.items() if (gone := listed - used.get(path, set()))} == {}


def test_the_setting_itself_is_written_in_few_places():
    """Policies and functions, the contexts of whole processes, the archive and the turning of keys, which are about every row."""
    assert {str(path) for path, text in sources() if "tandem.reach" in text} == {
        "domain/releases/wall.py",
        "foundation/archive/write.py",
        "foundation/database/walls.py",
        "foundation/keys/rotate.py",
        "settings.py",
    }


def test_an_unexplained_gate_is_caught():
    planted = "def page(request):\n    with reach.work('faster'):\n        return Person.objects.all()\n"
    assert unexplained("surfaces/care/views/person.py", planted) == {"faster"}
    assert unexplained("domain/people/records.py", "@reach.work(why)\ndef f(): ...\n") == {"?"}


def test_rows_behind_the_wall_are_read_by_the_domain_only():
    found = {
        str(path): rows for path, text in sources() if path.parts[0] not in ROW_READERS and (rows := raw_rows(text))
    }
    assert found == {}


def test_a_row_read_elsewhere_is_caught():
    planted = (
        "from tandem.domain.people.models import Person\ndef page(request):\n    return Person.objects.get(pk=1)\n"
    )
    assert raw_rows(planted) == ["line 3: Person"]


def test_every_walled_table_leads_to_a_person_or_a_call():
    for model in walls.walled():
        assert walls.condition(model), model._meta.label


def test_what_is_left_open_is_said_and_exists():
    from django.apps import apps

    for label, why in walls.LEFT_OPEN.items():
        assert apps.get_model(label).columns
        assert why.endswith(".")
