"""What must have happened before every page has something to show: one call, from intake to a written-up contact.

Made through the same doors as people use, so that nothing is on a page that could not come there.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tandem.demo.cast import ZONE
from tests.pages.seats import Seat

MEMBERS = ("Lucia Verano-Holt", "Marcus Tellerby")
PLACE = "Lakeside Walk-in Crisis Center"
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def take_call(desk: Seat, place: str, narrative: str, person: str = "", **answers: str) -> str:
    """A call taken at the board's form; its id."""
    form = desk.read("/board/new/")
    source = re.search(r'name="source_id" value="([^"]+)"', form)[1]
    agency = re.search(r'<option value="([^"]+)"[^>]*>Rivermont', form)[1]
    desk.post(
        "/board/new/",
        source_id=source,
        origin="911",
        place=place,
        agency=agency,
        narrative=narrative,
        person=person,
        caller_name="His sister",
        callback="555-0142",
        **answers,
    )
    return re.search(UUID, desk.at)[0]


def leave_nothing_open(desk: Seat) -> None:
    """Every team released and every call closed, so that whoever comes next finds an empty board."""
    board = desk.read("/board/")
    for call in dict.fromkeys(re.findall(rf"/board/call/({UUID})/", board)):
        form = desk.read(f"/board/call/{call}/release/")
        for assignment in re.findall(rf'name="assignment" value="({UUID})"', form):
            desk.post(f"/board/call/{call}/release/", assignment=assignment, reason="The test is over.")
        desk.post(f"/board/call/{call}/close/", reason="The test is over.")


def in_four_hours() -> str:
    """On the demo city's wall: whenever this runs, a shift of a sensible length."""
    return (datetime.now(ZoneInfo(ZONE)) + timedelta(hours=4)).strftime("%H:%M")


def sign_on(desk: Seat, unit: str, members: tuple[str, ...] = MEMBERS) -> None:
    """`members` on a team of that name; a free team that one of them is still on is signed off first. One alone works
    with a clinician by phone, or is that clinician."""
    shift = desk.read("/shift/")
    for team in re.findall(r'<article class="unit">.*?</article>', shift, re.S):
        off = re.search(r'action="(/shift/[^"]+/sign-off/)"', team)
        if off and any(name.split()[-1] in team for name in members):
            desk.post(off[1])
    shift = desk.read("/shift/")
    ids = [re.search(rf'value="({UUID})"[^>]*><span><b>{name}', shift)[1] for name in members]
    alone = {"by_phone": "on"} if len(members) == 1 else {}
    told = {"vehicle": "Marked car 12", "phone": "555-0199", "until": in_four_hours(), **alone}
    desk.post("/shift/sign-on/", unit=unit, members=ids, **told)


def send_team(desk: Seat, call: str, unit: str) -> None:
    """The team of that name is assigned to the call."""
    dialog = desk.read(f"/board/call/{call}/assign/")
    team = re.search(rf'name="team" value="({UUID})"[^>]*><span><b>{unit}', dialog)[1]
    desk.post(f"/board/call/{call}/assign/", team=team, assigned_for="")


def on_the_phone(phone: Seat) -> str:
    """The assignment of the call that the phone's team is on."""
    phone.read("/field/")
    return re.search(rf"/field/call/({UUID})/", phone.at)[1]


def write_up(phone: Seat, assignment: str) -> tuple[str, str]:
    """Met, screened, measured, referred, noted; not closed. The contact's address and the partner's link."""
    on_call = f"/field/call/{assignment}"
    for which in ("arrival", "engagement"):
        phone.post(f"{on_call}/stamp/", which=which)
    phone.post(f"{on_call}/hand-over/", reason="person_asked")
    phone.post(f"{on_call}/write/")
    contact = re.match(rf"/field/contact/{UUID}/{UUID}", phone.at)[0]
    phone.post(f"{contact}/outcome/", contact_outcome="engaged")
    phone.post(f"{contact}/screen/")
    for _question in range(8):
        if "/question/" not in phone.at:
            break
        phone.post(phone.at, answer="no")
    phone.post(f"{contact}/distress/", distress_before="8", distress_after="4")
    phone.post(f"{contact}/disposition/", disposition="stays_with_support")
    return contact, refer(phone, contact)


def screened_at_desk(care: Seat, person: str) -> list[str]:
    """A GAD-7 finished and a PHQ-9 begun at a desk with this person; their addresses."""
    found = []
    for name, answers in (("gad-7", 7), ("phq-9", 1)):
        care.post(f"{person}screenings/", instrument=name, language="en")
        found.append(care.at.split("?")[0])
        for _question in range(answers):
            question = re.search(r'name="question" value="([^"]*)"', care.read(found[-1]))[1]
            care.post(found[-1], question=question, answer="1")
    return found


