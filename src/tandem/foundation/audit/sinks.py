"""Where checkpoints go besides the table: files and the system's log, which a restored backup doesn't take back.

`TANDEM_AUDIT_SINKS` names more places, separated by commas: folders (a share of another machine, a partner agency) or
`syslog:` for this machine's log, `syslog:HOST:PORT` for a collector's. The data folder's own file is always written.
"""

import fcntl
import json
import logging
import os
import socket
from collections.abc import Callable, Iterable
from logging.handlers import SYSLOG_UDP_PORT, SysLogHandler
from pathlib import Path

from django.conf import settings

FILE = "checkpoints.jsonl"
LONGEST_LINE = 8_192
log = logging.getLogger(__name__)

# (number, body, signature)
Signed = tuple[int, str, str]


def files() -> list[Path]:
    """Every file that checkpoints are appended to, this installation's own first."""
    told = [one for one in _told() if not one.startswith("syslog:")]
    return [own_folder() / FILE, *(Path(one) / f"tandem-{FILE}" for one in told)]


def own_folder(data_dir: Path | None = None) -> Path:
    """The folder of the own file, of the spool and of the alerts."""
    return (data_dir or settings.DATA_DIR) / "audit"


def _told() -> list[str]:
    return [one.strip() for one in os.environ.get("TANDEM_AUDIT_SINKS", "").split(",") if one.strip()]


def line_of(one: Signed) -> str:
    """A checkpoint as one line of a file."""
    return json.dumps({"body": one[1], "signature": one[2]}, separators=(",", ":")) + "\n"


def last_number(file: Path) -> int:
    """The number of the newest checkpoint in a file, 0 for a file that is not there or holds none."""
    try:
        with file.open("rb") as opened:
            return _last_number(opened)
    except FileNotFoundError:
        return 0


def _last_number(opened) -> int:
    end = opened.seek(0, os.SEEK_END)
    opened.seek(max(0, end - LONGEST_LINE))
    # What a killed writer left half written at the end is no line.
    *whole, _half = opened.read().split(b"\n")
    for line in reversed(whole):
        try:
            return json.loads(json.loads(line)["body"])["number"]
        except (ValueError, KeyError, TypeError):
            continue
    return 0


def append(after: Callable[[int], Iterable[Signed]]) -> list[str]:
    """Bring every file up to date with `after(number)`, and the log. Returns a sentence for each place that failed."""
    failed = []
    for file in files():
        try:
            _append(file, after)
        except OSError as error:
            failed.append(f"Checkpoints can't be written to {file}: {error.strerror or type(error).__name__}.")
    return failed + _to_syslog(after)


def _append(file: Path, after: Callable[[int], Iterable[Signed]]) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        lines = "".join(map(line_of, after(_last_number(opened))))
        if not lines:
            return
        if opened.seek(0, os.SEEK_END):
            opened.seek(-1, os.SEEK_END)
            lines = lines if opened.read(1) == b"\n" else "\n" + lines
        opened.write(lines.encode())
        opened.flush()
        os.fsync(opened.fileno())


_sent: dict[str, int] = {}


def _to_syslog(after: Callable[[int], Iterable[Signed]]) -> list[str]:
    failed = []
    for one in _told():
        if not one.startswith("syslog:"):
            continue
        host, _colon, port = one.removeprefix("syslog:").partition(":")
        try:
            handler = SysLogHandler((host, int(port or SYSLOG_UDP_PORT)) if host else "/dev/log")
            try:
                # A start sends the newest once more: what a log holds twice does no harm.
                for each in list(after(_sent.get(one, 0)))[-1_000:]:
                    handler.socket or handler.createSocket()
                    _send(handler, "tandem-audit: " + line_of(each).strip())
                    _sent[one] = each[0]
            finally:
                handler.close()
        except (OSError, ValueError) as error:
            failed.append(f"Checkpoints can't be sent to {one}: {type(error).__name__}.")
    return failed


def _send(handler: SysLogHandler, text: str) -> None:
    """One message of priority auth.notice; unlike the handler's own, an error is heard."""
    message = f"<{SysLogHandler.LOG_AUTH * 8 + SysLogHandler.LOG_NOTICE}>{text}".encode()
    if handler.unixsocket:
        handler.socket.send(message)
        return
    with socket.socket(handler.socket.family, socket.SOCK_DGRAM) as out:
        out.settimeout(2)
        out.sendto(message, handler.address)
