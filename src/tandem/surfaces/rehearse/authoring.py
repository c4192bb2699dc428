"""What the author's page reads: the line of editions, the text with its numbers, the graph, a try, what was found."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.editions.records import EditionRow
from tandem.foundation.editions.rules import State
from tandem.foundation.jobs.asking import RunView, runs_of
from tandem.surfaces.rehearse import stage
from tandem.surfaces.rehearse.authors import DOTS, approved_by, words_of
from tandem.surfaces.rehearse.drawing import Picture, Someone, draw
from tandem.surfaces.rehearse.words import ICONS, role
from tandem.training.engine.dialect import DialectError
from tandem.training.engine.finding import Level
from tandem.training.engine.play import Option
from tandem.training.library import shelf, trying
from tandem.training.library.content import LANGUAGE, MOST_LANGUAGES, table_text, title_of
from tandem.training.library.envelope import fingerprint
from tandem.training.library.trying import CannotPlay
from tandem.training.library.verdicts import CHECK, Verdict, kept
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.training import PLAYED, Seat

SEED, MOST_SEED = 42, 999_999
NOTHING = Verdict((), 0, 0, 0, 0, 0, 0.0, False)


def typed(posted: QueryDict) -> dict[str, Any]:
    """What a form of the page brought, as `drafts.change` takes it."""
    names = [name for name in posted if name.startswith("table_")]
    tables = {name.removeprefix("table_"): posted[name] for name in names[:MOST_LANGUAGES]}
    return {
        "source": posted.get("source", ""),
        "notes": posted.get("notes", ""),
        "tables": {language: text for language, text in tables.items() if LANGUAGE.fullmatch(language)},
    }


def verdict(found: EditionRow) -> Verdict:
    return kept(found.content_hash) or NOTHING


def page(actor: Actor, found: EditionRow, query: QueryDict, said: dict[str, Any] | None) -> dict[str, Any]:
    """Everything the page shows. `said` is what was typed and could not be kept."""
    content = found.content
    source = said["source"] if said else content["source"]
    tables = said["tables"] if said else {one: table_text(content, one) for one in _languages(content)}
    told = findings_of(actor, found)
    marks = {one.line: one.level for one in reversed(told["verdict"].findings) if one.line and not one.file}
    drawn = trying.drawn(content.get("compiled", ""), title_of(content, found.name))
    return {
        "one": found,
        "title": title_of(content, found.name),
        "steps": line_of_editions(found),
        "words": words_of(found),
        "by": approved_by(found),
        "may": may(actor, found),
        "source": source,
        "numbers": [(n, marks.get(n, "")) for n in range(1, source.count("\n") + 2)],
        "tables": [(one, f"table_{one}", text) for one, text in tables.items()],
        "notes": said["notes"] if said else content.get("notes", ""),
        "seen": found.content_hash,
        "shared": _signed(content),
        "drawn": drawn,
        "svg": mark_safe(drawn.svg) if drawn else "",
        "parts": len(drawn.words) if drawn else 0,
        **told,
        **trying_of(found, query),
    }


def _signed(content: Mapping[str, Any]) -> dict[str, str] | None:
    """Who signed the file this draft came from."""
    shared = content.get("shared")
    return {**shared, "fingerprint": fingerprint(shared["key"])} if shared else None


def _languages(content: Mapping[str, Any]) -> list[str]:
    """Languages with a table, and those the text promises; Spanish always, to be begun."""
    return list(dict.fromkeys([*content.get("languages", {}), "es"]))[:MOST_LANGUAGES]


def may(actor: Actor, found: EditionRow) -> dict[str, bool]:
    """What this reader can do with this edition now."""
    writing, state, told = actor.may(Permission.SCENARIO_WRITE), found.state, verdict(found)
    wrote = str(actor.id) in {one["id"] for one in found.writers}
    asked = found.asked_at is not None
    return {
        "draft": writing and state not in (State.DRAFT, State.SIGNING),
        "write": writing and state is State.DRAFT,
        "check": writing and state is State.DRAFT,
        "ask": writing and state is State.DRAFT and not asked and told.may_be_approved,
        "waits": state is State.DRAFT and asked,
        "approve": state is State.DRAFT and asked and not wrote and actor.may(Permission.SCENARIO_APPROVE),
        "publish": writing and state is State.APPROVED,
        "withdraw": writing and state in (State.DRAFT, State.SIGNING, State.APPROVED),
        "share": writing and state in (State.APPROVED, State.IN_FORCE, State.RETIRED),
    }


def line_of_editions(found: EditionRow) -> list[dict[str, Any]]:
    """Every edition of this scenario, the oldest first, and where this one has still to come."""
    steps = [
        {
            "title": _("Edition %(n)d") % {"n": one.number},
            "words": words_of(one),
            "dot": DOTS.get(one.state, ""),
            "id": one.id,
            "current": one.id == found.id,
        }
        for one in reversed(shelf.beside(found))
        if one.state is not State.WITHDRAWN or one.id == found.id
    ]
    if found.state in (State.DRAFT, State.SIGNING):
        steps.append({"title": _("Approved"), "words": _("by somebody who wrote none of it"), "todo": True})
    if found.state in (State.DRAFT, State.SIGNING, State.APPROVED):
        steps.append({"title": _("In force"), "words": _("once it is published"), "todo": True})
    return steps


def run_of(actor: Actor, found: EditionRow) -> RunView | None:
    """The check of this very text that this reader asked for and that is not over."""
    runs = (one for one in runs_of(CHECK, actor=actor, most=8) if not one.over)
    return next((one for one in runs if one.arguments.get("content") == found.content_hash), None)


def findings_of(actor: Actor, found: EditionRow) -> dict[str, Any]:
    """What was found, what must be mended first, and how far a check is."""
    told = kept(found.content_hash)
    verdict = told or NOTHING
    ordered = sorted(verdict.findings, key=lambda one: one.level is not Level.MUST)
    return {
        "verdict": verdict,
        "checked": told is not None,
        "findings": ordered,
        "run": run_of(actor, found),
    }


def trying_of(found: EditionRow, query: QueryDict) -> dict[str, Any]:
    """Where a try of this edition stands, and what each of its links leads to."""
    seed = query.get("seed", "")
    seed = int(seed) if seed.isascii() and seed.isdigit() and len(seed) < 7 else SEED
    steps = [one for one in query.get("steps", "")[:4000].split(".") if one]
    seat = Seat(query["as"]) if query.get("as") in list(PLAYED) else None
    try:
        here = trying.tried(found, seed=seed, steps=steps, seat=seat)
    except (CannotPlay, DialectError) as reason:
        return {"cannot_play": str(reason)}
    moment, seat = here.moment, here.seat

    def link(taken: tuple[str, ...], who: str = "", other: int | None = None) -> str:
        asked = QueryDict(mutable=True)
        asked.update({"seed": seed if other is None else other, "as": who or str(seat), "steps": ".".join(taken)})
        return asked.urlencode()

    def choice(option: Option) -> dict[str, str]:
        return {"text": option.text, "link": link((*here.steps, option.id)), "who": _whose(option)}

    own = {one.id for one in here.view.options}
    return {
        "here": here,
        "moment": moment,
        "seed": seed,
        "again": link(()),
        "back": link(here.steps[:-1]) if here.steps else "",
        "another": link((), other=(seed + 1) % MOST_SEED),
        "seats": [
            {"word": role(one), "icon": ICONS[one], "link": link(here.steps, str(one)), "me": one == seat}
            for one in here.seats
        ],
        "role": role(seat),
        "icon": ICONS[seat],
        "all_lines": [one for one in here.view.lines if not one.to],
        "only_lines": [one for one in here.view.lines if one.to],
        "own_choices": [choice(one) for one in moment.options if one.id in own],
        "other_choices": [choice(one) for one in moment.options if one.id not in own],
        "picture": mark_safe(_picture(here)),
    }


def _whose(option: Option) -> str:
    if option.after is not None:
        return _("after %(n)d s, by itself") % {"n": option.after}
    return ", ".join(role(one) for one in PLAYED if one in option.by)


def _picture(here: trying.Tried) -> str:
    moment, mood = here.moment, here.moment.mood
    return draw(
        Picture(
            scene=moment.scene,
            arousal=mood.arousal,
            trust=mood.trust,
            danger=mood.danger,
            person=Someone("person", here.person, "person"),
            cast=stage.cast_of(here.person, (), moment.scene, ()),
            lines=(),
        ),
        name="mirror",
        speech=False,
    ).svg
