"""The page that tells how a phone comes to trust the local authority: plain HTTP, because the phone trusts nothing yet.

It serves one page and one certificate, reads nothing that is sent and knows nothing of a person. Whoever installs the
certificate compares its fingerprint with the one in the terminal: that, not this page, is what may be believed.
"""

import argparse
import html
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import segno
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from tandem.foundation.tls.certificate import Serving

CERTIFICATE = "/tandem-authority.crt"
STYLE = (
    "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:36rem;margin:0 auto;padding:1.5rem 1rem;color:#1b1b1b;"
    "background:#fff}h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.2rem;margin-top:2rem}"
    "a.go{display:block;background:#005ea2;color:#fff;text-align:center;font-weight:700;padding:1rem;border-radius:.25rem;"
    "text-decoration:none;margin:1.5rem 0}code{font-size:1rem;overflow-wrap:anywhere}svg{max-width:100%;height:auto;"
    "background:#fff}li{margin:.4rem 0}"
    "@media(prefers-color-scheme:dark){body{background:#12171c;color:#f0f0f0}a{color:#73b3e7}a.go{color:#fff}}"
)
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Trust this Tandem</title><style>{style}</style></head><body><main>
<h1>Let this phone trust Tandem</h1>
<p>Tandem serves this network with a certificate of its own. A phone shows a warning until it trusts it. Do this once
on each phone, on a network you know.</p>
<a class="go" href="{certificate}">1. Get the certificate</a>
<h2>2. Compare the fingerprint</h2>
<p>It must be the same as in the window where Tandem was started. If it is not, stop here.</p>
<p><code>{fingerprint}</code></p>
<h2>3. Install it</h2>
<ul>
<li><b>iPhone, iPad:</b> open it, then Settings, Profile Downloaded, Install. Then Settings, General, About,
Certificate Trust Settings: turn it on.</li>
<li><b>Android:</b> Settings, search for “CA certificate”, Install anyway, choose the file.</li>
<li><b>Computer:</b> import it as a trusted authority in the browser's or system's settings.</li>
</ul>
<a class="go" href="{url}/phone/">4. Open Tandem on this phone</a>
<h2>Another phone</h2>
<p>Let it scan this to come to this page.</p>
{code}
<p>The certificate vouches for this one address only. Take it off the phone when you stop using this Tandem. An agency
with a certificate of its own needs none of this.</p>
</main></body></html>"""


def page(serving: Serving, url: str, here: str) -> bytes:
    """The page: `url` is where Tandem serves, `here` where this page stands."""
    code = segno.make(here, error="m").svg_inline(scale=5, border=3, dark="#000", light="#fff")
    told = PAGE.format(
        style=STYLE,
        certificate=CERTIFICATE,
        fingerprint=html.escape(serving.fingerprint),
        url=html.escape(url, quote=True),
        code=code,
    )
    return told.encode()


def answers(serving: Serving, url: str, here: str) -> dict[str, tuple[str, bytes]]:
    """Everything this server ever says: path → (type, bytes)."""
    found = x509.load_pem_x509_certificate(serving.authority.read_bytes())
    return {
        "/": ("text/html; charset=utf-8", page(serving, url, here)),
        CERTIFICATE: ("application/x-x509-ca-cert", found.public_bytes(serialization.Encoding.DER)),
    }


def server(port: int, told: dict[str, tuple[str, bytes]], address: str = "") -> ThreadingHTTPServer:
    """A server that answers with what it was told and nothing else."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 10
        server_version, sys_version = "Tandem", ""

        def do_GET(self):
            kind, body = told.get(
                self.path.partition("?")[0], ("text/plain; charset=utf-8", b"There is no page here.\n")
            )
            self.send_response(200 if self.path.partition("?")[0] in told else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header(
                "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
            )
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words):
            """Nothing is kept of who came."""

    return ThreadingHTTPServer((address, port), Handler)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("authority", type=Path)
    parser.add_argument("url")
    parser.add_argument("here")
    told = parser.parse_args(arguments)
    serving = Serving(told.authority, told.authority, told.authority)
    server(told.port, answers(serving, told.url, told.here)).serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
