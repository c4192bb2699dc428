"""The scene of the wall: parameters in, one SVG out."""

from dataclasses import dataclass
from html import escape

from tandem.surfaces.rehearse.drawing import figure, telling
from tandem.surfaces.rehearse.drawing.bubbles import NAME_SIZE, Bubble, Said, placed
from tandem.surfaces.rehearse.drawing.light import Light, light_of
from tandem.surfaces.rehearse.drawing.picture import Picture, is_called
from tandem.surfaces.rehearse.drawing.places import place
from tandem.surfaces.rehearse.drawing.places.set import HIGH, WIDE, Set, chair, table
from tandem.surfaces.rehearse.drawing.shapes import at, n, path, rect, stroke
from tandem.surfaces.rehearse.drawing.standing import everybody, person_x, slug


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture, and the same in words."""

    svg: str
    title: str
    told: str
    person: str  # one sentence about the person in crisis; empty while they are not in the picture


def draw(picture: Picture, *, name: str = "scene", speech: bool = True) -> Drawing:
    """Draw it. `name` begins the ids that a page refers to; `speech` False leaves the bubbles out (a small mirror)."""
    light = light_of(picture.word("light"), arousal=picture.arousal, danger=picture.danger)
    here = Set(
        light,
        picture.word("door"),
        picture.word("noise"),
        person_x(picture),
        picture.word("posture") if picture.seen else "",
        picture.word("thing"),
    )
    figures = everybody(picture)
    back, front = place(picture.word("place"), here)
    people = "".join(figure.draw(f, light) for f in figures)
    bubbles = placed(_said(picture, figures), [f.head for f in figures]) if speech else []
    title, told = telling.title(picture), telling.told(picture, lambda by: _name_of(picture, by))
    svg = (
        f'<svg id="{name}" class="scene" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-labelledby="{name}-title {name}-desc"'
        f' xmlns="http://www.w3.org/2000/svg"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(told)}</desc>'
        f'<g id="{name}-place" data-place="{picture.word("place")}">{back}</g>{_between(picture, here)}<g id="{name}-people">{people}</g>{front}'
        f"{_over(picture, light)}"
        f'<g id="{name}-speech">{"".join(_bubble(b, i) for i, b in enumerate(bubbles))}</g></svg>'
    )
    return Drawing(svg, title, told, telling.done_by_person(picture) if picture.seen else "")


def _name_of(picture: Picture, by: str) -> str:
    one = next((s for s in (picture.person, *picture.cast) if is_called(s, by)), None)
    return one.name if one else by.replace("_", " ")


def _said(picture: Picture, figures: list[figure.Figure]) -> list[Said]:
    heads = {f.name: f.head for f in figures}
    said = []
    for line in picture.lines:
        one = next((s for s in (picture.person, *picture.others(), *picture.cast) if is_called(s, line.by)), None)
        head = heads.get(f"who-{slug(one.word)}") if one else heads.get(f"who-{slug(line.by)}")
        said.append(Said(_name_of(picture, line.by), line.text, head))
    return said


def _between(picture: Picture, here: Set) -> str:
    """What somebody has put between: a low table; a chair too when trust is low. Only indoors."""
    if here.posture in ("", "door", "lie") or picture.word("distance") in ("1", "2"):
        return ""
    indoors = picture.word("place") in ("room", "kitchen")
    if indoors and picture.trust < 40:
        return chair(here, here.x - 168, 716)
    return table(here, here.x - 230, 700, 190) if picture.word("place") == "room" and picture.trust < 75 else ""


def _over(picture: Picture, light: Light) -> str:
    """The light that lies over all: corners go darker around the person; a patrol car's light comes and goes."""
    x = person_x(picture) / WIDE * 100 if picture.seen else 50
    parts = [
        f'<defs><radialGradient id="corners" cx="{n(x)}%" cy="60%" r="86%"><stop offset=".35" stop-color="#0d1426" stop-opacity="0"/>'
        f'<stop offset="1" stop-color="#0d1426" stop-opacity="{light.corners:.2f}"/></radialGradient></defs>',
        rect(0, 0, WIDE, HIGH, "url(#corners)", more='id="light"'),
    ]
    if light.name == "flashing":
        parts.insert(
            0,
            '<defs><radialGradient id="blue" cx="6%" cy="60%" r="70%"><stop offset="0" stop-color="#7fb2ff" stop-opacity=".55"/><stop offset="1" stop-color="#7fb2ff" stop-opacity="0"/></radialGradient></defs>',
        )
        parts.append(rect(0, 0, WIDE, HIGH, "url(#blue)", more='class="flash"'))
    return "".join(parts)


def _bubble(b: Bubble, number: int) -> str:
    tail = _tail(b)
    first = b.y + 20 + NAME_SIZE * 0.86
    mark = ""
    x = b.x + 24
    if b.head is None:
        mark = stroke(
            f"M{n(x + 2)} {n(first - 12)}v10M{n(x + 9)} {n(first - 16)}v18M{n(x + 16)} {n(first - 11)}v8",
            "#3d4551",
            3.4,
        )
    name_x = x + (30 if b.head is None else 0)
    lines = "".join(
        f'<text x="{n(x)}" y="{n(first + 8 + (i + 1) * b.size * 1.26 - b.size * 0.18)}" font-size="{n(b.size)}" fill="#1b1b1b">{escape(t)}</text>'
        for i, t in enumerate(b.lines)
    )
    shadow = rect(b.x + 2, b.y + 6, b.wide, b.high, "#0a1428", r=16, more='opacity=".2"')
    return (
        f'<g id="say-{number}" class="say">{shadow}{rect(b.x, b.y, b.wide, b.high, "#ffffff", r=16)}{tail}{mark}'
        f'<text x="{n(name_x)}" y="{n(first)}" font-size="{n(NAME_SIZE)}" fill="#3d4551">{escape(b.name)}</text>{lines}</g>'
    )


def _tail(b: Bubble) -> str:
    """From the bubble toward the head it belongs to."""
    if b.head is None:
        return ""
    hx, hy, hr = b.head
    if b.y + b.high <= hy:  # above the head
        x = min(max(hx, b.x + 40), b.x + b.wide - 40)
        y = b.y + b.high
        gap = hy - hr - y
        tip = (x + (hx - x) * 0.5, y + min(max(gap - 8, 10), 34))
        return path(f"M{at((x - 15, y - 1))}L{at((x + 15, y - 1))}L{at(tip)}Z", "#ffffff")
    side = -1 if hx < b.x else 1
    x = b.x if side < 0 else b.x + b.wide
    y = min(max(hy, b.y + 28), b.y + b.high - 28)
    return path(
        f"M{at((x - side, y - 13))}L{at((x - side, y + 13))}L{at((x + side * 28, y + (hy - y) * 0.3))}Z", "#ffffff"
    )
