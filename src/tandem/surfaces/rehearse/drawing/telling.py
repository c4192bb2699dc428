"""The picture in words, English and Spanish, from the same state: words and picture cannot differ."""

from collections.abc import Callable

from tandem.surfaces.rehearse.drawing.picture import Picture, Someone

# By language: posture, hands and face of the person; "{n}" is their name.
_POSTURES = {
    "en": {
        "stand": "{n} stands",
        "pace": "{n} paces up and down",
        "sit": "{n} sits",
        "crouch": "{n} crouches",
        "floor": "{n} sits on the floor, knees drawn up",
        "lie": "{n} lies on the floor",
        "door": "{n} stands in the doorway",
    },
    "es": {
        "stand": "{n} está de pie",
        "pace": "{n} camina de un lado a otro",
        "sit": "{n} está en un asiento",
        "crouch": "{n} está en cuclillas",
        "floor": "{n} está en el suelo, con las rodillas recogidas",
        "lie": "{n} está en el suelo, de espaldas",
        "door": "{n} está en la puerta",
    },
}
_HANDS = {
    "en": {
        "open": "hands open",
        "ears": "hands over the ears",
        "face": "hands before the face",
        "pockets": "hands in the pockets",
        "behind": "hands behind the back",
        "holding": "holding something",
    },
    "es": {
        "open": "las manos abiertas",
        "ears": "las manos en los oídos",
        "face": "las manos ante la cara",
        "pockets": "las manos en los bolsillos",
        "behind": "las manos detrás de la espalda",
        "holding": "con algo en las manos",
    },
}
_HOLDING = {
    "en": {
        "none": "hands holding on to each other",
        "baby": "a baby held in both arms",
        "bottle": "a bottle held low",
        "broom": "a broom held upright on the floor",
        "cup": "a cup held in both hands",
        "keys": "a bunch of keys in the hand",
        "knife": "hands holding on to each other",
        "letter": "a letter in the hand",
        "phone": "a phone in the hand",
        "umbrella": "a folded umbrella held low, pointing down",
    },
    "es": {
        "none": "las manos agarradas una a la otra",
        "baby": "un bebé en los brazos",
        "bottle": "una botella en la mano, abajo",
        "broom": "una escoba de pie en el suelo",
        "cup": "una taza entre las manos",
        "keys": "un manojo de llaves en la mano",
        "knife": "las manos agarradas una a la otra",
        "letter": "una carta en la mano",
        "phone": "un teléfono en la mano",
        "umbrella": "un paraguas cerrado en la mano, hacia el suelo",
    },
}
_LYING = {"en": "A knife lies still on the counter.", "es": "Un cuchillo está quieto sobre la encimera."}
_FACES = {
    "en": {
        "calm": "a calm face",
        "tense": "a tense face",
        "afraid": "a frightened face",
        "tearful": "tears on the face",
        "blank": "a face that shows nothing",
        "angry-sad": "a hurt face, lips pressed",
    },
    "es": {
        "calm": "la cara tranquila",
        "tense": "la cara tensa",
        "afraid": "cara de miedo",
        "tearful": "lágrimas en la cara",
        "blank": "una cara que no muestra nada",
        "angry-sad": "cara de dolor, los labios apretados",
    },
}
_SHUT = {"en": "eyes shut", "es": "los ojos cerrados"}
_PLACES = {
    "en": {
        "room": "A living room",
        "kitchen": "A kitchen",
        "porch": "The porch of a house",
        "street": "A street",
        "car": "A car at the curb",
        "park": "A park",
        "stairwell": "A stairwell",
    },
    "es": {
        "room": "Una sala",
        "kitchen": "Una cocina",
        "porch": "El porche de una casa",
        "street": "Una calle",
        "car": "Un carro junto a la acera",
        "park": "Un parque",
        "stairwell": "Una escalera de edificio",
    },
}
_LIGHTS = {
    "en": {
        "warm": "in warm evening light",
        "day": "in daylight",
        "dim": "in dim light",
        "dark": "nearly dark",
        "flashing": "dark, with the light of a patrol car flashing",
    },
    "es": {
        "warm": "con luz cálida de la tarde",
        "day": "de día",
        "dim": "con poca luz",
        "dark": "casi a oscuras",
        "flashing": "a oscuras, con las luces de una patrulla",
    },
}
_DOORS = {
    "en": {"shut": "The door is shut.", "ajar": "The door is ajar.", "open": "The door is open."},
    "es": {
        "shut": "La puerta está cerrada.",
        "ajar": "La puerta está entreabierta.",
        "open": "La puerta está abierta.",
    },
}
_NOISES = {
    "en": {
        "radio": "A radio can be heard.",
        "sirens": "Sirens can be heard.",
        "tv": "A television is loud.",
        "crowd": "Many voices can be heard.",
    },
    "es": {
        "radio": "Se oye una radio.",
        "sirens": "Se oyen sirenas.",
        "tv": "El televisor está a todo volumen.",
        "crowd": "Se oyen muchas voces.",
    },
}
_NEAR = {
    "en": {
        "1": "at arm's length from {p}",
        "2": "two steps from {p}",
        "3": "a few steps from {p}",
        "4": "across the space from {p}",
        "5": "far from {p}",
    },
    "es": {
        "1": "al alcance del brazo de {p}",
        "2": "a dos pasos de {p}",
        "3": "a unos pasos de {p}",
        "4": "al otro lado, frente a {p}",
        "5": "lejos de {p}",
    },
}
_OTHERS = {
    "en": {
        "low": "{n} is down on one knee, still, {d}.",
        "first": "{n} stands {d}.",
        "rest": "{n} stands farther back.",
        "alone": "{n} is here.",
    },
    "es": {
        "low": "{n} está con una rodilla en el suelo, sin moverse, {d}.",
        "first": "{n} está {d}.",
        "rest": "{n} está más atrás.",
        "alone": "{n} está aquí.",
    },
}
_SAYS = {"en": "{n} says: “{t}”", "es": "{n} dice: «{t}»"}
_EMPTY = {"en": "Nobody is in the picture yet.", "es": "Todavía no hay nadie en la imagen."}


