"""Pictures of the phone."""

import re

from tests.pages import story
from tests.pages.places.place import Seats
from tests.pages.story import UUID
from tests.pictures.camera import Camera


def field(camera: Camera, seats: Seats) -> tuple[str, str]:
    """The phone from arrival to review; the person written about and the partner's link."""
    phone = seats["clinician"]
    on_call = f"/field/call/{story.on_the_phone(phone)}"

    def both(name: str, path: str, do=None) -> None:
        for theme in ("light", "dark"):
            camera.take(f"field-{name}-360-{theme}", "clinician", path, 360, theme, do)

    both("arrival", f"{on_call}/")
    for which in ("arrival", "engagement"):
        phone.post(f"{on_call}/stamp/", which=which)
    both("handoff", f"{on_call}/hand-over/")
    phone.post(f"{on_call}/hand-over/", reason="person_asked")
    both("scene", f"{on_call}/scene/")
    phone.post(f"{on_call}/write/")
    contact = re.match(rf"/field/contact/{UUID}/{UUID}", phone.at)[0]
    both("outcome", f"{contact}/outcome/")
    phone.post(f"{contact}/outcome/", contact_outcome="engaged")
    question = phone.at
    both("question", question)
    for answer in ("yes", "no", "no", "no", "no", "no"):
        if "/question/" in phone.at:
            phone.post(phone.at, answer=answer)
    both("result", f"{contact}/screen/cssrs-screener/result/")
    phone.post(f"{contact}/distress/", distress_before="8", distress_after="4")
    both("distress", f"{contact}/distress/")
    phone.post(f"{contact}/disposition/", disposition="stays_with_support")
    both("disposition", f"{contact}/disposition/")
    both("refer", f"{contact}/refer/")
    both("ask", phone.find(f"{contact}/refer/", rf"{contact}/refer/{UUID}/"))
    link = story.refer(phone, contact)
    note = "He sat down with us on the steps. His sister stays tonight."
    both("note", f"{contact}/note/", lambda page: page.fill("#id_note", note))
    both("review", f"{contact}/review/")
    return f"/people/{contact.split('/')[3]}/", "/" + link.split("/", 3)[3]


def scene(camera: Camera, seats: Seats) -> None:
    """What happened on scene: the menu, three of its pages, the hold on paper, and the officer's page."""
    phone, officer = seats["clinician"], seats["officer"]
    held = story.held(phone)
    phone.post(f"{held}/scene/supplies/", **{"left.food": "2", "left.blanket": "1"})
    camera.take("field-scene-menu-360", "clinician", f"{held}/scene/", 360, whole=True)
    for form in ("force", "cues", "hold"):
        camera.take(f"field-scene-{form}-360", "clinician", f"{held}/scene/{form}/", 360, whole=True)
    camera.take("field-hold-print-360", "clinician", f"{held}/scene/hold/print/", 360, whole=True)
    officer.read("/field/")
    report = f"{re.match(rf'/field/call/{UUID}', officer.at)[0]}/report/"
    camera.take("field-report-360-dark", "officer", report, 360, "dark", whole=True)


def by_phone(camera: Camera, seats: Seats, assignment: str) -> None:
    """The officer of this call asked for a clinician by phone."""
    officer = seats["officer"]
    officer.read(f"/field/call/{assignment}/scene/")
    officer.post(f"/field/call/{assignment}/tele/")
    camera.take("field-tele-360-light", "officer", f"/field/call/{assignment}/scene/", 360)
    officer.post(f"/field/call/{assignment}/tele/", end="1")


def apart(camera: Camera, seats: Seats) -> None:
    """Alcohol and drugs on the phone, the contact at the desk, the texts it can become, and an author's own notes."""
    contact = story.apart(seats["clinician"])
    person, encounter = contact.split("/")[3:5]
    desk = f"/people/{person}/encounters/{encounter}/"
    camera.take("field-apart-360-light", "clinician", f"{contact}/apart/", 360, whole=True)
    camera.take("field-apart-use-360-light", "clinician", f"{contact}/apart/use/", 360, whole=True)
    camera.take("apart-1280", "clinician", desk, whole=True)
    camera.take("texts-1280", "clinician", f"{desk}texts/", whole=True)
    camera.take("psychotherapy-360", "clinician", f"{desk}own-notes/psychotherapy/", 360, whole=True)


def screenings_and_transfers(camera: Camera, seats: Seats) -> None:
    """Screenings offered and over time, and a transfer from choosing the place to the receiving desk."""
    phone, supervisor = seats["clinician"], seats["supervisor"]
    assignment, contact = story.contact_again(phone)
    camera.take("field-screenings-360-light", "clinician", f"{contact}/screen/", 360)
    (pick, notice, preview, transfer), link = story.told_place(phone, contact)
    for name, path in (("pick", pick), ("notice", notice), ("preview", preview), ("sent", transfer)):
        camera.take(f"field-transfer-{name}-360-light", "clinician", path, 360, whole=True)
    there = phone.find(transfer, rf"/field/call/{assignment}/there/{UUID}/")
    phone.post(there, which="arrived")
    camera.take("field-there-360-light", "clinician", there, 360)
    for language in ("en", "es"):
        camera.take(f"receiving-360-{language}", "", f"{link}?lang={language}", 360, whole=True)
    camera.take("transfers-1280", "supervisor", "/care/transfers/")
    person = supervisor.find("/care/?whose=team", rf"/people/{UUID}/referrals/{UUID}/").split("referrals/")[0]
    story.screened_at_desk(supervisor, person)
    camera.take("screenings-1280", "supervisor", f"{person}screenings/")
    camera.take("program-screenings-1280", "admin", "/program/screenings/")


def left_work(camera: Camera, seats: Seats) -> None:
    """What a phone sent that waits for a supervisor: here something that can't be read."""
    seats["clinician"].put("/phone/api/work", "{}")
    piece = seats["supervisor"].find("/field/left-work/", rf"/field/left-work/{UUID}/")
    camera.take("left-work-1280", "supervisor", "/field/left-work/")
    camera.take("left-work-360", "supervisor", "/field/left-work/", 360)
    camera.take("left-piece-360", "supervisor", piece, 360)
