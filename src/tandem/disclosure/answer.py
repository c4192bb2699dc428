"""The answer: yes to how much, by which rules and on what authority, and what it obliges; or no."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """`rules` are the lines that allow, in table order; empty in a no. `view` is a word of `views.VIEWS`.

    `authority` joins the authorities of the rules. `forbid` names the forbid that beat an allow (F1-F9), only in a no.
    """

    allowed: bool
    rules: tuple[str, ...] = ()
    view: str | None = None
    obligations: frozenset[str] = frozenset()
    authority: str = ""
    forbid: str | None = None
