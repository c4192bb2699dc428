"""A start for phones: HTTPS by an authority made here, which a phone learns to trust; or nothing at all."""

import contextlib
import http.client
import ssl

import pytest

from tandem.launch.__main__ import main
from tests.running import serving


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--host", "tandem.local"], "--host needs --tls"),
        (["--tls", "only-one.crt"], "--tls takes the certificate and its key"),
    ],
)
def test_what_is_half_said_is_refused_before_anything_starts(tmp_path, capsys, words, told):
    with pytest.raises(SystemExit) as left:
        main(["--data", str(tmp_path / "data"), *words])
    assert left.value.code == 2 and told in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_an_agencys_certificate_that_cannot_be_used_says_why(tmp_path, capsys):
    words = ["--data", str(tmp_path / "data"), "--port", "0", "--empty"]
    assert main([*words, "--tls", str(tmp_path / "no.crt"), str(tmp_path / "no.key")]) == 2
    assert "no.crt is no certificate in PEM form" in capsys.readouterr().err


@pytest.mark.whole
def test_phones_of_the_network_are_served_by_https_and_told_how_to_trust_it(tmp_path):
    with serving(tmp_path, "--empty", "--host", "127.0.0.1", "--tls") as tandem:
        assert tandem.url.startswith("https://127.0.0.1:")
        port = int(tandem.url.rpartition(":")[2])
        trusted = ssl.create_default_context(cafile=str(tandem.data / "tls" / "authority.crt"))
        with contextlib.closing(http.client.HTTPSConnection("127.0.0.1", port, timeout=10, context=trusted)) as page:
            page.request("GET", "/sign-in/")
            answer = page.getresponse()
            assert answer.status in (200, 302) and "Strict-Transport-Security" not in answer.headers
            assert all("Secure" in one for one in answer.headers.get_all("Set-Cookie"))
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port + 1, timeout=10)) as page:
            page.request("GET", "/")
            told = page.getresponse().read().decode()
        shown = next(line for line in tandem.log.read_text().splitlines() if "fingerprint" in line).rpartition(": ")[2]
        assert shown in told
