"""A phone that is shared, lost, full, updated, locked out, or all somebody has: each proved in a browser, whole."""

import dataclasses
import re

import pytest

from tandem.domain.consents.tests.made_consent import SIGNATURE
from tests.journeys import shared_phone as shared
from tests.journeys.night import PIN, WORK, Hand
from tests.journeys.shared_phone import OFFICER, alone, arrive_unsent, lies, on_call, send, sign_in_again, unsent, until
from tests.pages import story
from tests.pages.seats import Seat
from tests.pages.story import UUID
from tests.running import come_in

pytestmark = [pytest.mark.browser, pytest.mark.whole]
CLINICIAN = "Lucia Verano-Holt"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
    "hasPrf": True,
}
FOCUSED = """() => { const one = document.activeElement;
  return [one.getAttribute("aria-label"), one.labels && [...one.labels].map((label) => label.innerText).join(" "),
    one.innerText].filter(Boolean).join(" ").trim(); }"""


@pytest.fixture
def desk(chromium, tandem):
    seat = Seat(chromium, tandem, "dispatcher")
    story.leave_nothing_open(seat)
    yield seat
    story.leave_nothing_open(seat)
    seat.close()


@pytest.fixture
def phone(chromium, tandem):
    """`phone("clinician")` is that person's phone; closed at the end."""
    made = []

    def one(username: str = "clinician", at=tandem) -> Hand:
        made.append(Hand(chromium, at, username))
        return made[-1]

    yield one
    for hand in made:
        hand.context.close()


@pytest.fixture
def seat(chromium, tandem):
    made = []

    def one(username: str | None) -> Seat:
        made.append(Seat(chromium, tandem, username))
        return made[-1]

    yield one
    for each in made:
        each.close()


def told_to_ask(hand: Hand) -> None:
    """The next contact with the server, at once instead of within a minute."""
    hand.page.evaluate("dispatchEvent(new Event('online'))")


def account(admin: Seat, name: str) -> str:
    found = admin.read(f"/program/people/?q={name.split()[-1]}")
    return re.search(rf'href="(/program/people/{UUID}/)">{name}', found)[1]


def waits_for_supervisor(seat, name: str) -> bool:
    return f"By {name}" in seat("supervisor").read("/field/left-work/")


@pytest.mark.whole
def test_an_officer_alone_asks_and_the_first_clinician_has_the_call(desk, phone):
    alone(desk, "Patrol 12", OFFICER)
    alone(desk, "Desk 1", CLINICIAN)
    alone(desk, "Desk 2", "Theo Bellamont")
    send(desk, "8 Larkspur Court", "Patrol 12")
    officer, near, far = phone("officer").open(), phone().open(), phone("theo.bell").open()
    officer.tap(re.compile("8 Larkspur Court"), exact=False).tap("Arrived").tap("Ask a clinician by phone")
    for clinician in (near, far):
        clinician.see("Patrol 12 asks for a clinician by phone").see(re.compile("[Ss]ince .* Nobody took it yet"))
        assert not re.search("8 Larkspur|red jacket", clinician.page.locator("body").inner_text())
    # Without signal it says so, and nothing is taken.
    near.no_signal()
    near.tap("Take it").see("Taking it needs signal")
    near.signal()
    near.tap("Take it").at("call").see("8 Larkspur Court")
    far.page.locator(".note.alarm").wait_for(state="detached")
    officer.see(re.compile("Verano-Holt, clinician"))
    # They write it up in the same record, and the times stay with who is there.
    near.tap("Scene").see("You are there by phone")
    assert not near.page.get_by_role("button", name="Engaged now").count()
    near.tap("Write it up").tap("Engaged").at("ask")
    near.all_sent()
    near.page.goto("/phone/#/")
    near.tap(re.compile("8 Larkspur Court"), exact=False)
    near.tap("I am off the phone").see("You are off the phone").all_sent()
    officer.see("Ask a clinician by phone")


@pytest.mark.whole
def test_the_second_who_taps_is_told_who_has_it(desk, phone):
    alone(desk, "Patrol 12", OFFICER)
    alone(desk, "Desk 1", CLINICIAN)
    alone(desk, "Desk 2", "Theo Bellamont")
    send(desk, "8 Larkspur Court", "Patrol 12")
    officer, near, far = phone("officer").open(), phone().open(), phone("theo.bell").open()
    officer.tap(re.compile("8 Larkspur Court"), exact=False).tap("Arrived").tap("Ask a clinician by phone")
    near.see("Patrol 12 asks for a clinician by phone")
    far.see("Patrol 12 asks for a clinician by phone")
    # News is on its way to the second while both tap.
    far.context.route("**/phone/api/shift", lambda route: route.abort())
    near.tap("Take it").at("call")
    far.tap("Take it").see(re.compile(f"{CLINICIAN} took it"))


