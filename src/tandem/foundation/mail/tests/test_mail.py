"""The seam of e-mail: nobody without a server, one message with it, and words instead of an error."""

import smtplib
import time

import pytest

from tandem.foundation import mail


def test_without_a_server_it_says_so(settings):
    settings.EMAIL_URL = ""
    assert not mail.mailer().set_up
    assert mail.send("a@example.org", "s", "t") == mail.Sent(False, "No e-mail is set up here.")
    with pytest.raises(OSError):
        mail.Nobody().send("a@example.org", "s", "t")


@pytest.mark.parametrize("url", ["http://mail", "smtp://", "mail.example.org"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(ValueError, match="EMAIL_URL"):
        mail.Smtp(url)


class Line:
    """Stands in for a connection to a mail server."""

    made = []

    def __init__(self, host, port, **_options):
        self.host, self.port, self.secret, self.user, self.sent = host, port, False, None, []
        Line.made.append(self)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None

    def starttls(self, **_options):
        self.secret = True

    def login(self, user, password):
        self.user = (user, password)

    def send_message(self, message):
        self.sent.append(message)


@pytest.fixture
def lines(monkeypatch):
    Line.made = []
    monkeypatch.setattr(smtplib, "SMTP", Line)
    monkeypatch.setattr(smtplib, "SMTP_SSL", Line)
    return Line.made


def test_a_message_is_handed_over(lines, settings):
    settings.EMAIL_URL = "smtp://robin:p%40ss@mail.example.org?from=tandem@example.org"
    assert mail.send("lena@example.org", "Your sign-in", "Hello Lena,\n\nhttps://x") == mail.Sent(True)
    (line,) = lines
    assert (line.host, line.port, line.secret, line.user) == ("mail.example.org", 587, True, ("robin", "p@ss"))
    (message,) = line.sent
    assert (message["To"], message["From"]) == ("lena@example.org", "tandem@example.org")
    assert "Hello Lena," in message.get_content()
    mail.Smtp("smtps://mail.example.org").send("lena@example.org", "s", "t")
    assert (lines[1].port, lines[1].secret, lines[1].user) == (465, False, None)


def test_a_header_can_not_be_smuggled_in(lines, settings):
    settings.EMAIL_URL = "smtps://mail.example.org"
    told = mail.send("lena@example.org\nBcc: all@example.org", "s", "t")
    assert told == mail.Sent(False, "The mail server did not take the message.")
    assert not any(line.sent for line in lines)


def test_a_slow_server_is_not_waited_for(monkeypatch):
    class Slow(mail.Kept):
        def send(self, *_message):
            time.sleep(0.2)

    monkeypatch.setattr(mail, "mailer", Slow)
    monkeypatch.setattr(mail, "ANSWER_SECONDS", 0.02)
    assert mail.send("a@example.org", "s", "t") == mail.Sent(False, "The mail server did not answer in time.")
