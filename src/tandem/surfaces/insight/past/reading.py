"""A whole file read: at once where it is small, else as work of its own with a bar, which somebody can stop.

What a reading finds holds words of the file, so it lies beside the file and is gone with it.
"""

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.attachments import store
from tandem.foundation.attachments.models import File
from tandem.foundation.jobs import asking
from tandem.foundation.jobs.asking import RunView
from tandem.foundation.jobs.work import CannotFinish, Doing
from tandem.measures.past import records
from tandem.measures.past.tally import Tally
from tandem.surfaces.insight.past import profiles, trying
from tandem.surfaces.insight.past.profiles import Profile
from tandem.surfaces.insight.past.tables import KEPT, Table, small, table
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent

KIND = "past.read"
# What is read of a file: its spellings and dates, or what would become of each row.
WORDS, ROWS = "words", "rows"
FORMS = {WORDS: Profile, ROWS: Tally}
SAY_EVERY = 100


class NotRead(Exception):
    """A long file that was not read in this way yet. `what` and `mark` say which way."""

    def __init__(self, what: str, mark: str):
        super().__init__(what)
        self.what, self.mark = what, mark


def profile(found: records.Brought, seen: Table) -> Profile:
    """What the whole file says of what its mapping asks about. Raises NotRead for a long file, Refusal."""
    return _read(found, seen, WORDS, lambda: profiles.made(found, seen))


def trial(found: records.Brought, seen: Table) -> Tally:
    """What the import would come to, stored nowhere. Raises NotRead for a long file, Refusal."""
    return _read(found, seen, ROWS, lambda: trying.tried(found, seen))


def _read(found: records.Brought, seen: Table, what: str, make):
    mark = _mark(found, seen, what)
    if small(found.file.path, seen.form):
        return _at_once(found.id, what, mark, _Make(make))
    kept = File.objects.filter(name=_name(found.file.path, what, mark), gone_at=None).first()
    if kept is None:
        raise NotRead(what, mark)
    return _loaded(kept.pk, what)


def _mark(found: records.Brought, seen: Table, what: str) -> str:
    """Stands for everything that decides what a reading finds."""
    told = found.mapping.as_json() if what == ROWS else found.mapping.columns
    way = [what, repr(seen.form), seen.header_row, seen.header_rows, told]
    return sha256(json.dumps(way, sort_keys=True).encode()).hexdigest()[:24]


class _Make:
    """What makes a reading, as an argument that is no part of the key."""

    def __init__(self, make):
        self.make = make

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other) -> bool:
        return isinstance(other, _Make)


@lru_cache(maxsize=8)
def _at_once(_id: UUID, _what: str, _mark: str, made: _Make):
    return made.make()


@lru_cache(maxsize=4)
def _loaded(file_id: UUID, what: str):
    _kept, file = store.opened(file_id)
    with file:
        return FORMS[what].from_json(json.load(file))


# As work of its own.


def ask(found: records.Brought, wanted: NotRead, *, actor: Actor) -> None:
    """Have a file read by the worker, unless that was asked for already: what was stopped or failed waits for a word."""
    if newest(found, actor=actor, wanted=wanted) is None:
        again(found, wanted, actor=actor)


def again(found: records.Brought, wanted: NotRead, *, actor: Actor) -> None:
    """Have a file read by the worker, once more."""
    asking.ask(KIND, actor=actor, past=str(found.id), what=wanted.what, mark=wanted.mark)


def newest(found: records.Brought, *, actor: Actor, wanted: NotRead | None = None) -> RunView | None:
    """The last reading of a file that was asked for: of any kind, or of this. One whose find is gone does not count."""
    for run in asking.runs_of(KIND, actor=actor, past=str(found.id)):
        if wanted is None:
            return run
        if (run.arguments["what"], run.arguments["mark"]) == (wanted.what, wanted.mark):
            return None if run.state == "done" else run
    return None


def stop(found: records.Brought, *, actor: Actor) -> None:
    """Stop the reading that goes on, if one does."""
    for run in asking.runs_of(KIND, actor=actor, past=str(found.id)):
        if not run.over:
            asking.stop(run.id, actor=actor)


def read(doing: Doing) -> dict:
    """The work of a run. Done again from the start it leaves nothing twice; stopped, nothing of it stays."""
    try:
        found = records.import_of(UUID(doing.arguments["past"]), actor=doing.actor)
        seen = table(found)
    except Absent:
        raise CannotFinish(_("The file is no longer kept. Send it again.")) from None
    what, bar = doing.arguments["what"], _Bar(doing)
    if what == WORDS:
        made = profiles.made(found, seen, bar.at, bar.of)
        rows = made.total
    else:
        bar.of(profile(found, seen).total)
        made = trying.tried(found, seen, bar.at)
        rows = made.rows
    doing.listen()
    _keep(found, what, _mark(found, seen, what), made.as_json())
    return {"rows": rows}


class _Bar:
    """Tells a run how far a reading is, often enough for a bar and to hear that it shall stop."""

    def __init__(self, doing: Doing):
        self._doing, self._total, self._count = doing, None, 0

    def of(self, total: int | None) -> None:
        self._total = total

    def at(self, _number: int) -> None:
        self._count += 1
        if self._count % SAY_EVERY == 0:
            self._doing.say(self._count, self._total, _("%(n)s rows read") % {"n": f"{self._count:,}"})


def _keep(found: records.Brought, what: str, mark: str, made: dict) -> None:
    name = _name(found.file.path, what, mark)
    for old in File.objects.filter(name__startswith=_name(found.file.path, what), gone_at=None):
        store.discard(old.pk)
    told = {"category": Category.CLINICAL_NOTE, "owner_id": None, "expires_at": clock.now() + KEPT}
    store.keep([json.dumps(made).encode()], name, **told)


def discard(path: Path) -> None:
    """Delete what was found in a file."""
    for row in File.objects.filter(name__startswith=f"read-of-{path.name}-", gone_at=None):
        store.discard(row.pk)


def _name(path: Path, what: str, mark: str = "") -> str:
    return f"read-of-{path.name}-{what}-{mark}"