def held(phone: Seat) -> str:
    """A contact without a call that ended in a hold, with its page filled in and not closed; its address."""
    form = phone.read("/field/new/")
    word = re.search(r'name="once" value="([^"]*)"', form)[1]
    phone.post("/field/new/", once=word, appearance="Male, about 40, grey sweater")
    contact = re.match(rf"/field/contact/{UUID}/{UUID}", phone.at)[0]
    phone.post(f"{contact}/outcome/", contact_outcome="engaged")
    phone.post(f"{contact}/disposition/", disposition="involuntary_hold")
    phone.post(f"{contact}/disposition/", transported_to="emergency_department", transported_by="ambulance")
    told = {"basis": "peace_officer", "signer": "Sgt Dana Fairweather", "signer_as": "peace_officer"}
    told |= {"criteria": "danger_self", "rights": "both", "rights_in": "en", "signed_at": "21:54"}
    phone.post(f"{contact}/scene/hold/", **told, facility="Cedar Hollow Hospital", words="He stood on the rail.")
    phone.post(f"{contact}/scene/force/", quick="force")
    return contact


def apart(phone: Seat) -> str:
    """A contact without a call of whom alcohol was told, with AUDIT-C and a note kept apart; its address."""
    form = phone.read("/field/new/")
    word = re.search(r'name="once" value="([^"]*)"', form)[1]
    phone.post("/field/new/", once=word, appearance="Male, about 50, blue cap")
    contact = re.match(rf"/field/contact/{UUID}/{UUID}", phone.at)[0]
    phone.post(f"{contact}/outcome/", contact_outcome="engaged")
    phone.post(f"{contact}/apart/use/", substances="alcohol", last_use="today", goals="To sleep at home again")
    phone.post(f"{contact}/apart/", instrument="audit-c")
    for number, value in enumerate(("4", "2", "3"), 1):
        question = f"{contact}/screen/audit-c/question/{number}/"
        phone.post(question, question=str(number), answer=value)
    phone.post(f"{contact}/note/", note="He drinks since spring and wants to stop.", apart="on", sign="1")
    return contact


def contact_again(phone: Seat) -> tuple[str, str]:
    """The assignment and the contact that the phone's team wrote up before."""
    assignment = on_the_phone(phone)
    phone.post(f"/field/call/{assignment}/write/")
    return assignment, re.match(rf"/field/contact/{UUID}/{UUID}", phone.at)[0]


def told_place(phone: Seat, contact: str) -> tuple[list[str], str]:
    """A hospital chosen, told what it needs, by link. The pages on the way, the last the transfer's own; the link."""
    phone.post(f"{contact}/disposition/", disposition="voluntary_transport")
    pick = f"{contact}/transfer/"
    place = re.search(rf'name="facility" value="({UUID})"', phone.read(pick))[1]
    phone.post(pick, facility=place)
    notice = phone.at
    phone.post(notice, why="Has not slept for three nights.", hold="no", minutes_away="12", **{"with": "officer"})
    preview = phone.at
    seen = re.search(r'name="seen" value="([^"]*)"', phone.read(preview))[1]
    link = re.search(r"/h/[^<\s&]+/", phone.post(preview, seen=seen))[0]
    return [pick, notice, preview, preview.replace("preview/", "")], link


def walked_up(phone: Seat) -> str:
    """A contact without a call, described, met by nobody after all, and closed; its address."""
    form = phone.read("/field/new/")
    word = re.search(r'name="once" value="([^"]*)"', form)[1]
    phone.post("/field/new/", once=word, appearance="Female, about 60, green coat")
    contact = re.match(rf"/field/contact/{UUID}/{UUID}", phone.at)[0]
    phone.post(f"{contact}/outcome/", contact_outcome="declined")
    phone.post(f"{contact}/disposition/", disposition="no_service_needed")
    phone.post(f"{contact}/close/")
    return contact


def refer(phone: Seat, contact: str) -> str:
    """Agreed and sent to the crisis center; the link for its desk."""
    picks = phone.read(f"{contact}/refer/")
    service = re.search(rf'href="([^"]*/refer/{UUID}/[^"]*)"[^>]*>(?:(?!</a>).)*{PLACE}', picks, re.S)[1]
    ask = phone.read(service.replace("&amp;", "&"))
    word = re.search(r'name="once" value="([^"]*)"', ask)
    need = re.search(r'name="need" value="([^"]*)"', ask)
    form = {"answer": "spoken", "once": word[1] if word else "", "need": need[1] if need else ""}
    html = phone.post(service.split("?")[0].replace("&amp;", "&"), **form)
    return re.search(r">\s*(http[^<\s]+/r/[^<\s]+)", html)[1]
