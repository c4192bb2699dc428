"""Certificates for phones: who is vouched for, when they are made anew, and which of an agency's are refused, with why."""

import http.client
import socket
import ssl
import stat
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tandem.foundation.tls.certificate import Unusable, given, local
from tandem.foundation.tls.trust import CERTIFICATE, answers, server
from tests.short import few

HOST = "tandem.local"


@contextmanager
def https(files):
    """A server with these files on a port of its own; gives the port."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_words):
            """Quiet."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files.certificate, files.key)
    with HTTPServer(("127.0.0.1", 0), Answer) as made:
        made.socket = context.wrap_socket(made.socket, server_side=True)
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield made.server_port
        made.shutdown()
        thread.join()


def opened(port: int, trusted, host: str) -> int:
    """The status a browser gets that trusts this authority and opened this host."""
    context = ssl.create_default_context(cafile=str(trusted))
    connection = http.client.HTTPSConnection(host, port, timeout=10, context=context)
    # The name is asked of nobody: whatever it is, it stands for this machine.
    raw = socket.create_connection(("127.0.0.1", port), 10)
    connection.sock = context.wrap_socket(raw, server_hostname=host)
    connection.request("GET", "/")
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.fuzz
@pytest.mark.parametrize("host", few([HOST, "192.168.1.20", "localhost"], every=2))
def test_whoever_trusts_the_authority_opens_this_host_and_no_other(tmp_path, host):
    made = local(tmp_path / "tls", host)
    with https(made) as port:
        assert opened(port, made.authority, host) == 204
        assert opened(port, made.authority, "localhost") == 204
        with pytest.raises(ssl.SSLCertVerificationError):
            opened(port, made.authority, "bank.example")
    with https(made) as port, pytest.raises(ssl.SSLCertVerificationError):
        opened(port, local(tmp_path / "other", host).authority, host)


def test_a_stolen_authority_vouches_for_nothing_else(tmp_path):
    """Name constraints: a certificate for another name signed by its key is refused by whoever trusts it."""
    from tandem.foundation.tls import certificate

    made = local(tmp_path / "tls", HOST)
    folder = tmp_path / "tls"
    leaf, key = folder / "evil.crt", folder / "evil.key"
    wanted = certificate.name_of("bank.example")
    certificate._make_server(leaf, key, made.authority, folder / "authority.key", wanted, datetime.now(UTC))
    with https(certificate.Serving(leaf, key)) as port, pytest.raises(ssl.SSLCertVerificationError, match="permitted"):
        opened(port, made.authority, "bank.example")


def test_they_are_kept_and_made_anew_for_another_host_or_in_time(tmp_path):
    folder, now = tmp_path / "tls", datetime(2026, 11, 27, tzinfo=UTC)
    first = local(folder, HOST, now)
    before = first.authority.read_bytes(), first.certificate.read_bytes()
    again = local(folder, HOST, now + timedelta(days=300))
    assert (again.authority.read_bytes(), again.certificate.read_bytes()) == before
    late = local(folder, HOST, now + timedelta(days=380))
    assert late.authority.read_bytes() == before[0] and late.certificate.read_bytes() != before[1]
    moved = local(folder, "192.168.1.20", now)
    assert moved.authority.read_bytes() != before[0], "the authority vouches for one host"
    for file in folder.iterdir():
        if file.suffix == ".key":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_broken_on_the_way_is_made_anew(tmp_path):
    made = local(tmp_path / "tls", HOST)
    made.certificate.write_bytes(b"half")
    assert b"BEGIN CERTIFICATE" in local(tmp_path / "tls", HOST).certificate.read_bytes()


@pytest.mark.parametrize(
    "host", ["", "two words", "a" * 64 + ".local", "tandem.local:8000", "https://x", "naïve.local"]
)
def test_no_host_is_refused_with_what_to_give(tmp_path, host):
    with pytest.raises(Unusable, match="Give what phones will open"):
        local(tmp_path / "tls", host)


def test_the_agencys_own_is_looked_at_before_it_is_used(tmp_path):
    made, other = local(tmp_path / "a", HOST), local(tmp_path / "b", HOST)
    used = given(tmp_path / "tls", made.certificate, made.key, HOST)
    assert used.authority is None and used.fingerprint == ""
    with https(used) as port:
        assert opened(port, made.authority, HOST) == 204
    for certificate, key, host, now, words in (
        (made.certificate, other.key, HOST, None, "is not the key of"),
        (made.key, made.key, HOST, None, "is no certificate"),
        (made.certificate, tmp_path / "nothing", HOST, None, "is no key"),
        (made.certificate, made.key, "other.local", None, "is not for other.local"),
        (made.certificate, made.key, HOST, datetime.now(UTC) + timedelta(days=500), "holds from"),
    ):
        with pytest.raises(Unusable, match=words):
            given(tmp_path / "tls", certificate, key, host, now)


def test_the_trust_page_gives_the_certificate_and_its_fingerprint_and_nothing_else(tmp_path):
    made = local(tmp_path / "tls", HOST)
    told = answers(made, f"https://{HOST}:8000", f"http://{HOST}:8001/")
    with server(0, told, "127.0.0.1") as page:
        thread = threading.Thread(target=page.serve_forever)
        thread.start()
        found = {}
        for path in ("/", CERTIFICATE, "/../server.key", "/server.key"):
            connection = http.client.HTTPConnection("127.0.0.1", page.server_port, timeout=10)
            connection.request("GET", path)
            answer = connection.getresponse()
            found[path] = answer.status, answer.read()
            connection.close()
        page.shutdown()
        thread.join()
    assert made.fingerprint in found["/"][1].decode() and len(made.fingerprint) == 95
    assert ssl.DER_cert_to_PEM_cert(found[CERTIFICATE][1]).split() == made.authority.read_text().split()
    assert {found[path][0] for path in ("/../server.key", "/server.key")} == {404}
    assert b"PRIVATE" not in b"".join(body for _status, body in found.values())
