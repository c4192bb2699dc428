"""Words about the people who work in the program: why a lock was released, and why an account ended by itself."""

from enum import StrEnum


class LockReason(StrEnum):
    """Why a supervisor or administrator lets somebody try again whom wrong passwords had locked out (CJIS AC-7)."""

    FORGOT = "forgot"
    KEYBOARD = "keyboard"
    NEW_PASSWORD = "new_password"
    SPOKE = "spoke"


LOCK_REASON_LABELS = {
    LockReason.FORGOT: "Forgot the password, remembers it now",
    LockReason.KEYBOARD: "Caps lock or another keyboard",
    LockReason.NEW_PASSWORD: "Gets a new password by link",
    LockReason.SPOKE: "I spoke with them: it was them",
}

# What the audit trail says of somebody's own sessions, and the words for it.
SIGN_IN_LABELS = {
    "session.sign_in": "Gave the password",
    "session.second_factor": "Signed in with the second step",
    "session.begin": "Chose a password by link",
    "session.passkey": "Tried a passkey",
    "session.single_sign_on": "Came by single sign-on",
    "session.step_up": "Showed once more that it is me",
    "session.lock": "Page locked",
    "session.end": "Ended a session",
    "account.add_passkey": "Added a passkey",
    "account.remove_passkey": "Took a passkey away",
    "account.new_recovery_codes": "Made new recovery codes",
    "session.choose_role": "Chose a job",
    "session.sign_out": "Signed out",
    "session.sign_out_everywhere": "Signed out everywhere",
    "account.change_password": "Changed the password",
    "account.set_up_app": "Set up an authenticator app",
}