def _in(picture: Picture) -> str:
    return "es" if picture.language.startswith("es") else "en"


def done_by_person(picture: Picture) -> str:
    """One sentence: posture, hands, face."""
    lang = _in(picture)
    hands = picture.scene.get("hands", "")
    said = _HANDS[lang].get(hands, "")
    if hands == "holding":
        said = _HOLDING[lang][picture.word("thing")]
    face = picture.word("face")
    told_face = _SHUT[lang] if hands == "ears" and face in ("afraid", "tense", "tearful") else _FACES[lang][face]
    return (
        ", ".join(
            p for p in (_POSTURES[lang][picture.word("posture")].format(n=picture.person.name), said, told_face) if p
        )
        + "."
    )


def done_by(picture: Picture, one: Someone) -> str:
    """One sentence: where another stands, and whether low."""
    lang, others = _in(picture), picture.others()
    nearest = bool(others) and others[0].word == one.word
    near = _NEAR[lang][picture.word("distance")].format(p=picture.person.name.split()[0])
    if not picture.seen:
        return _OTHERS[lang]["alone"].format(n=one.name)
    how = "low" if picture.is_low(one) else "first" if nearest else "rest"
    return _OTHERS[lang][how].format(n=one.name, d=near)


def title(picture: Picture) -> str:
    lang = _in(picture)
    return f"{_PLACES[lang][picture.word('place')]}, {_LIGHTS[lang][picture.word('light')]}"


def told(picture: Picture, name_of: Callable[[str], str]) -> str:
    """The whole picture in sentences. `name_of` gives the name of who says a line."""
    lang = _in(picture)
    parts = [title(picture) + "."]
    if picture.seen:
        parts.append(done_by_person(picture))
    parts += [done_by(picture, one) for one in picture.others()]
    if not picture.seen and not picture.others():
        parts.append(_EMPTY[lang])
    if "door" in picture.scene:
        parts.append(_DOORS[lang][picture.word("door")])
    if picture.word("thing") == "knife" and picture.word("place") == "kitchen":
        parts.append(_LYING[lang])
    noise = _NOISES[lang].get(picture.word("noise"))
    if noise:
        parts.append(noise)
    parts += [_SAYS[lang].format(n=name_of(line.by), t=line.text) for line in picture.lines]
    return " ".join(parts)
