"""A seeded sample of every combination of words is drawn: valid, inside the frame, no head on another, no face covered."""

import math
import random
import xml.etree.ElementTree as ET

import pytest

from tandem.surfaces.rehearse.drawing import WORDS, Picture, Someone, Speech, draw
from tandem.surfaces.rehearse.drawing.bubbles import LONGEST, Said, placed
from tandem.surfaces.rehearse.drawing.faces import ink_on
from tandem.surfaces.rehearse.drawing.figure import SKIN
from tandem.surfaces.rehearse.drawing.light import RECIPES, contrast, light_of, mix, parts
from tandem.surfaces.rehearse.drawing.looks import SKINS
from tandem.surfaces.rehearse.drawing.places.set import HIGH, WIDE
from tandem.surfaces.rehearse.drawing.poses import BODIES, FOREARM, UPPER_ARM, hands_of
from tandem.surfaces.rehearse.drawing.shapes import bent
from tandem.surfaces.rehearse.drawing.standing import everybody
from tandem.surfaces.rehearse.drawing.widths import width, wrapped
from tests.short import few

CAST = (
    Someone("mara", "Mara"),
    Someone("officer", "Officer Whitlock", "officer"),
    Someone("clinician", "Clinician Vega", "clinician"),
    Someone("peer", "Peer Brooks", "peer"),
    Someone("dispatcher", "Dispatcher Okafor", "dispatcher"),
)
SAID = (
    "Please.",
    "I'm here. No one is coming closer.",
    "Take all the time you need. There is no hurry at all, and nobody here is angry with you.",
    "¿Quién les dijo que vinieran? Yo no llamé a nadie, y no quiero hablar con la policía.",
    "W" * 90,
    "They said the television " * 30,
)


def pictures(count: int, seed: int = 6) -> list[Picture]:
    dice = random.Random(seed)
    made = []
    for _ in range(count):
        scene = {key: dice.choice(words) for key, words in WORDS.items()}
        who = dice.sample(["mara", "officer", "clinician", "peer", "ruth", "dispatcher"], dice.randint(0, 6))
        scene |= {
            "who": ",".join([*who, "jonah"] if dice.random() < 0.9 else who),
            "low": ",".join(w for w in who if dice.random() < 0.3),
        }
        lines = tuple(
            Speech(dice.choice([*who, "Jonah", "Somebody upstairs"]), dice.choice(SAID))
            for _ in range(dice.randint(0, 5))
        )
        made.append(
            Picture(
                scene,
                arousal=dice.randint(0, 100),
                trust=dice.randint(0, 100),
                danger=dice.randint(0, 100),
                person=Someone("jonah", "Jonah Pell", "person"),
                cast=CAST,
                lines=lines,
                language=dice.choice(["en", "es"]),
            )
        )
    return made


SAMPLE = pictures(240)


@pytest.mark.fuzz
def test_every_combination_is_valid_and_told():
    for picture in few(SAMPLE[:24], every=3):
        drawn = draw(picture)
        root = ET.fromstring(drawn.svg)
        told = root.find("{*}desc").text
        assert told == drawn.told and "{" not in told
        for one in ([picture.person] if picture.seen else []) + picture.others():
            assert one.name in told
        ids = [e.get("id") for e in root.iter() if e.get("id")]
        assert len(ids) == len(set(ids))
        assert "style=" not in drawn.svg and "<script" not in drawn.svg


def test_heads_lie_inside_the_frame_and_apart():
    for picture in SAMPLE:
        heads = [f.head for f in everybody(picture)]
        for x, y, r in heads:
            assert r <= x <= WIDE - r and r <= y <= HIGH - r, picture.scene
        for i, a in enumerate(heads):
            for b in heads[:i]:
                assert math.dist(a[:2], b[:2]) > (a[2] + b[2]) * 0.92, (picture.scene, a, b)


@pytest.mark.fuzz
def test_bubbles_lie_inside_the_frame_and_over_no_face_and_hold_their_words():
    for picture in few(SAMPLE[24:48], every=2):
        heads = [f.head for f in everybody(picture)]
        said = [Said(line.by, line.text, heads[0] if heads else None) for line in picture.lines]
        bubbles = placed(said, heads)
        assert bool(bubbles) == bool(said)
        assert not said or bubbles[-1].name == said[-1].name
        for i, b in enumerate(bubbles):
            assert b.x >= 0 and b.y >= 0 and b.x + b.wide <= WIDE and b.y + b.high <= HIGH
            assert all(width(line, b.size) <= b.wide - 40 for line in b.lines)
            for x, y, r in heads:
                near = (min(max(x, b.x), b.x + b.wide), min(max(y, b.y), b.y + b.high))
                assert math.dist(near, (x, y)) >= r
            for other in bubbles[:i]:
                apart = b.x >= other.x + other.wide or other.x >= b.x + b.wide
                assert apart or b.y >= other.y + other.high or other.y >= b.y + b.high


def test_a_long_line_is_wrapped_whole_or_ends_in_an_ellipsis():
    assert " ".join(wrapped(SAID[2], 30, 420)) == SAID[2]
    (bubble,) = placed([Said("Mara", SAID[5], None)], [])
    assert sum(map(len, bubble.lines)) <= LONGEST and bubble.lines[-1].endswith("…")
    assert all(width(line, 30) <= 300 for line in wrapped(SAID[4], 30, 300))


@pytest.mark.parametrize("hands", ["open", "ears", "face", "pockets", "behind", "holding", "hold"])
def test_no_arm_is_longer_than_an_arm(hands):
    for name, body in BODIES.items():
        for side, hand in zip((-1, 1), hands_of(hands, body, name), strict=True):
            shoulder = body.shoulder(side, 1)
            elbow, wrist = (
                (hand.elbow, hand.wrist) if hand.elbow else bent(shoulder, hand.wrist, UPPER_ARM, FOREARM, hand.bend)
            )
            assert math.dist(shoulder, elbow) <= UPPER_ARM * 1.12, (name, hands)
            assert math.dist(elbow, wrist) <= FOREARM * 1.4, (name, hands)


def test_the_lines_of_a_face_can_be_read_on_every_skin_in_every_light():
    for name in RECIPES:
        light = light_of(name, arousal=100, danger=100)
        for skin in SKINS:
            lit = light.on(skin, 0.9 * SKIN)
            assert contrast(ink_on(lit), lit) >= 1.7, (name, skin)
            # Eyes carry most of a face: the iris is dark on a white that no light takes away.
            assert contrast("#33251f", mix("#ffffff", lit, 0.08)) >= 10


def test_no_light_is_red():
    for name in RECIPES:
        for mood in (0, 50, 100):
            light = light_of(name, arousal=mood, danger=mood)
            r, g, b = parts(light.on("#ffffff"))
            assert r <= g * 1.12 and r <= b * 1.25


def test_a_name_always_looks_the_same_and_words_decide():
    picture = SAMPLE[0]
    assert draw(picture).svg == draw(picture).svg


def test_bad_words_are_drawn_as_the_first_of_their_row():
    picture = Picture(
        {"posture": "<script>", "place": "moon", "who": "<b>&", "light": '"'}, lines=(Speech("<i>", "<&>"),)
    )
    root = ET.fromstring(draw(picture).svg)
    assert root is not None
