"""E-mail out: a seam to the outside world. Without a server set up, its null twin says so and everything works by hand.

A message holds a greeting, a sentence and a link; nothing about a person served ever leaves this way. A server that is
slow or refuses never stops a page: `send` says in words what became of it.
"""

import logging
import smtplib
import ssl
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from functools import cache
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

log = logging.getLogger("tandem.mail")

ANSWER_SECONDS = 5.0


@dataclass(frozen=True)
class Sent:
    """What became of a message: `ok`, or why not, in words for whoever pressed the button."""

    ok: bool
    why: str = ""


class Mailer(Protocol):
    """`set_up` says whether messages can leave at all."""

    set_up: bool

    def send(self, to: str, subject: str, text: str) -> None:
        """Hand one message over. Raises OSError (smtplib's errors are OSErrors) where the server does not take it."""


class Nobody:
    """No server is set up. Links are handed over or printed."""

    set_up = False

    def send(self, to: str, subject: str, text: str) -> None:
        raise OSError("No mail server is set up.")


class Kept:
    """Keeps messages instead of sending them, for tests."""

    set_up = True

    def __init__(self) -> None:
        self.messages: list[tuple[str, str, str]] = []

    def send(self, to: str, subject: str, text: str) -> None:
        self.messages.append((to, subject, text))


class Smtp:
    """`smtps://user:password@host:465?from=tandem@agency.org`, or `smtp://…:587` with STARTTLS.

    A line that is not encrypted is refused, unless the server is on this machine.
    """

    set_up = True

    def __init__(self, url: str):
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("EMAIL_URL must be like smtps://user:password@host:465?from=tandem@agency.org")
        self.host, self.whole = parts.hostname, parts.scheme == "smtps"
        self.port = parts.port or (465 if self.whole else 587)
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        self.sender = parse_qs(parts.query).get("from", [f"tandem@{parts.hostname}"])[0]

    def send(self, to: str, subject: str, text: str) -> None:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, to, subject
        message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=self.sender.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        with self._line() as line:
            if self.user:
                line.login(self.user, self.password)
            line.send_message(message)

    def _line(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.whole:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=ANSWER_SECONDS, context=context)
        line = smtplib.SMTP(self.host, self.port, timeout=ANSWER_SECONDS)
        if self.host not in ("localhost", "127.0.0.1", "::1"):
            line.starttls(context=context)
        return line


def mailer() -> Mailer:
    """The way out that is set up."""
    return _mailer(settings.EMAIL_URL)


@cache
def _mailer(url: str) -> Mailer:
    return Smtp(url) if url else Nobody()


_threads = ThreadPoolExecutor(2, thread_name_prefix="mail")


def send(to: str, subject: str, text: str) -> Sent:
    """Send one message, waiting five seconds at most. Never raises; the log names no address (CJIS AU-3(3))."""
    out = mailer()
    if not out.set_up:
        return Sent(False, "No e-mail is set up here.")
    try:
        _threads.submit(out.send, to, subject, text).result(ANSWER_SECONDS)
    except TooLate:
        log.warning("The mail server did not answer in time.")
        return Sent(False, "The mail server did not answer in time.")
    except (OSError, ValueError) as error:
        log.warning("A message could not be sent: %s", type(error).__name__)
        return Sent(False, "The mail server did not take the message.")
    return Sent(True)
