"""Pictures of care: persons, signing, and plans."""

from tests.pages.places.place import Seats
from tests.pages.story import UUID
from tests.pictures import field, program
from tests.pictures.camera import WIDTHS, Camera


def care(camera: Camera, seats: Seats, partner: str) -> None:
    """A person with a past, the worklist, the directory, and what the partner's desk sees."""
    supervisor = seats["supervisor"]
    loop = supervisor.find("/care/?whose=team", rf"/people/{UUID}/referrals/{UUID}/")
    person = loop.split("referrals/")[0]
    for width in WIDTHS:
        camera.take(f"person-{width}", "supervisor", person, width)
        camera.take(f"care-{width}", "supervisor", "/care/?whose=team", width)
    camera.take(
        "person-why-1280", "supervisor", person, do=lambda page: page.locator("[data-open-dialog]").first.click()
    )
    camera.take("directory-360", "supervisor", "/directory/", 360)
    camera.take("partner-360-en", "", partner, 360, whole=True)
    camera.take("partner-360-es", "", f"{partner}?lang=es", 360, whole=True)
    camera.take("partner-360-decline", "", f"{partner}?lang=en&answer=decline", 360, whole=True)

    def accept(page) -> None:
        page.get_by_role("button", name="Yes, we expect them").click()
        page.get_by_role("button", name="Seen").wait_for()

    camera.take("partner-360-accepted", "", f"{partner}?lang=en", 360, do=accept, whole=True)
    program.releases(camera, seats)
    program.oversight(camera, seats)
    field.left_work(camera, seats)
    camera.take("access-1280", "privacy", "/program/access/")
    camera.take("ready-1280", "admin", "/program/ready/", whole=True)
    camera.take("ready-360", "privacy", "/program/ready/", 360)
    camera.take("audit-chain-1280", "privacy", "/program/access/chain/")
    camera.take("audit-chain-360", "privacy", "/program/access/chain/", 360, whole=True)


def signing(camera: Camera, seats: Seats, assignment: str) -> None:
    """Notes that owe something, texts to take along, follow-ups by who owes them, and the directory's keeper."""
    desk, author = seats["supervisor"], seats["noa.birch"]
    camera.take("signing-1280", "supervisor", "/signing/")
    note = desk.find("/signing/?state=waiting", rf"/signing/{UUID}/{UUID}/")
    camera.take("signing-read-1280", "supervisor", note)
    back = author.find("/care/", rf"/people/{UUID}/encounters/{UUID}/")
    camera.take("addendum-360", "noa.birch", f"{back}add/", 360, whole=True)
    camera.take("copy-clinical-1280", "noa.birch", f"{back}copy/")
    camera.take("copy-police-360", "clinician", f"/field/call/{assignment}/copy/", 360, whole=True)
    camera.take("owed-1280", "supervisor", "/care/owed/")
    followup = desk.find("/care/?whose=team", rf"/people/{UUID}/followups/{UUID}/")
    camera.take("followup-360", "supervisor", followup, 360, whole=True)
    camera.take("care-rules-1280", "admin", "/program/care/", whole=True)
    listing = desk.find("/directory/", rf"/directory/{UUID}/")
    camera.take("listing-form-1280", "supervisor", f"{listing}edit/", whole=True)
    camera.take("directory-import-1280", "supervisor", "/directory/import/")


def plans(camera: Camera, seats: Seats) -> None:
    """A safety plan that two people changed at once, its paper in Spanish, the preference card, an agency's phones."""
    desk, admin = seats["supervisor"], seats["admin"]
    whole = desk.find("/care/?whose=team", rf"/people/{UUID}/followups/{UUID}/").split("followups/")[0]
    told = {"language": "en", "made": "together", "by_myself": "Walk to the river", "living_for": "My dog"}
    desk.read(f"{whole}plan/write/")
    for base, words in (("0", "Walk to the river"), ("1", "Sit on the steps"), ("1", "Call my sister")):
        desk.post(f"{whole}plan/write/", **told | {"base": base, "by_myself": words})
    camera.take("plan-1280", "supervisor", f"{whole}plan/", whole=True)
    camera.take("plan-write-360", "supervisor", f"{whole}plan/write/", 360, whole=True)
    camera.take("plan-print-360-es", "supervisor", f"{whole}plan/print/?lang=es", 360, whole=True)
    card = {"comes": "woman", "helps": "Knock softly.", "avoid": "The doorway.", "language": "", "words": ""}
    desk.post(f"{whole}card/", base="", made="together", comes_words="", **card)
    camera.take("card-1280", "supervisor", f"{whole}card/", whole=True)
    phone = admin.find("/program/", rf"/program/agencies/{UUID}/phone/")
    camera.take("program-phone-360", "admin", phone, 360, whole=True)
