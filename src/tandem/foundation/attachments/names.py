"""The name a file is handed out under: what somebody called it, without anything a header, shell or disk would act on."""

import re
import unicodedata

LONGEST = 120
# Names that mean a device on Windows, with or without an ending.
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
# Invisible and steering characters: a right-to-left mark makes "gpj.exe" read "exe.jpg".
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def safe_name(name: str, fallback: str = "file") -> str:
    """`name` as a file name that is safe in a header and on any disk; `fallback` where nothing is left of it.

    Only the last part of a path is kept. The result holds no slash, quote, control or steering character, does not
    begin with a dash, dot or tilde, and is at most 120 characters long with its ending.
    """
    last = re.split(r"[/\\⁄∕／＼]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in UNSEEN)
    plain = re.sub(r"[<>:\"'|?*;$`%&!(){}\[\]#=,]", "_", seen).strip().lstrip("-.~․ ").rstrip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not stem or len(ending) > 12:
        stem, dot, ending = plain, "", ""
    stem = stem[: LONGEST - len(dot + ending)].rstrip(". ")
    if stem.split(".")[0].casefold() in DEVICES:
        stem = f"_{stem}"
    return f"{stem}{dot}{ending}" if stem else fallback
