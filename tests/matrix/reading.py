"""Every path by which one person's record might be read, and what an answer says: each byte of it, in small letters."""

import os
from dataclasses import dataclass, replace
from random import Random
from types import SimpleNamespace
from urllib.parse import parse_qsl

from django.conf import settings

from tandem.domain.people.models import Person
from tandem.domain.releases.relations import law_role, relation
from tandem.foundation import clock
from tandem.foundation.database import reach
from tandem.foundation.live import sessions
from tandem.foundation.live.topics import PULSE, TOPICS
from tandem.foundation.organizations import devices
from tandem.vocabulary.law import LAW_CATEGORIES, Category, LawRole, Purpose
from tests.matrix.world import DESK, LINK, MACHINE, OWN, SCREEN, VISITOR, Reader, Record, World, canary


@dataclass(frozen=True)
class Path:
    """An address of one person's record or of a list that may hold it; `purposes` are those its door may open it for."""

    kind: str
    url: str
    purposes: tuple[Purpose, ...]


TREATMENT, SCENE = (Purpose.TREATMENT,), (Purpose.SCENE,)
# The desk opens a call for dispatch, a member of its team for the scene.
ON_FLOOR = (Purpose.DISPATCH, Purpose.SCENE)
LISTED = (Purpose.TREATMENT, Purpose.DISPATCH, Purpose.SCENE)
COUNTED = ("", "contact_outcome_mix/", "contact_outcome_mix/rows/", "loop_closed_14_days/rows/")
# A column of treatment has more paths than this, any other fewer.
MANY = 30
# Numbers are asked for in the long form alone: the engine behind them takes seconds to load.
LONG = "TANDEM_MATRIX_CELLS" in os.environ
QUALITY, ADMIN = (Purpose.OPERATIONS,), (Purpose.SYSADMIN,)


def of_care(record: Record) -> list[Path]:
    person = f"/people/{record.person}/"
    met = f"{person}encounters/{record.encounter}/"
    named = canary(record.state, Category.REFERRAL_STATUS)
    found = [
        *(
            Path("detail", person + part, TREATMENT)
            for part in ("", "?show=encounters", "why/", "describe/", "caution/")
        ),
        *(Path("detail", f"{person}{part}/", TREATMENT) for part in ("agreement", "screenings", "own-page", "refer")),
        *(Path("detail", f"{person}{part}/", TREATMENT) for part in ("tell", "consent", "notice", "emergency")),
        Path("detail", met, TREATMENT),
        *(Path("detail", f"{met}own-notes/{kind}/", TREATMENT) for kind in ("counseling", "psychotherapy")),
        *(Path("print", f"{met}{part}/", TREATMENT) for part in ("copy", "copy/apart", "texts")),
        Path("detail", f"{person}referrals/{record.referral}/", TREATMENT),
        *(Path("list", f"/care/{part}", TREATMENT) for part in ("", "?whose=team", "?page=2", "overdue/?page=2")),
        *(Path("list", f"/care/{part}/", TREATMENT) for part in ("overdue", "owed", "transfers", "restrictions")),
        *(Path("list", f"/care/{part}/", TREATMENT) for part in ("notices", "in-need")),
        Path("export", "/care/export/", TREATMENT),
        Path("search", f"/directory/?q={named}", TREATMENT),
        Path("API", "/api/v1/hsds/services", TREATMENT),
        Path("error", f"{person}nothing/", TREATMENT),
        Path("not changed", person, TREATMENT),
    ]
    if record.consent:
        found.append(Path("detail", f"{person}consents/{record.consent}/", TREATMENT))
        found.append(Path("attachment", f"{person}consents/{record.consent}/download/", TREATMENT))
    return found


