"""What a picture is drawn from: the words of the scene, the moods, who is there, and what is being said."""

from collections.abc import Mapping
from dataclasses import dataclass

# The words of the scenario dialect (docs/scenario-dialect.md). Another word is drawn as the first of its row.
WORDS: dict[str, tuple[str, ...]] = {
    "posture": ("stand", "pace", "sit", "crouch", "floor", "lie", "door"),
    "face": ("calm", "tense", "afraid", "tearful", "blank", "angry-sad"),
    "hands": ("open", "ears", "face", "pockets", "behind", "holding"),
    "distance": ("3", "1", "2", "4", "5"),
    "door": ("shut", "ajar", "open"),
    "light": ("warm", "day", "dim", "dark", "flashing"),
    "noise": ("none", "radio", "sirens", "tv", "crowd"),
    "thing": ("none", "baby", "bottle", "broom", "cup", "keys", "knife", "letter", "phone", "umbrella"),
    "place": ("room", "kitchen", "porch", "street", "car", "park", "stairwell"),
}
RESPONDERS = ("officer", "clinician", "peer")


@dataclass(frozen=True, slots=True)
class Someone:
    """One of the people of a story. `word` is how the scene names them, `name` what screens say."""

    word: str
    name: str
    role: str = "bystander"  # person, officer, clinician, peer, dispatcher, bystander
    look: str = ""  # words for looks.look_of


@dataclass(frozen=True, slots=True)
class Speech:
    """A line said aloud. `by` is a word or a name."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the drawing depends on. `cast` holds everybody the story knows; `who` in the scene says who is here."""

    scene: Mapping[str, str]
    arousal: int = 40
    trust: int = 50
    danger: int = 20
    person: Someone = Someone("person", "Jonah Pell", "person")
    cast: tuple[Someone, ...] = ()
    lines: tuple[Speech, ...] = ()
    language: str = "en"

    def word(self, key: str) -> str:
        said = self.scene.get(key, "")
        return said if said in WORDS[key] else WORDS[key][0]

    def words(self, key: str) -> list[str]:
        return [w for w in self.scene.get(key, "").replace(",", " ").split() if w]

    @property
    def seen(self) -> bool:
        """Whether the person in crisis is in the picture: `who` names them, or there is no `who` and a posture."""
        who = self.words("who")
        return any(is_called(self.person, w) for w in who) if who else "posture" in self.scene

    def others(self) -> list[Someone]:
        """Who else is here, nearest first as the scene names them; the low ones before."""
        low = {w.casefold() for w in self.words("low")}
        found: list[Someone] = []
        for word in self.words("who"):
            if is_called(self.person, word):
                continue
            one = next((s for s in self.cast if is_called(s, word)), None) or Someone(
                word, word.replace("_", " ").title()
            )
            if one.role != "dispatcher" and all(f.word != one.word for f in found):
                found.append(one)
        return sorted(found[:6], key=lambda s: not (s.word.casefold() in low or s.name.casefold() in low))

    def is_low(self, one: Someone) -> bool:
        return any(is_called(one, w) for w in self.words("low"))


def is_called(one: Someone, word: str) -> bool:
    """Whether a scene or a line means this one: by their word, their whole name, or a part of it."""
    w = word.casefold().replace("_", " ").strip()
    name = one.name.casefold()
    return bool(w) and (w == one.word.casefold() or w == name or w in name.split())
