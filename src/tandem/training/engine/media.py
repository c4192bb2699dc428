"""Pictures and sounds that travel with a scenario: small, of a kind a browser shows, and without anything that runs."""

import re
from collections.abc import Iterator

from tandem.training.engine.finding import Finding, must

LARGEST, LARGEST_TOGETHER = 1_000_000, 5_000_000  # bytes
KINDS = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "webp": b"RIFF",
    "mp3": b"",
    "ogg": b"OggS",
    "svg": b"",
}
RUNS = re.compile(
    rb"<\s*script|<\s*foreignObject|<\s*iframe|<\s*handler|<!\s*(ENTITY|DOCTYPE)|javascript\s*:|\bon[a-z]+\s*=|@import"
    rb"|\burl\s*\(\s*[\"']?\s*(?!#)|\b(xlink:)?href\s*=\s*[\"']\s*(?!#)|<\?\s*xml-stylesheet|&#",
    re.IGNORECASE,
)


def of_media(files: dict[str, bytes]) -> Iterator[Finding]:
    """Findings in the files beside a scenario, by name. Nothing is decoded or drawn."""
    for name, content in files.items():
        yield from _one(name, content)
    together = sum(len(content) for content in files.values())
    if together > LARGEST_TOGETHER:
        do = f"Keep them under {LARGEST_TOGETHER // 1_000_000} MB together."
        yield must(None, f"The files beside the scenario have {together / 1_000_000:.1f} MB.", do)


def _one(name: str, content: bytes) -> Iterator[Finding]:
    kind = name.rpartition(".")[2].lower()
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]{0,79}", name):
        yield must(None, "The file's name has odd characters.", "Use letters, digits, hyphens and a dot.", name[:80])
    if kind not in KINDS:
        yield must(None, f"A scenario has no files of the kind “{kind[:20]}”.", f"Use {', '.join(KINDS)}.", name)
        return
    if len(content) > LARGEST:
        do = f"Keep it under {LARGEST // 1_000_000} MB: a phone fetches it over the air."
        yield must(None, f"It has {len(content) / 1_000_000:.1f} MB.", do, name)
        return
    if not content.startswith(KINDS[kind]):
        yield must(
            None, f"It is called {kind} and is something else.", "Save it anew in the kind that its name says.", name
        )
    if kind == "svg" and (found := RUNS.search(content)):
        line = content.count(b"\n", 0, found.start()) + 1
        what = f"The drawing holds “{found[0].decode('ascii', 'replace')[:30]}”, which may run or fetch something."
        yield must(line, what, "Save it as a plain drawing, or as png.", name)