def of_calls(record: Record) -> list[Path]:
    call, on_call = f"/board/call/{record.incident}/", f"/field/call/{record.assignment}/"
    contact = f"/field/contact/{record.person}/{record.encounter}/"
    search = canary(record.state, Category.DEMOGRAPHICS)[:6]
    return [
        Path("search", f"/search/?q={search}", LISTED),
        *(Path("list", f"/board/{part}", LISTED) for part in ("", "rows/", "closed/", "taken/")),
        *(Path("detail", call + part, ON_FLOOR) for part in ("", "person/", "caution/", "status/", "wrong-person/")),
        Path("autocomplete", f"{call}person/?q={search}", ON_FLOOR),
        Path("autocomplete", f"{on_call}who/?q={search}", SCENE),
        Path("detail", f"/board/{record.incident}/intake/", ON_FLOOR),
        Path("list", "/field/", SCENE),
        *(Path("detail", on_call + part, SCENE) for part in ("", "scene/", "report/", "hand-over/", "tell-back/")),
        Path("print", on_call + "copy/", SCENE),
        *(Path("detail", f"{contact}{part}/", TREATMENT) for part in ("note", "review", "scene", "disposition")),
        *(Path("detail", f"{contact}{part}/", TREATMENT) for part in ("apart", "apart/use", "transfer")),
        Path("notice", "/field/safety/", SCENE),
        Path("notice", "/safety/rows/", LISTED),
        Path("live", f"live:board?call={record.incident}&at=0", LISTED),
        Path("live", "live:safety", LISTED),
        Path("live", "live:phone", LISTED),
    ]


def of_the_program(record: Record) -> list[Path]:
    return [
        Path("list", "/signing/", QUALITY),
        Path("detail", f"/signing/{record.person}/{record.encounter}/", QUALITY),
        Path("list", "/cautions/", (Purpose.OPERATIONS, Purpose.DISPATCH)),
        *(Path("count", f"/measures/{part}", (Purpose.EVALUATION, Purpose.TREATMENT)) for part in COUNTED if LONG),
        *(Path("export", f"/program/{part}/", ADMIN) for part in ("export", "exports", "cases/lists")),
        *(Path("log", f"/program/access/{part}", ADMIN) for part in ("", "?page=2", "chain/")),
        *(Path("log", f"/program/oversight/{part}", ADMIN) for part in ("", "rows/", "breaches/", "holds/")),
        *(Path("admin", url, ADMIN) for url in ("/admin/", "/program/", "/program/people/", "/program/cases/")),
        Path("live", "live:oversight", ADMIN),
    ]


def of_a_key(reader: Reader) -> list[Path]:
    """What whoever holds a link, a page of their own, a screen or a token reaches with it, and what they try besides."""
    record = reader.record
    own, link, desk = (f"/{door}/{key}/" for door, key in (("me", record.own), ("r", record.link), ("h", record.desk)))
    tried = [Path("detail", f"/people/{record.person}/", TREATMENT), Path("list", "/board/rows/", (Purpose.DISPATCH,))]
    theirs = {
        LINK: [Path("partner", link + part, (Purpose.REFERRAL,)) for part in ("", "?lang=es", "?answer=decline")],
        DESK: [Path("partner", desk + part, TREATMENT) for part in ("", "?lang=es", "?answer=cant_take")],
        OWN: [
            Path("own page", own + part, (Purpose.OWN_ACCESS,))
            for part in ("", "?apart=1", "save/page/", "save/data/", "save/page/?apart=1", "save/data/?apart=1")
        ],
        SCREEN: [
            *(Path("screen", url, (Purpose.DISPATCH,)) for url in ("/wall/", "/wall/rows/", f"/board/rows/?{record.state}")),
            Path("live", "live:wall", (Purpose.DISPATCH,)),
        ],
        MACHINE: [Path("API", f"/api/v1/{part}", QUALITY) for part in ("openapi.json", "hsds/", "hsds/services", "calls")],
        VISITOR: [Path("detail", url, QUALITY) for url in ("/", "/ask/", "/sign-in/", f"/search/?q={record.state}")],
    }  # fmt: skip
    return theirs[reader.how] + tried


def paths(reader: Reader) -> list[Path]:
    """Detail, list, page 2, search, count, print, export, attachment, log, live stream, error page: all of them."""
    if reader.actor is None:
        return of_a_key(reader)
    return of_care(reader.record) + of_calls(reader.record) + of_the_program(reader.record)


