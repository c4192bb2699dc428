"""The facts of the drawing: `posture=floor face=afraid who=mara,vega` becomes a table of known words.

Distress reads as fear and grief, never as menace: there is no raised fist here and nothing is brandished.
"""

import re

SCENE = {
    "posture": ("stand", "pace", "sit", "crouch", "floor", "lie", "door"),
    "face": ("calm", "tense", "afraid", "tearful", "blank", "angry-sad"),
    "hands": ("open", "ears", "face", "pockets", "behind", "holding"),
    "distance": ("1", "2", "3", "4", "5"),
    "door": ("shut", "ajar", "open"),
    "light": ("day", "warm", "dim", "dark", "flashing"),
    "noise": ("none", "radio", "sirens", "tv", "crowd"),
    "thing": ("none", "baby", "bottle", "broom", "cup", "keys", "knife", "letter", "phone", "umbrella"),
    "place": ("room", "kitchen", "porch", "street", "car", "park", "stairwell"),
}
# Lists of who is in the picture, and of who of them is low and still: characters' names in small letters, or roles.
LISTS = ("who", "low")
NAME = re.compile(r"[a-z][a-z-]{0,29}")
MOST = 8


class SceneError(ValueError):
    def __init__(self, what: str, do: str):
        super().__init__(f"{what} {do}")
        self.what, self.do = what, do


def scene_facts(value: str) -> dict[str, str]:
    """Words like `posture=floor who=mara,vega` as a table. Raises SceneError naming the first unknown one."""
    facts: dict[str, str] = {}
    for part in value.split():
        name, equals, word = part.partition("=")
        if not equals:
            raise SceneError(f"#scene: has “{part}”.", "Write fact=word, like posture=sit.")
        if name in LISTS:
            facts[name] = _names(name, word)
        elif name not in SCENE:
            raise SceneError(f"#scene: has the fact “{name}”.", f"Use {', '.join([*SCENE, *LISTS])}.")
        elif word not in SCENE[name]:
            raise SceneError(f"#scene: has {name}={word}.", f"Use {name}={'|'.join(SCENE[name])}.")
        else:
            facts[name] = word
    if not facts:
        raise SceneError("#scene: is empty.", "Write fact=word, like posture=sit.")
    return facts


def _names(name: str, word: str) -> str:
    names = [one for one in word.split(",") if one]
    if len(names) > MOST or not all(NAME.fullmatch(one) for one in names):
        raise SceneError(
            f"#scene: has {name}={word}.",
            f"Give up to {MOST} names in small letters with commas, like {name}=mara,vega.",
        )
    return ",".join(names)
