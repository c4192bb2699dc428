"""What a start was asked for, and what it therefore runs."""

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from tandem.foundation.database.version import MIGRATE
from tandem.foundation.tls import certificate
from tandem.foundation.tls.certificate import Serving, Unusable
from tandem.launch.children import CannotStart

SERVER = "server"
LOCALHOST, LOOPBACK, OUTSIDE = "localhost", "127.0.0.1", "0.0.0.0"


def url_of(options: argparse.Namespace) -> str:
    """Where people open Tandem."""
    return f"{'http' if options.tls is None else 'https'}://{options.host}:{options.port}"


def trust_url(options: argparse.Namespace) -> str:
    """Where phones learn to trust it: the next port, by plain HTTP."""
    return f"http://{options.host}:{options.port + 1}/"


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/start", description="Starts Tandem on this machine.")
    parser.add_argument("--empty", action="store_true", help="no demo city; prints a link for the first administrator")
    parser.add_argument("--workers", type=int, choices=range(1, 17), default=2, help="processes that serve pages (2)")
    parser.add_argument("--no-shift", action="store_true", help="no live shift: calls do not arrive by themselves")
    parser.add_argument("--port", type=int, default=int(os.environ.get("TANDEM_PORT", "8000")), help="default 8000")
    parser.add_argument(
        "--host",
        metavar="NAME",
        default=LOCALHOST,
        help="the name or address by which phones reach this machine; needs --tls",
    )
    parser.add_argument(
        "--tls",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="HTTPS: by CERT and KEY, or by an authority made here if none are given",
    )
    parser.add_argument("--data", metavar="DIR", help="the data folder; default $TANDEM_DATA, else .tandem here")
    parser.add_argument("--ready-file", type=Path, metavar="FILE", help="written as JSON when Tandem serves")
    options = parser.parse_args(arguments)
    if options.tls is not None and len(options.tls) not in (0, 2):
        parser.error("--tls takes the certificate and its key, or nothing.")
    if options.host != LOCALHOST and options.tls is None:
        parser.error("--host needs --tls: what is said of people never goes over a network in the clear.")
    return options


def serving_of(options: argparse.Namespace, data_dir: Path) -> Serving | None:
    """What to serve HTTPS with; None for plain HTTP on this machine. Raises CannotStart."""
    if options.tls is None:
        return None
    folder = data_dir / "tls"
    try:
        return (
            certificate.given(folder, *options.tls, options.host)
            if options.tls
            else certificate.local(folder, options.host)
        )
    except Unusable as reason:
        raise CannotStart(str(reason), 2) from None


def tandem(*words: str) -> list[str]:
    """A command of Tandem's own command line."""
    return [sys.executable, "-m", "tandem", *words]


@dataclass(frozen=True)
class Plan:
    """What a start runs, in order: `migrate`, `expunge` where there is a journal, `demo` once, the lasting `children` by name,
    then `sign_ins`.
    """

    migrate: list[str]
    demo: list[str] | None
    children: dict[str, list[str]]
    sign_ins: list[str]
    # What is left to do before real people; printed where there is no demo.
    check: list[str] | None = None
    expunge: list[str] | None = None

    @classmethod
    def of(cls, options: argparse.Namespace, serving: Serving | None = None) -> "Plan":
        address = OUTSIDE if serving and options.host != LOCALHOST else LOOPBACK
        server = [sys.executable, "-m", "granian", "--interface", "asgi", "tandem.asgi:application"]
        server += ["--host", address, "--port", str(options.port)]
        server += ["--workers", str(options.workers), "--workers-kill-timeout", "3"]
        children = {SERVER: server, "worker": tandem("worker")}
        if serving:
            server += ["--ssl-certificate", str(serving.certificate), "--ssl-keyfile", str(serving.key)]
            server += ["--ssl-protocol-min", "tls1.2"]
        if serving and serving.authority:
            trust = [str(options.port + 1), str(serving.authority), url_of(options), trust_url(options)]
            children["trust-page"] = [sys.executable, "-m", "tandem.foundation.tls.trust", *trust]
        if not options.empty and not options.no_shift:
            children["live-shift"] = tandem("live_shift")
        return cls(
            migrate=list(MIGRATE),
            demo=None if options.empty else tandem("demo_city"),
            children=children,
            sign_ins=tandem("sign_ins", "--json"),
            check=tandem("check", "--brief") if options.empty else None,
            expunge=tandem("expunge"),
        )