def fetched(reader: Reader, path: Path) -> str:
    """Everything the answer says, in small letters: status line, headers with any ETag, cookies and body."""
    if path.kind == "live":
        return _streamed(reader, path.url.removeprefix("live:")).lower()
    if path.url == "/care/export/":
        reader.client.post(path.url, {"purpose": "Monday's case conference"})
    kept = {"if-none-match": "*", "if-modified-since": "Wed, 21 Oct 2037 07:28:00 GMT"}
    answer = reader.client.get(path.url, headers=kept if path.kind == "not changed" else None)
    said = _told(answer)
    if path.url == "/care/export/" and 'action="/care/export/' in said:
        said += _told(reader.client.post("/care/export/" + said.split('action="/care/export/')[1].split('"')[0]))
    return said.lower()


def _told(answer) -> str:
    said = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{answer.status_code}\n{headers}\n{answer.cookies}\n{said.decode(errors='replace')}"


def _streamed(reader: Reader, address: str) -> str:
    """What an open stream says when everything about this record has changed; "404" where it does not open."""
    name, _mark, query = address.partition("?")
    topic = TOPICS[name]
    if topic.for_device:
        session = sessions.find_device(reader.client.cookies[devices.COOKIE].value, "127.0.0.1")
    else:
        session = sessions.find(reader.client.cookies[settings.SESSION_COOKIE_NAME].value, "127.0.0.1")
    with reach.fresh():
        view = topic.opener(session, dict(parse_qsl(query)))
    if view is None:
        return "404"
    record = reader.record
    everything = frozenset({record.incident, record.person, record.assignment, record.encounter, record.referral})
    told = {one: frozenset() if one == PULSE else everything for one in topic.hears}
    html = []
    for audience in view.audiences:
        with reach.fresh():
            html.append(topic.renderer(audience, told, view.release).html)
    return "200\n" + "".join(html)


def stands(reader: Reader, purpose: Purpose) -> tuple[LawRole | None, bool]:
    """The reader's role in law and relationship to the person, as the program has them for this purpose."""
    if reader.actor is None:
        return reader.role, reader.how in (LINK, DESK, OWN)
    person = Person.objects.get(pk=reader.record.person)
    found = relation(reader.actor, person, purpose, clock.now())
    return (found.role, found.related) if found else (law_role(reader.actor, person), False)


@dataclass(frozen=True)
class Column:
    """The cells of one reader and purpose, a category each, and every path that they are asked on."""

    reader: Reader
    paths: tuple[Path, ...]
    purpose: Purpose

    @property
    def cells(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(reader=self.reader, purpose=self.purpose, category=one) for one in LAW_CATEGORIES]


def columns(world: World) -> list[Column]:
    found = []
    for reader in world.readers:
        reached = paths(reader)
        for purpose in Purpose:
            theirs = tuple(path for path in reached if purpose in path.purposes)
            if theirs:
                found.append(Column(reader, theirs, purpose))
    return found


def sample(world: World, count: int, seed: int) -> list[Column]:
    """Columns of at least `count` cells: whole ones, so that a page serves many, with fewer paths first.

    The clinician of the team is always among them, on every path of treatment (in the short form every third one), and
    each kind of key somebody may hold.
    """
    everything = columns(world)
    Random(seed).shuffle(everything)
    everything.sort(key=lambda one: len(one.paths) > MANY)
    clinician = next(one for one in everything if one.purpose == Purpose.TREATMENT and one.reader.is_author)
    keys = sorted((one for one in everything if one.reader.actor is None), key=lambda one: len(one.paths))
    if not LONG:
        # Of what a referral says only its own page tells.
        some = [one for n, one in enumerate(clinician.paths) if n % 3 == 0 or "/referrals/" in one.url]
        clinician = replace(clinician, paths=tuple(some))
    first = [clinician, *{one.reader.how: one for one in keys}.values()]
    rest = [one for one in everything if one not in first]
    return (first + rest)[: max(len(first), -(-count // len(LAW_CATEGORIES)))]
