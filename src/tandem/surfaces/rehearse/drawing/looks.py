"""How somebody looks: by what the story says of them, and for the rest by a seed from the name.

No role is tied to one look. The same name looks the same in every picture.
"""

import hashlib
from dataclasses import dataclass

SKINS = ("#f3d0b3", "#e8b993", "#d59f74", "#bd8257", "#9c6540", "#825338", "#6d4630")
_HAIRS = ("#241c1a", "#2f221c", "#4a3226", "#6d4a31", "#8a6a45")
GRAYS = ("#a7a7a8", "#8d8d8f", "#c9c7c3")
_TOPS = ("#8c5a72", "#5f7a52", "#a8643c", "#5b6f9a", "#7b6aa0", "#3f7f86", "#b0863a", "#94626b")
_LEGS = ("#3b4358", "#4d5a6b", "#5a4f47", "#39505a", "#4a4658")
_MINE = ("#e0aa3e", "#e39a6c", "#8fb7d9", "#d7a0b0", "#9cbf8b", "#d9b98c")
_TOP_WORDS = {"gold": "#e0aa3e", "rose": "#d7a0b0", "sky": "#8fb7d9", "rust": "#a8643c", "plum": "#8c5a72"}
_WOMEN = ("bob", "bun", "long", "curls", "tail", "locs", "scarf")
_MEN = ("crop", "fade", "curls", "side", "bald", "locs", "cap")
_ANY = ("crop", "bob", "curls", "tail", "locs", "side", "fade")


@dataclass(frozen=True, slots=True)
class Look:
    skin: str
    hair: str
    hair_style: str
    top: str
    legs: str
    shoes: str
    wide: float  # 0.9..1.2
    tall: float  # 0.6..1.04
    beard: str = ""  # "", stubble, full
    glasses: bool = False
    older: bool = False
    young: bool = False
    outfit: str = "plain"  # officer, clinician, peer, dispatcher, plain, hood, cardigan, dress
    belly: float = 0


class _Dice:
    def __init__(self, seed: str) -> None:
        self._bytes = hashlib.sha256(seed.encode()).digest()

    def of(self, what: int, count: int) -> int:
        return int.from_bytes(self._bytes[what * 2 : what * 2 + 2], "big") % count

    def pick[T](self, what: int, among: tuple[T, ...]) -> T:
        return among[self.of(what, len(among))]


_HAIR_WORDS = {"black": "#241c1a", "brown": "#4a3226", "fair": "#b08a55", "reddish": "#8a4f2e"}


def _hair_of(said: set[str], skin: str, dice: _Dice) -> str:
    word = next((w for w in _HAIR_WORDS if w in said), None)
    if word:
        return _HAIR_WORDS[word]
    if "older" in said or "gray" in said:
        return dice.pick(6, GRAYS)
    return dice.pick(6, _HAIRS[:3] if skin in SKINS[3:] else _HAIRS)


# Who the shipped stories' people are, so that words and picture agree: words as an author writes them in `# look:`.
SHIPPED = {
    "jonah": "man adult curls stubble tan hood black gold",
    "mara": "woman adult bun tan black",
    "tomas": "man adult side stubble tan black heavy",
    "elena": "woman adult long tan brown",
    "odessa": "woman older curls dark cardigan glasses",
    "lorraine": "woman adult bob dark black",
    "patel": "man older side tan glasses cardigan",
    "leonard": "man older bald pale cardigan glasses",
    "amara": "woman teen locs dark hood black",
    "kwame": "man adult fade dark beard black",
    "kofi": "child fade dark black",
    "ana": "woman adult tail tan black rose",
    "lucia": "woman older bun tan cardigan",
    "isaiah": "man adult fade dark black rust",
    "grant": "woman adult bob dark black",
    "marcus": "man adult crop beard dark black heavy",
    "andre": "man adult fade dark black",
    "dana": "woman adult tail pale brown",
}
# The team of the design's story.
_TEAM = {
    "whitlock": "man adult crop tan black",
    "okafor": "woman adult dark",
    "vega": "woman adult bob dark black",
    "brooks": "man older side pale glasses",
}


def look_of(name: str, role: str, *, words: str = "", person: bool = False) -> Look:
    """The look of `name`, who is `role` ("officer", "bystander" …). `words`: woman man child teen adult older,
    a hair style, glasses, stubble, beard, hood, cardigan, dress, tan, dark, pale, heavy."""
    # A learner who happens to be called like somebody of a story looks like themselves.
    shipped = SHIPPED if role in ("person", "bystander") else _TEAM
    known = next((shipped[w] for w in name.casefold().split() if w in shipped), "")
    said = set((words or known).split())
    dice = _Dice(f"look {name.casefold()}")
    styles = _WOMEN if "woman" in said else _MEN if "man" in said else _ANY
    style = next((s for s in (*_WOMEN, *_MEN) if s in said), None) or dice.pick(0, styles)
    older = "older" in said
    skin = dice.pick(1, SKINS)
    for word, tones in (("tan", SKINS[2:4]), ("dark", SKINS[4:]), ("pale", SKINS[:2])):
        skin = dice.pick(1, tones) if word in said else skin
    young = bool(said & {"teen", "child"})
    man = "man" in said
    beard = "full" if "beard" in said else "stubble" if "stubble" in said else ""
    if man and not beard and not young and role not in ("officer",) and dice.of(2, 3) == 0:
        beard = "full" if dice.of(3, 2) else "stubble"
    tall = 0.66 if "child" in said else 0.93 if "teen" in said else 0.97 + dice.of(4, 7) / 100 - (0.05 if older else 0)
    outfit = role if role in ("officer", "clinician", "peer", "dispatcher") else "plain"
    outfit = next((o for o in ("hood", "cardigan", "dress") if o in said and outfit == "plain"), outfit)
    wide = 0.94 + dice.of(5, 14) / 100 + (0.12 if "heavy" in said else 0)
    return Look(
        skin=skin,
        hair=_hair_of(said, skin, dice),
        hair_style=style,
        top={"officer": "#27406e", "clinician": "#2b8178", "peer": "#86592f", "dispatcher": "#5a4c8a"}.get(
            role,
            _TOP_WORDS.get(next((w for w in _TOP_WORDS if w in said), ""), dice.pick(7, _MINE if person else _TOPS)),
        ),
        legs={"officer": "#1f2c48"}.get(role, dice.pick(8, _LEGS)),
        shoes="#22242c" if role == "officer" else dice.pick(9, ("#3a2d28", "#dfe3e6", "#4a4d57", "#6b4a35")),
        wide=wide * (0.92 if young else 1),
        tall=tall,
        beard=beard,
        glasses="glasses" in said or (older and dice.of(10, 2) == 0),
        older=older,
        young=young,
        outfit=outfit,
        belly=dice.of(11, 10) + (14 if "heavy" in said else 0),
    )
