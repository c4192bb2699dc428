"""What an account may be called. One account is one human: a shared one can't be made (45 CFR 164.312(a)(2)(i)).

A name made of nothing but words for a place, a shift or a machine is nobody's, and neither is a name for two.
"""

import re

_NOBODY = frozenset(
    """
    account admin agency alerts all anyone back booking center clerk clinic clinician clinicians common console
    coresponder coresponders crew crisis day department desk device dispatch dispatcher dispatchers dispatching duty
    emergency everyone field front generic group guest help hospital intake kiosk laptop line lobby manager mobile
    night office officer officers on-call oncall operator peer phone police program public reception responder
    responders room screen sergeant service shared shift squad staff station supervisor swing tablet team temp
    terminal test tester training unit user wall ward weekend work workstation
    """.split()  # noqa: SIM905
)
_TWO = re.compile(r"[&/+;,|]|\band\b", re.IGNORECASE)
_USERNAME = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")


def name_problem(name: str) -> str | None:
    """Why this can't be the name of one human, as a sentence, or None."""
    words = [word.strip(".").casefold() for word in name.split()]
    if _TWO.search(name):
        return "Write the name of one person. Two people need two accounts."
    if any(letter.isdigit() for letter in name):
        return "A person's name has no digits. A unit or a desk can't have an account; each person on it does."
    if all(word in _NOBODY for word in words):
        return "This names a desk or a group. Each person needs an own account: write the person's name."
    return None


def username_problem(username: str) -> str | None:
    """Why this can't be a user name, as a sentence, or None."""
    if not _USERNAME.fullmatch(username):
        return "Use letters, digits, dots and dashes only, like robin.made."
    return None
