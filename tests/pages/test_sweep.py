"""Every page of every door answers; some of them are looked at, on a phone in the dark or at a desk in the light."""

import re

import pytest

from tests.browser import PHONE
from tests.pages import checks, story
from tests.pages.places import places
from tests.pages.places.not_pages import NOT_PAGES, OF_NO_PERSON, ONLY_WHEN_EMPTY, ONWARD
from tests.pages.places.place import VISITOR, Place, Seats, routes
from tests.running import serving, set_up_second_step

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 900}
# The gallery shows an address; a hold names a record by the number that is typed in to place it.
IDS_SHOWN = ("/gallery/", "/oversight/holds/")


@pytest.fixture(scope="module")
def seats(chromium, tandem):
    # Still: what fades in would be measured half-way.
    found = Seats(chromium, tandem, reduced_motion="reduce")
    story.leave_nothing_open(found["dispatcher"])
    yield found
    story.leave_nothing_open(found["dispatcher"])
    found.close()


@pytest.fixture(scope="module")
def all_places(seats, tandem) -> list[Place]:
    return places(seats, tandem.partner)


def look(page, listening, path: str, status: int, *, small: bool) -> list[str]:
    """All faults of one page, `small` on a phone in the dark, else at a desk in the light."""
    viewport, scheme = (PHONE, "dark") if small else (DESK, "light")
    page.set_viewport_size(viewport)
    page.emulate_media(color_scheme=scheme)
    answer = page.goto(path)
    if answer.status != status:
        return [f"answered {answer.status}"]
    if status == 200 and page.url.split("?")[0].rstrip("/") != (answer.request.url.split("?")[0].rstrip("/")):
        return [f"went on to {page.url}"]
    found = checks.written(checks.words(page), ids_shown=any(one in path for one in IDS_SHOWN))
    found += [f"{viewport['width']} {scheme}: {fault}" for fault in checks.drawn(page) + checks.axe(page)]
    # The whole name of a person would be kept in the browser's history.
    heading = page.locator(".phead h1")
    if heading.count() and heading.first.inner_text() in page.title():
        found.append(f"the title names a person: {page.title()}")
    return found + listening.heard()


@pytest.fixture
def pages_of_each_day(seats):
    """What each role has before it on an ordinary day: one call, taken, answered and written up; closed afterwards."""
    desk, phone = seats["dispatcher"], seats["clinician"]
    call = story.take_call(
        desk, "9 Alder Lane", "He hasn't slept for days.", "Male, about 20, grey coat", weapon="none"
    )
    story.sign_on(desk, "Team 3")
    story.send_team(desk, call, "Team 3")
    assignment = story.on_the_phone(phone)
    contact, link = story.write_up(phone, assignment)
    pages = {
        VISITOR: ("/sign-in/", "/" + link.split("/", 3)[3]),
        "dispatcher": ("/board/", f"/board/call/{call}/"),
        "clinician": (f"/field/call/{assignment}/", f"{contact}/review/", f"/people/{contact.split('/')[3]}/"),
        "supervisor": ("/care/",),
    }
    yield [Place(role, path) for role, paths in pages.items() for path in paths]
    phone.post(f"{contact}/close/")
    story.leave_nothing_open(desk)


def test_the_pages_of_each_day_hold(seats, pages_of_each_day):
    faults = []
    for number, place in enumerate(pages_of_each_day):
        page = seats[place.role].page
        found = look(page, checks.Listening(page), place.path, place.status, small=number % 2 == 0)
        faults += [f"{place.role or 'visitor'} {place.path}: {fault}" for fault in found]
    assert not faults, "\n" + "\n".join(faults)


# The pages of each day stand in above; each door's own tests ask its pages.
@pytest.mark.whole
def test_every_route_is_in_a_list(all_places):
    shown = {place.route for place in all_places if place.status == 200}
    lists = shown | NOT_PAGES | ONLY_WHEN_EMPTY | ONWARD | OF_NO_PERSON
    assert routes() - lists == set(), "a new address: add its page to tests/pages/places, in the module of its door"
    assert lists - routes() == set(), "these addresses are gone"


@pytest.mark.whole
def test_every_page_holds(seats, all_places):
    """Every page answers every reader. Each sixteenth kind is looked at, in turn on a phone and at a desk.

    `bin/test --long axe` looks at every page in every form, as each role.
    """
    faults, listening = [], {}
    asked = dict.fromkeys(all_places)
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(place.kind for place in asked))}
    for place in asked:
        page, number = seats[place.role].page, kinds.pop(place.kind, 1)
        if number % 16:
            answered = page.request.get(place.path).status
            faults += [f"{place.role} {place.path}: answered {answered}"] if answered != place.status else []
            continue
        heard = listening.setdefault(place.role, checks.Listening(page))
        found = look(page, heard, place.path, place.status, small=number % 32 == 0)
        faults += [f"{place.role or 'visitor'} {place.path}: {fault}" for fault in found]
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.whole
def test_the_first_page_of_an_empty_installation_holds(chromium, tmp_path):
    with serving(tmp_path, "--empty") as empty:
        link = re.search(r"http://\S+/begin/\S+", empty.log.read_text())[0]
        context = chromium.new_context(base_url=empty.url, reduced_motion="reduce")
        page = context.new_page()
        page.goto(link)
        page.fill("#id_password", "rivermont-crisis-team")
        page.fill("#id_again", "rivermont-crisis-team")
        page.locator("main form button").click()
        set_up_second_step(page)
        page.wait_for_url("**/program/set-up/")
        faults = look(page, checks.Listening(page), "/program/set-up/", 200, small=False)
        context.close()
    assert not faults, "\n" + "\n".join(faults)
