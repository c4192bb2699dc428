"""Pages of numbers: measures, old lists, costs, studies, and what leaves as a report."""

import re
import time
from datetime import UTC, datetime

from tests.pages.places.place import OPINIONS, VISITOR, Place, Seats
from tests.pages.story import UUID

# The pages of several measures at once.
ACROSS = ("/measures/equity/", "/measures/unmet-needs/", "/measures/what-helps-whom/")
OLD_LIST_CSV = "Date,Outcome\n03/04/2024,Engaged\n04/05/2024,engaged \n"


def insight(seats: Seats) -> list[Place]:
    found = re.findall(r'href="(/measures/[a-z0-9_-]+/)', seats["supervisor"].read("/measures/"))
    other = (OPINIONS, "/measures/past/", "/measures/cost/", "/measures/evaluation/", *ACROSS)
    measures = [one for one in dict.fromkeys(found) if one not in other]
    pages = [Place("manager", path) for path in ["/measures/", *measures]]
    pages += [Place("manager", f"{measures[0]}rows/?part=denominator")]
    pages += [Place("manager", "/measures/hold_share/by/gender/")]
    pages += [Place("supervisor", "/measures/hold_share/by/age_band/")]
    pages += [
        Place(who, path) for path in (*ACROSS, "/measures/?group=care-afterwards") for who in ("manager", "supervisor")
    ]
    return pages + [Place("supervisor", f"{path}rows/?part=denominator") for path in measures]


def brought_past(seats: Seats) -> list[Place]:
    """An old list at each of its steps, with spellings to merge and an order of day and month to ask about."""
    manager = seats["manager"]
    manager.send("/measures/past/", "file", "old.csv", OLD_LIST_CSV)
    steps = re.search(rf"/measures/past/{UUID}/", manager.at)[0]
    form = manager.read(f"{steps}columns/")
    picked = dict(re.findall(r'name="(column_\w+)"[^>]*>.*?<option value="([^"]*)" selected', form, re.S))
    agency = re.search(r'name="fixed_agency".*?<option value="([^"]+)"', form.replace('<option value=""', ""), re.S)[1]
    manager.post(f"{steps}columns/", zone="America/New_York", source="sweep", fixed_agency=agency, **picked)
    manager.post(f"{steps}spellings/", **dict.fromkeys(("contact_outcome_0", "contact_outcome_1"), "engaged"))
    pages = [f"{steps}columns/", f"{steps}spellings/", f"{steps}times/"]
    manager.post(f"{steps}times/", order_0="month", zone="America/New_York")
    return [Place("manager", path) for path in ("/measures/past/", *pages, f"{steps}look/")] + [
        Place("admin", "/measures/past/")
    ]


def costs(seats: Seats) -> list[Place]:
    """The cost page with the demo city's figures, its form, and what a payer is told."""
    pages = (
        "/measures/cost/",
        "/measures/cost/?cost=average",
        "/measures/cost/change/",
        "/measures/cost/for/hospitals/",
    )
    return [*(Place("manager", path) for path in pages), Place("admin", "/measures/cost/")]


def studies(seats: Seats) -> list[Place]:
    """A study at each of its steps, stamped and run where the city is long enough to carry it, and the list of all."""
    manager, page = seats["manager"], "/measures/evaluation/"
    said = {"question": "Does a team reach more calls?", "change": "A second desk", "hope": "more", "came": "at_once"}
    here = datetime.now(UTC)
    index = here.year * 12 + here.month - 5
    manager.post(f"{page}new/", month=f"{index // 12:04d}-{index % 12 + 1:02d}", **said)
    study = re.search(rf"{page}{UUID}/", manager.at)[0]
    manager.post(f"{study}step/where/", by="area")
    manager.post(f"{study}step/counted/", measure="eligible_served", counts="share", every="week", words="")
    steps = [f"{study}step/{step}/" for step in ("changed", "where", "counted", "compared", "check")]
    manager.post(steps[3], answers=(200, 422), design="its", seasons="0")
    if manager.at.endswith("/check/"):
        manager.post(steps[4], verb="on")
        for _ in range(60):
            if "Check it by hand" in manager.read(study):
                break
            time.sleep(1)
    return [*(Place("manager", path) for path in (page, f"{page}new/", study, *steps)), Place("supervisor", page)]


def reports(seats: Seats) -> list[Place]:
    """What leaves as numbers: the public page once it is decided and a month is published, and what is made for it."""
    # The demo city decided it; its page goes out once its facts are filled.
    for _ in range(90):
        if seats[VISITOR].context.request.get("/public/").status == 200:
            break
        time.sleep(1)
    public = ("/public/", "/public/?lang=es", "/public/words/", "/public/counted/", "/public/how/", "/public/rights/")
    return [
        *(Place(VISITOR, path) for path in public),
        *(Place(role, "/reports/") for role in ("admin", "manager", "supervisor")),
        *(Place(role, "/reports/public-page/") for role in ("admin", "manager")),
        Place("supervisor", "/reports/public-page/", 404),
        *(Place("manager", f"/reports/{page}/") for page in ("packs", "goals", "own", "extract")),
        Place("admin", "/reports/extract/", 404),
    ]


def grants(seats: Seats) -> list[Place]:
    """The demo city's grant, its form, its money, and an edition."""
    one = seats["manager"].find("/reports/grants/", rf"/reports/grants/{UUID}/")
    pages = ("/reports/grants/", "/reports/grants/new/", one, f"{one}change/", f"{one}money/", f"{one}editions/1/")
    payer = [Place("supervisor", "/reports/grants/mobile-crisis/"), Place("manager", "/reports/grants/mobile-crisis/")]
    return [*(Place("manager", path) for path in pages), Place("supervisor", one), Place("clinician", one, 404), *payer]
