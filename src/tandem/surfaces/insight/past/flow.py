"""A file on its way into the past: sent, read, looked through, taken in. Joins the readers of tables to the rules of a past.

The file itself holds names and words, so it is kept for a day at most and deleted as soon as it is in or was left.
"""

import codecs
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import allow
from tandem.foundation.attachments import store
from tandem.foundation.jobs.work import CannotFinish, Doing
from tandem.measures.past import actions, records
from tandem.measures.past.mapping import Past
from tandem.standards.tabular.saved import PAST
from tandem.standards.tabular.saved import save as keep_edition
from tandem.standards.tabular.table import Form, look
from tandem.surfaces.insight.facts import pseudonyms
from tandem.surfaces.insight.past import reading, unpacked
from tandem.surfaces.insight.past.reading import NotRead, profile, trial
from tandem.surfaces.insight.past.tables import KEPT, limit, table
from tandem.surfaces.insight.past.trying import agencies, plan_of, sifted
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal

WEB_PAGE = (b"<!DOC", b"<html", b"<HTML", b"<!doc", b"<tabl", b"<?xml")
UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def begin(parts_of_file: Iterable[bytes], name: str, *, actor: Actor) -> UUID:
    """Take a file in and look at it. Returns the import's id. Raises Refusal for field `file`, NotAllowed."""
    allow(actor, actions.MAY, kind="past")
    kept = store.keep(
        _as_utf_8(parts_of_file),
        name,
        category=Category.CLINICAL_NOTE,
        owner_id=actor.id,
        limit=limit(),
        expires_at=clock.now() + KEPT,
    )
    try:
        with kept.path.open("rb") as file:
            if file.read(64).lstrip().startswith(WEB_PAGE):
                said = _("This is a web page or XML, whatever its name says. Open it and save it as .xlsx or CSV.")
                raise Refusal(("file", said))
        form = _mixed(look(kept.path, limit()).form)
        return actions.begin(kept, form, actor=actor)
    except BaseException:
        store.discard(kept.id)
        raise


def _mixed(form: Form) -> Form:
    """Text is read as UTF-8, and a cell that isn't as Windows letters: a file may well hold both."""
    return replace(form, encoding="utf-8") if form.kind == "csv" else form


def _as_utf_8(given: Iterable[bytes]) -> Iterator[bytes]:
    """UTF-16 text becomes UTF-8 on its way in; all else passes as it is."""
    found = iter(given)
    first = next(found, b"")
    encoding = UTF_16.get(first[:2])
    if encoding is None:
        yield first
        yield from found
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        yield decoder.decode(first[2:]).encode()
        for part in found:
            yield decoder.decode(part).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError:
        raise Refusal(("file", _("This is broken UTF-16 text. Save it as UTF-8 and try again."))) from None


def choose(found: records.Brought, mapping: Past, *, actor: Actor, edition: str = "") -> None:
    """Keep what was said of the file, whole or not at all. Raises Refusal naming every field."""
    seen = table(replace(found, mapping=mapping))
    mapping.plan(seen.names, len(seen.names), agencies())
    # A long file is read next, and what is wrong with a column said then.
    with suppress(NotRead):
        if too_many := profile(replace(found, mapping=mapping), seen).too_many:
            raise Refusal(*too_many.items())
    actions.choose(found.id, mapping, actor=actor, edition=edition)


def keep_mapping(found: records.Brought, name: str, *, actor: Actor) -> str:
    """Keep the mapping as the next edition of a name; returns it, like "Old list/2". Raises Refusal."""
    if not name.strip():
        raise Refusal(("save_as", _("Write the name to keep it under.")))
    kept = keep_edition(name, found.mapping.known_words_only(), actor=actor, kind=PAST)
    choose(found, found.mapping, actor=actor, edition=kept.words)
    return kept.words


def start(found: records.Brought, *, actor: Actor) -> UUID:
    """Have the file taken in by the worker. Raises Refusal while a question is open or nothing would be kept.

    Raises NotRead for a long file that was not looked through with this mapping.
    """
    if found.started:
        return actions.start(found.id, None, actor=actor)
    tally = trial(found, table(found))
    if tally.opened:
        raise Refusal(("times", _("Answer first how the times are to be read.")))
    if not tally.kept:
        raise Refusal(
            ("times", _("No row of this file can be kept. Look at the reasons below, and change the columns."))
        )
    return actions.start(found.id, tally.rows, actor=actor)


def take_in(doing: Doing) -> dict:
    """The work of a run. Done again from the start it leaves nothing twice. The file is deleted at its end."""
    found = records.import_of(UUID(doing.arguments["past"]), actor=doing.actor)
    if found.in_at:
        return found.tally
    try:
        seen = table(found)
    except Absent:
        raise CannotFinish(_("The file is no longer kept. Send it again.")) from None
    plan = plan_of(found, seen)
    tally = actions.bring(
        found.id,
        sifted(found, plan, seen),
        plan,
        pseudonyms(),
        actor=doing.actor,
        say=lambda done: doing.say(done, words=_("%(n)s rows read") % {"n": f"{done:,}"}),
    )
    _discard(found)
    return actions.counts(tally)


def leave(found: records.Brought, *, actor: Actor) -> None:
    """Leave an import that was not started; its file is deleted now, and a reading of it ends."""
    reading.stop(found, actor=actor)
    actions.forget(found.id, actor=actor)
    _discard(found)


def _discard(found: records.Brought) -> None:
    unpacked.discard(found.file.path)
    reading.discard(found.file.path)
    store.discard(found.file.id)
