"""Signing in with a real browser's authenticator, and a page that rests: warned, locked, and with its text back."""

import pytest

from tests.running import sign_in

pytestmark = pytest.mark.browser
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
# Nobody else's in these tests: its password is locked on purpose.
WHO = "jo.linden"


@pytest.mark.whole
def test_c4_a_passkey_signs_in_alone_whatever_locks_the_password(sit_down, tandem):
    page = sit_down(WHO)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto("/account/")
    page.fill("#id_name", "Cruiser laptop")
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_text("The passkey is kept").wait_for()
    page.get_by_role("button", name="Sign out", exact=True).first.click()
    page.wait_for_url("**/sign-in/")
    for _ in range(6):
        page.goto("/sign-in/")
        page.fill("#id_username", WHO)
        page.fill("#id_password", "not the password")
        page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text("Too many tries").wait_for()
    page.goto("/sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/field/")
    # The same device shows once more that it is them, and takes its own passkey away again.
    page.goto("/confirm/?next=/account/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/account/")
    page.get_by_role("button", name="Take Cruiser laptop away").click()
    page.get_by_text("It signs nobody in any more").wait_for()
    page.get_by_role("button", name="Sign out", exact=True).first.click()
    page.wait_for_url("**/sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("not known here").wait_for()


@pytest.mark.whole
def test_h3_w4_a_resting_page_warns_locks_and_gives_the_text_back(sit_down, tandem):
    page = sit_down("ana.whit")
    page.clock.install()
    page.goto("/account/")
    page.fill("#id_name", "Words not yet sent")
    page.clock.run_for(12_000)
    page.clock.fast_forward(13 * 60_000 + 5_000)
    warning = page.get_by_role("alertdialog")
    warning.wait_for()
    # One key is enough, and it goes nowhere else.
    page.keyboard.press("x")
    warning.wait_for(state="hidden")
    assert page.input_value("#id_name") == "Words not yet sent"
    page.clock.fast_forward(14 * 60_000 + 5_000)
    page.wait_for_url("**/sign-in/?locked=1**")
    assert page.get_by_text("Ana Whitlowe").count() == 0
    page.clock.resume()
    sign_in(page, tandem, "ana.whit")
    page.goto("/account/")
    page.get_by_text("What you had typed before the page locked is back.").first.wait_for()
    assert page.input_value("#id_name") == "Words not yet sent"
