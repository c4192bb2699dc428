"""Pictures of rehearsals, their debrief, and the library of scenarios."""

import re

from tests.pages.places.place import Seats
from tests.pictures.camera import Camera


def debrief(camera: Camera, seats: Seats) -> None:
    """The debrief of the demo city's rehearsal, and the question whether to record the next one."""
    trainer, phone = seats["trainer"], seats["clinician"]
    played = trainer.find("/rehearse/", r"/rehearse/r/[A-Z0-9]{6}/debrief/")
    camera.take("debrief-1280", "trainer", played)
    camera.take("debrief-360", "clinician", played, 360)
    edition = re.search(r'<option value="([0-9a-f-]{36})"', trainer.read("/rehearse/"))[1]
    trainer.post("/rehearse/open/", scenario=edition, teams="1")
    code = re.search(r"/rehearse/r/([A-Z0-9]{6})/", trainer.at)[1]
    phone.post("/rehearse/join/", code=code, seat="A clinician", language="en")
    trainer.post(f"/rehearse/r/{code}/recording/", verb="ask", team="A")
    camera.take("recording-360", "clinician", f"/rehearse/r/{code}/recording/", 360)


def rehearsing(camera: Camera, seats: Seats) -> None:
    """A call rehearsed by a clinician and an officer, with somebody who observes."""
    trainer = seats["trainer"]
    edition = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>Welfare check', trainer.read("/rehearse/"))[1]
    trainer.post("/rehearse/open/", scenario=edition, teams="1", guests="on")
    code = re.search(r'class="rs-big"[^>]*>([A-Z0-9]{6})<', trainer.read("/rehearse/"))[1]
    camera.take("rehearse-start-1280", "trainer", "/rehearse/", whole=True)
    camera.take("rehearse-team-1280", "trainer", "/rehearse/team/", whole=True)
    camera.take("rehearse-team-360", "trainer", "/rehearse/team/", 360)
    camera.take("rehearse-join-360", "peer", f"/rehearse/join/?code={code}", 360, whole=True)
    here = f"/rehearse/r/{code}/"
    for role in ("clinician", "officer"):
        seats[role].post("/rehearse/join/", code=code, seat=f"A {role}")
    seats["peer"].post("/rehearse/join/", code=code, seat="A observer")
    camera.take("rehearse-waiting-360", "clinician", here, 360)
    trainer.post(f"{here}lead/", verb="start")
    camera.take("rehearse-phone-clinician-360", "clinician", here, 360)
    seats["officer"].post(f"{here}do/", verb="take 0")
    camera.take("rehearse-phone-officer-360", "officer", here, 360)
    seats["officer"].post(f"{here}do/", verb="offer clinician 1")
    camera.take("rehearse-asked-360", "clinician", here, 360)
    seats["clinician"].post(f"{here}do/", verb="yes")
    seats["clinician"].post(f"{here}do/", verb="sign 1")
    camera.take("rehearse-sign-360", "clinician", here, 360)
    seats["peer"].post(f"{here}do/", verb="mark space less")
    camera.take("rehearse-observer-360", "peer", here, 360, whole=True)
    trainer.post(f"{here}lead/", verb="end")


def scenarios(camera: Camera, seats: Seats) -> None:
    """The shelf, an edition in force, and a draft with something to mend."""
    trainer = seats["trainer"]
    camera.take("rehearse-library-1280", "trainer", "/rehearse/library/", whole=True)
    held = re.search(r'href="(/rehearse/author/[0-9a-f-]{36}/)"', trainer.read("/rehearse/library/"))[1]
    camera.take("rehearse-author-1440", "trainer", held, 1440, whole=True)
    camera.take("rehearse-author-1280", "trainer", held, whole=True)
    camera.take("rehearse-author-360", "trainer", held, 360, whole=True)
    text = trainer.read(f"{held}file/") + "\n=== nobody_comes ===\nThe EDP waits.\n-> END\n"
    trainer.post("/rehearse/library/new/", name="a-second-call", source=text)
    camera.take("rehearse-author-findings-1440", "trainer", trainer.at, 1440, whole=True)


def rehearsal_stage(camera: Camera, seats: Seats) -> None:
    """A room's wall and console: waiting, calm, rising, paused and over, played by two phones."""
    trainer = seats["trainer"]
    option = r'<option value="([0-9a-f-]{36})"[^>]*>\s*Welfare check'
    edition = re.search(option, trainer.read("/rehearse/"))[1]
    trainer.post("/rehearse/open/", scenario=edition, teams="2")
    code = re.search(r"/rehearse/r/([A-Z0-9]{6})/", trainer.at)[1]
    room = f"/rehearse/r/{code}/"
    camera.take("rehearse-wall-waiting", "trainer", f"{room}wall/", 1920)
    players = ("dispatcher", "officer", "clinician", "peer")
    for seat in players:
        seats[seat].post("/rehearse/join/", code=code, seat=f"A {seat}", language="en")
    trainer.post(f"{room}lead/", verb="start")
    camera.take("rehearse-wall-first", "trainer", f"{room}wall/", 1920)
    for step in range(12):
        for seat in players:
            choice = re.search(r'value="(choose [^"]+)"', seats[seat].read(room))
            if choice:
                seats[seat].post(f"{room}do/", verb=choice[1])
                break
        if step in (3, 6, 9):
            camera.take(f"rehearse-wall-{step}", "trainer", f"{room}wall/", 1920)
    camera.take("rehearse-console-1024", "trainer", f"{room}console/", 1024)
    trainer.post(f"{room}lead/", verb="pause_all")
    camera.take("rehearse-wall-paused", "trainer", f"{room}wall/", 1920)
    trainer.post(f"{room}lead/", verb="end")
    camera.take("rehearse-wall-ended", "trainer", f"{room}wall/", 1920)
    camera.take("rehearse-console-ended-1024", "trainer", f"{room}console/", 1024)