@pytest.mark.whole
def test_a_passkey_opens_the_phone_without_signal(desk, phone):
    hand = phone()
    story.sign_on(desk, "Team 9", (CLINICIAN, OFFICER))
    send(desk, "5 Alder Court", "Team 9")
    tools = hand.context.new_cdp_session(hand.page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    hand.page.goto("/phone/")
    hand.page.get_by_label("PIN", exact=True).fill(PIN)
    hand.page.get_by_label("The same PIN again").fill(PIN)
    hand.tap("Set the PIN").see("Open with finger or face").tap("Use finger or face").see("5 Alder Court")
    hand.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    [row] = lies(hand)["users"]
    assert row["passkey"]["wrapped"] and "5 Alder" not in str(lies(hand))
    hand.no_signal()
    hand.page.reload()
    # Asked by itself as the page opens: the finger alone, no PIN.
    hand.see("5 Alder Court").see("No signal")
    tools.send("WebAuthn.disable")


@pytest.mark.whole
def test_a_new_version_takes_over_at_the_tap_and_the_queue_stays(desk, phone, tandem):
    with shared.two_builds(tandem) as front:
        hand = phone(at=dataclasses.replace(tandem, url=f"http://localhost:{front.server_port}"))
        on_call(desk, hand, CLINICIAN, "6 Alder Court")
        hand.context.route(WORK, lambda route: route.abort())
        hand.tap(re.compile("6 Alder Court"), exact=False).tap("Arrived").tap("Engaged now").tap("Write it up").tap(
            "Engaged"
        )
        hand.at("ask").queue().see(re.compile("2 waiting"))
        before = sorted(one["id"] for one in unsent(lies(hand)))
        front.newer = True
        hand.page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
        hand.see("A new version is here. Your waiting work stays.")
        build = "document.documentElement.dataset.build ?? 'first'"
        # A reload is no tap: the old one goes on.
        hand.page.reload()
        hand.unlock().see("A new version is here")
        assert hand.page.evaluate(build) == "first"
        hand.tap("Use the new version")
        hand.page.get_by_label("PIN", exact=True).wait_for()
        assert hand.page.evaluate(build) == "second"
        hand.unlock().see(re.compile("2 waiting"))
        assert sorted(one["id"] for one in unsent(lies(hand))) == before
        hand.context.unroute(WORK)
        hand.tap("Try now").home().all_sent()


@pytest.mark.whole
def test_c_a_disabled_account_loses_what_it_carries_and_its_work_goes_to_a_supervisor(desk, phone, seat):
    hand = on_call(desk, phone("hugo.vale"), "Hugo Valecourt", "7 Alder Court")
    arrive_unsent(hand, "7 Alder Court")
    admin = seat("admin")
    person = account(admin, "Hugo Valecourt")
    admin.post(f"{person}disable/", reason="Left the agency.")
    hand.signal()
    hand.see("This account was switched off")
    rows = until(hand, lambda rows: not rows["queue"])
    assert rows["carried"] == rows["users"] == rows["drafts"] == []
    assert "7 Alder" not in hand.page.locator("body").inner_text()
    assert waits_for_supervisor(seat, "Hugo Valecourt")
    admin.post(f"{person}enable/")


@pytest.mark.whole
def test_c_another_role_carries_nothing_of_the_old_one_and_its_work_waits_for_a_supervisor(desk, phone, seat, tandem):
    hand = on_call(desk, phone("mira.sand"), "Mira Sandhaven", "8 Alder Court")
    arrive_unsent(hand, "8 Alder Court")
    admin = seat("admin")
    job = admin.find(account(admin, "Mira Sandhaven"), rf"/program/people/{UUID}/jobs/{UUID}/change/")
    at = re.search(rf'<option value="({UUID})" selected', admin.read(job))[1]
    admin.post(job, organization=at, role="peer", profession="peer")
    hand.signal()
    hand.see("Your role has changed")
    rows = until(hand, lambda rows: not rows["carried"])
    assert len(unsent(rows)) == 1
    sign_in_again(hand, tandem, "mira.sand")
    hand.page.reload()
    hand.unlock()
    until(hand, lambda rows: not unsent(rows))
    assert waits_for_supervisor(seat, "Mira Sandhaven")


@pytest.mark.whole
def test_c_a_locked_account_carries_nothing_and_loses_no_work(desk, phone, seat, tandem):
    hand = on_call(desk, phone("rosa.quill"), "Rosa Quillerby", "9 Alder Court")
    arrive_unsent(hand, "9 Alder Court")
    stranger = seat(None).page
    stranger.goto("/sign-in/")
    stranger.fill("#id_username", "rosa.quill")
    stranger.fill("#id_password", next(iter(tandem.passwords.values())))
    stranger.get_by_role("button", name="Sign in", exact=True).click()
    for _ in range(5):
        stranger.fill("#id_code", "000000")
        stranger.get_by_role("button", name="Go on").click()
    hand.signal()
    hand.see("This account was locked")
    rows = until(hand, lambda rows: not rows["carried"])
    work = [one["state"] for one in rows["queue"]]
    assert "9 Alder" not in hand.page.locator("body").inner_text() and work != []


@pytest.mark.whole
def test_c_what_was_taken_back_is_taken_off_and_a_new_shift_follows(desk, phone, seat):
    hand = on_call(desk, phone(), CLINICIAN, "10 Alder Court")
    web = seat("clinician")
    web.post(f"/field/call/{story.on_the_phone(web)}/write/")
    person = re.match(rf"/field/contact/({UUID})/", web.at)[1]
    place = re.search(rf'<option value="({UUID})"[^>]*>Riverbend', web.read(f"/people/{person}/consent/"))[1]
    told = {"kind": "part2_named", "recipient": place, "categories": ["part2_record"], "purposes": ["treatment"]}
    told |= {"part": "The assessment", "lasts": "90", "language": "en", "step": "sign", "signature": SIGNATURE}
    web.post(f"/people/{person}/consent/", **told)
    consent = re.search(rf"/people/{UUID}/consents/{UUID}/", web.at + web.read(f"/people/{person}/"))[0]
    arrive_unsent(hand, "10 Alder Court")
    [before] = lies(hand)["carried"]
    web.post(consent, verb="back", how="by phone")
    hand.signal()
    told_to_ask(hand)
    until(hand, lambda rows: rows["carried"] and rows["carried"][0]["lease"] != before["lease"])
    hand.home().see("10 Alder Court").all_sent()


@pytest.mark.whole
def test_d_another_user_of_the_phone_sees_a_number_and_nobody(desk, phone, tandem):
    hand = on_call(desk, phone(), CLINICIAN, "11 Alder Court")
    arrive_unsent(hand, "11 Alder Court")
    hand.page.reload()
    hand.page.get_by_label("PIN", exact=True).wait_for()
    hand.context.route(WORK, lambda route: route.abort())
    hand.signal()
    # Somebody else signs in on this phone.
    hand.context.clear_cookies()
    come_in(hand.context, tandem, "theo.bell").close()
    hand.tap("Another user").see("Set a PIN for this phone").see("1 item of a user of this phone waits here.")
    names = "Alder|Verano|Lucia|Tellerby|red jacket|clinician"
    assert not re.search(names, hand.page.locator("body").inner_text())
    assert not re.search(names, str(lies(hand)) + hand.page.evaluate("JSON.stringify(localStorage) + location.href"))
    hand.page.get_by_label("PIN", exact=True).fill("739164")
    hand.page.get_by_label("The same PIN again").fill("739164")
    hand.tap("Set the PIN").see("Nothing has been written on this phone yet.")
    assert not re.search("11 Alder|Verano", hand.page.locator("body").inner_text())
    assert not re.search(names.replace("|clinician", ""), str(lies(hand)))
    hand.page.reload()
    hand.see("1 item of another user waits on this phone.")
    # The first one is back: their work is sent in their own name, with their own key.
    hand.context.clear_cookies()
    come_in(hand.context, tandem, "clinician").close()
    hand.context.unroute(WORK)
    hand.tap("Another user")
    hand.page.wait_for_timeout(300)
    hand.unlock().home().see("11 Alder Court").all_sent()
    assert "On scene" in desk.read("/board/")


@pytest.mark.whole
def test_e_signing_out_tells_first_what_is_not_sent(desk, phone, tandem):
    hand = on_call(desk, phone("kofi.brand"), "Kofi Brandmere", "12 Alder Court")
    hand.context.route(WORK, lambda route: route.abort())
    hand.tap(re.compile("12 Alder Court"), exact=False).tap("Arrived").queue().see(re.compile("1 waiting"))
    hand.page.goto("/phone/#/sign-out")
    hand.see("1 item waits to be sent. It stays on this phone, locked, and goes when you sign in again here.")
    hand.tap("Sign out").see("Locked")
    rows = lies(hand)
    assert rows["carried"] == [] and len(unsent(rows)) == 1
    hand.context.unroute(WORK)
    sign_in_again(hand, tandem, "kofi.brand")
    hand.page.reload()
    hand.unlock().see("12 Alder Court").all_sent()
    assert "On scene" in desk.read("/board/")
    # With nothing unsent, signing out leaves nothing.
    hand.page.goto("/phone/#/sign-out")
    hand.see("Everything you wrote is sent.").tap("Sign out").see("Sign in on this phone")
    assert not any(lies(hand).values())


@pytest.mark.whole
def test_f_five_wrong_pins_forget_and_hand_over(desk, phone, seat):
    hand = on_call(desk, phone("lena.frost"), "Lena Frostwick", "13 Alder Court")
    arrive_unsent(hand, "13 Alder Court")
    hand.page.reload()
    for left in ("4 tries are", "3 tries are", "2 tries are", "1 try is"):
        hand.page.get_by_label("PIN", exact=True).fill("111222")
        hand.tap("Open").see(re.compile(f"not right. {left} left"))
    hand.page.get_by_label("PIN", exact=True).fill("111222")
    hand.tap("Open").see("Five wrong PINs")
    rows = lies(hand)
    assert rows["carried"] == [] and len(unsent(rows)) == 1
    assert all(not one["pin"] and not one["passkey"] for one in rows["users"])
    hand.signal()
    told_to_ask(hand)
    until(hand, lambda rows: not rows["queue"])
    assert waits_for_supervisor(seat, "Lena Frostwick")


@pytest.mark.whole
def test_g_a_full_phone_says_so_before_anything_is_lost(desk, phone):
    hand = on_call(desk, phone(), CLINICIAN, "14 Alder Court")
    hand.no_signal()
    hand.page.evaluate("""() => { window.put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function () { throw new DOMException("full", "QuotaExceededError"); }; }""")
    hand.tap(re.compile("14 Alder Court"), exact=False).tap("Arrived")
    hand.see("This phone is full. What you write now is kept only while the app stays open.")
    assert lies(hand)["queue"] == []
    hand.page.evaluate("() => { IDBObjectStore.prototype.put = window.put; }")
    hand.tap("Try again").queue().see(re.compile("1 waiting"))
    assert len(unsent(lies(hand))) == 1
    hand.signal()
    hand.home().all_sent()


@pytest.mark.whole
def test_g_a_database_closed_under_the_app_is_opened_again(desk, phone):
    hand = phone()
    hand.context.add_init_script("""const begin = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function (...how) { window.base = this; return begin.apply(this, how); };""")
    on_call(desk, hand, CLINICIAN, "15 Alder Court")
    hand.page.evaluate("window.base.close()")
    hand.tap(re.compile("15 Alder Court"), exact=False).tap("Arrived").all_sent()
    assert [one["state"] for one in lies(hand)["queue"]] == ["sent"]


def sos(hand: Hand, milliseconds: int) -> None:
    """A thumb on the SOS button for so long."""
    button = hand.page.get_by_role("button", name="SOS", exact=True)
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    tools = hand.context.new_cdp_session(hand.page)
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    tools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    hand.page.wait_for_timeout(milliseconds)
    tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def heard_at_dispatch(desk: Seat, hand: Hand) -> None:
    for _ in range(50):
        found = re.search(r'formaction="([^"]+/heard/)"', desk.read("/board/"))
        if found:
            break
        hand.page.wait_for_timeout(200)
    desk.post(found[1])


@pytest.mark.whole
@pytest.mark.parametrize("by", ["touch", "keys"])
def test_h_an_sos_gets_through_a_flapping_line_and_says_truly_who_heard_it(desk, phone, by):
    hand = on_call(desk, phone(), CLINICIAN, "16 Alder Court")
    hand.no_signal()
    if by == "touch":
        sos(hand, 300)
        hand.see("SOS: hold one second, or press Enter twice.")
        assert not hand.page.locator(".sos-state").count(), "a short tap is no SOS"
        sos(hand, 1150)
    else:
        hand.page.get_by_role("button", name="SOS", exact=True).focus()
        hand.page.keyboard.press("Enter")
        hand.see("Press Enter again to send SOS.")
        assert not hand.page.locator(".sos-state").count()
        hand.page.keyboard.press("Enter")
    hand.see("Not sent yet, trying again. Call 911 or use radio.")
    with hand.flapping(seed=3):
        hand.signal()
        hand.see("Not heard yet. Call 911 or use radio.")
        heard_at_dispatch(desk, hand)
        hand.see(re.compile("heard it at"))
        hand.all_sent()
    hand.tap("I'm safe, stand down").tap("We are safe").see("Stood down.")
    assert "/heard/" not in desk.read("/board/")


def reach(hand: Hand, words: str, key: str = "Tab", most: int = 60) -> None:
    """Tab, or the arrow, until what has the focus is called so."""
    seen = []
    for _ in range(most):
        hand.page.keyboard.press(key)
        seen.append(hand.page.evaluate(FOCUSED)[:60])
        if re.search(words, seen[-1]):
            return
    raise AssertionError((words, seen))


def enter(hand: Hand, words: str) -> None:
    reach(hand, words)
    hand.page.keyboard.press("Enter")


@pytest.mark.whole
def test_i_the_commonest_call_by_keyboard_alone(desk, phone):
    hand = on_call(desk, phone(), CLINICIAN, "17 Alder Court")
    keys = hand.page.keyboard
    enter(hand, "17 Alder Court")
    hand.at("call")
    enter(hand, "^Arrived$")
    hand.at("scene")
    enter(hand, "^Engaged now$")
    enter(hand, "^Write it up$")
    hand.at("outcome")
    reach(hand, "Engaged|contact", most=20)
    if not re.search("^Engaged", hand.page.evaluate(FOCUSED)):
        reach(hand, "^Engaged", "ArrowDown", 12)
    keys.press("Enter")
    for _question in range(3):
        hand.at("ask")
        hand.page.wait_for_timeout(100)
        enter(hand, "^No$")
    hand.at("distress")
    for row, steps in (("^0$", 8), ("^0$", 4)):
        reach(hand, row)
        keys.press("Space")
        for _ in range(steps):
            keys.press("ArrowRight")
    assert hand.page.locator("input[type=radio]:checked").evaluate_all("all => all.map(one => one.value)") == ["8", "4"]
    enter(hand, "^Continue$")
    hand.at("next")
    keys.press("Tab")
    for _ in range(10):
        if "Stays with a support person" in hand.page.evaluate(FOCUSED):
            break
        keys.press("Tab" if hand.page.evaluate("document.activeElement.type") != "radio" else "ArrowDown")
    keys.press("Enter")
    enter(hand, "^Add a referral$")
    hand.at("refer")
    enter(hand, "^Lakeside Walk-in")
    hand.at("refer/")
    reach(hand, "Crisis stabilization|What for|.", most=1)
    for _ in range(30):
        if "Crisis stabilization" in hand.page.evaluate(FOCUSED):
            break
        keys.press("Tab" if hand.page.evaluate("document.activeElement.type") != "radio" else "ArrowDown")
    keys.press("Enter")
    enter(hand, "They said yes")
    hand.at("note")
    for _ in range(10):
        if hand.page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
        keys.press("Tab")
    keys.type("She sat down with us. Her sister stays tonight.")
    enter(hand, "^Review$")
    hand.at("review")
    enter(hand, "^Clear and close$")
    hand.all_sent()
    board = desk.read("/board/")
    assert "17 Alder Court" not in board or "On scene" not in board


def test_j_an_arrival_comes_by_itself_within_two_seconds_with_a_badge(desk, phone):
    hand = phone()
    hand.context.add_init_script("""window.badges = [];
      navigator.setAppBadge = (count) => { window.badges.push(count); return Promise.resolve(); };
      navigator.clearAppBadge = () => { window.badges.push(0); return Promise.resolve(); };""")
    story.sign_on(desk, "Team 9", (CLINICIAN, OFFICER))
    with hand.page.expect_request("**/phone/api/events"):
        hand.open().see("No call now")
    hand.page.wait_for_timeout(300)
    call = story.take_call(desk, "18 Alder Court", "She sits on the steps.", person="Woman, red jacket", **shared.CALM)
    story.send_team(desk, call, "Team 9")
    hand.page.get_by_text("18 Alder Court").first.wait_for(timeout=2000)
    hand.see("A new call, or news of one.")
    assert hand.page.evaluate("window.badges.at(-1)") == 1
    hand.tap(re.compile("18 Alder Court"), exact=False).at("call")
    assert hand.page.evaluate("window.badges.at(-1)") == 0
