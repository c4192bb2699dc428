"""Pages of the phone: a call, the scene, what stays apart, a transfer, and work that a phone left."""

import re

from tests.pages import story
from tests.pages.places.place import VISITOR, Place, Seats
from tests.pages.story import UUID


def phone(seats: Seats) -> list[Place]:
    """The phone's pages, and a contact without a call that is closed already."""
    phone = seats["clinician"]
    assignment = story.on_the_phone(phone)
    contact, _link = story.write_up(phone, assignment)
    on_call = f"/field/call/{assignment}"
    question = phone.find(
        f"{contact}/screen/cssrs-screener/result/", rf"{contact}/screen/cssrs-screener/question/[^/]+/"
    )
    referral = phone.find(f"{contact}/refer/", rf"{contact}/referral/{UUID}/")
    ask = phone.find(f"{contact}/refer/", rf"{contact}/refer/{UUID}/")
    pages = [
        f"{on_call}/{page}" for page in ("", "tell-back/", "scene/", "fix/arrival/", "hand-over/", "who/", "copy/")
    ]
    pages += [f"{contact}/{page}/" for page in ("outcome", "screen", "distress", "disposition", "refer")]
    pages.append(f"{contact}/screen/cssrs-screener/result/")
    pages += [f"{contact}/{page}/" for page in ("note", "review")]
    closed = story.walked_up(phone)
    pages += [question, referral, ask, "/field/new/", f"{closed}/review/", f"{closed}/reopen/"]
    person = f"/people/{contact.split('/')[3]}/"
    pages += [person, phone.find(person, rf"{person}agreement/{UUID}/stop/")]
    return [Place("clinician", path) for path in pages]


def scene(seats: Seats) -> list[Place]:
    """What happened on scene, with a hold on paper, and the officer's page of the same call."""
    phone = seats["clinician"]
    held = story.held(phone)
    forms = ("force", "cues", "risk", "access", "family", "supplies", "hold", "hold/print")
    pages = [f"{held}/scene/", *(f"{held}/scene/{form}/" for form in forms), f"{held}/disposition/"]
    officer = seats["officer"]
    officer.read("/field/")
    on_call = re.match(rf"/field/call/{UUID}", officer.at)[0]
    return [*(Place("clinician", path) for path in pages), Place("officer", f"{on_call}/report/")]


def apart(seats: Seats) -> list[Place]:
    """Alcohol and drugs of the walk-in of the phone's story: the page of taps, a screening, the texts, the own notes."""
    phone = seats["clinician"]
    contact = story.apart(phone)
    person, encounter = contact.split("/")[3:5]
    desk = f"/people/{person}/encounters/{encounter}/"
    pages = [f"{contact}/apart/", f"{contact}/apart/use/"]
    pages += [f"{contact}/screen/audit-c/question/1/", f"{contact}/screen/audit-c/result/"]
    pages += [desk, f"{desk}texts/", f"{desk}copy/apart/", f"/people/{person}/emergency/"]
    pages += [f"{desk}own-notes/{kind}/" for kind in ("counseling", "psychotherapy")]
    return [Place("clinician", path) for path in pages]


def left_work(seats: Seats) -> list[Place]:
    """A piece that can't be read, as the supervisor of its author finds it."""
    desk = seats["supervisor"]
    assert seats["clinician"].put("/phone/api/work", "{}") == 400
    return [
        Place("supervisor", path)
        for path in ("/field/left-work/", desk.find("/field/left-work/", rf"/field/left-work/{UUID}/"))
    ]


def transfers(seats: Seats) -> list[Place]:
    """A transfer told by link, at each of its steps, and the page of the receiving desk."""
    phone = seats["clinician"]
    assignment, contact = story.contact_again(phone)
    pages, link = story.told_place(phone, contact)
    there = phone.find(pages[-1], rf"/field/call/{assignment}/there/{UUID}/")
    for which in ("arrived", "officer_free"):
        phone.post(there, which=which)
    pages += [there, f"{there}fix/arrived/"]
    answers = ("", "?lang=es", "?lang=en&answer=cant_take", "?lang=en&answer=took_over")
    return [
        *(Place("clinician", path) for path in pages),
        *(Place(VISITOR, link + query) for query in answers),
        Place(VISITOR, f"/h/{'x' * 40}/", 404),
        Place("supervisor", "/care/transfers/"),
    ]
