"""Pages of care: persons, plans, consents, screenings, signing, follow-ups, and the directory."""

from tests.pages import story
from tests.pages.places.place import Place, Seats
from tests.pages.story import UUID


def care(seats: Seats) -> list[Place]:
    care = seats["supervisor"]
    person = care.find("/care/?whose=team", rf"/people/{UUID}/followups/{UUID}/").split("/followups/")[0] + "/"
    with_loop = care.find("/care/?whose=team", rf"/people/{UUID}/referrals/{UUID}/")
    whole = with_loop.split("referrals/")[0]
    paths = ["/care/", "/care/?whose=team", "/care/overdue/", "/directory/", with_loop, whole, person]
    paths += [f"{whole}{page}/" for page in ("why", "describe", "caution", "agreement", "refer")]
    paths.append(care.find(whole, rf"{whole}encounters/{UUID}/"))
    paths.append(care.find("/care/?whose=team", rf"/people/{UUID}/followups/{UUID}/"))
    paths.append(care.find(f"{whole}refer/", rf"{whole}refer/{UUID}/"))
    paths.append(care.find("/directory/", rf"/directory/{UUID}/"))
    return [Place("supervisor", path) for path in paths]


def safety_plan(seats: Seats) -> list[Place]:
    """A plan from the empty form to its paper, two tellings of one part, the preference card, and an agency's phones."""
    care, admin = seats["supervisor"], seats["admin"]
    whole = care.find("/care/?whose=team", rf"/people/{UUID}/referrals/{UUID}/").split("referrals/")[0]
    told = {"language": "en", "made": "together", "by_myself": "Walk to the river", "living_for": "My dog"}
    care.read(f"{whole}plan/write/")
    care.post(f"{whole}plan/write/", base="0", **told)
    care.post(f"{whole}plan/write/", base="1", **told | {"by_myself": "Sit on the steps"})
    care.post(f"{whole}plan/write/", base="1", **told | {"by_myself": "Call my sister"})
    pages = [f"{whole}plan/{page}" for page in ("", "?lang=es", "write/", "print/?lang=es", "versions/2/")]
    phone = admin.find("/program/", rf"/program/agencies/{UUID}/phone/")
    return [*(Place("supervisor", path) for path in (*pages, f"{whole}card/")), Place("admin", phone)]


def consents(seats: Seats) -> list[Place]:
    """A written consent from the empty form to the signed copy; limits, notices, and agreements between organizations."""
    care, admin = seats["supervisor"], seats["admin"]
    whole = care.find("/care/?whose=team", rf"/people/{UUID}/referrals/{UUID}/").split("referrals/")[0]
    paths = [f"{whole}{page}/" for page in ("consent", "notice", "restriction")]
    pacts = ["/program/pacts/", "/program/pacts/new/", admin.find("/program/pacts/", rf"/program/part2/{UUID}/")]
    return [
        *(Place("supervisor", path) for path in (*paths, "/care/restrictions/", "/care/notices/")),
        *(Place("admin", path) for path in pacts),
        Place("privacy", "/program/pacts/"),
    ]


def signing(seats: Seats) -> list[Place]:
    """The supervisor's queue, one note to decide on, and an addendum by the one who wrote up the walk-in."""
    desk, author = seats["supervisor"], seats["noa.birch"]
    note = desk.find("/signing/?state=waiting", rf"/signing/{UUID}/{UUID}/")
    back = author.find("/care/", rf"/people/{UUID}/encounters/{UUID}/")
    pages = ["/signing/", "/signing/?state=returned", note]
    return [
        Place("noa.birch", f"{back}copy/"),
        *(Place("supervisor", path) for path in pages),
        Place("noa.birch", f"{back}add/"),
    ]


def screenings(seats: Seats) -> list[Place]:
    """A screening begun and one finished at a desk, and what the program offers."""
    care = seats["supervisor"]
    person = care.find("/care/?whose=team", rf"/people/{UUID}/referrals/{UUID}/").split("referrals/")[0]
    paths = [*story.screened_at_desk(care, person), f"{person}screenings/"]
    return [*(Place("supervisor", path) for path in paths), Place("admin", "/program/screenings/")]


def promises(seats: Seats) -> list[Place]:
    """Who owes what, one follow-up given away and asked about, and the rules behind them."""
    desk = seats["supervisor"]
    one = desk.find("/care/?whose=team", rf"/people/{UUID}/followups/{UUID}/")
    pages = ["/care/owed/", "/care/overdue/?unit=Team%201", f"{one}give/", f"{one}wishes/"]
    return [*(Place("supervisor", path) for path in pages), Place("admin", "/program/care/")]


def directory(seats: Seats) -> list[Place]:
    """The pages of whoever keeps the directory; an administrator may too."""
    one = seats["supervisor"].find("/directory/", rf"/directory/{UUID}/")
    pages = ["/directory/?retired=on&language=es", "/directory/new/", "/directory/import/", f"{one}edit/"]
    return [*(Place("supervisor", path) for path in pages), Place("admin", "/directory/")]
