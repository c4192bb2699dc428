"""A scenario drawn: its parts and the ways between them, as SVG, and the same in words for whoever reads or hears it."""

from collections import defaultdict
from dataclasses import dataclass
from html import escape

from tandem.training.engine.dialect import DialectError, choice_tags
from tandem.training.engine.reading import short
from tandem.training.engine.skeleton import Skeleton, StoryChoice

WIDE, HIGH, GAP, ROW = 176, 56, 28, 120
# More than this is no picture any more; the words still tell all of it.
MOST_DRAWN = 300
FILLS = {"good": "#e3f5e1", "mixed": "#faf3d1", "poor": "#f6e6e1", "": "#ffffff"}
BEGINNING = "the beginning"


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the story. `ends`: how it ends here, empty where it goes on. `x` and `y` are its middle, in pixels."""

    name: str
    line: int | None
    ends: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from part to part. `words` are the choice's, empty where the story simply goes on."""

    start: str
    end: str
    words: str
    who: str
    sensible: bool
    line: int | None


@dataclass(frozen=True, slots=True)
class Graph:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int

    @property
    def width(self) -> int:
        return max((node.x for node in self.nodes), default=0) + WIDE // 2 + GAP

    @property
    def height(self) -> int:
        return max((node.y for node in self.nodes), default=0) + HIGH // 2 + GAP


def graph(bones: Skeleton) -> Graph:
    """The parts in rows by how many ways they lie from the beginning; functions are no parts of the story."""
    edges = _edges(bones)
    rows = _rows(bones, edges)
    nodes, drawn = [], 0
    widest = max(len(row) for row in rows)
    for depth, row in enumerate(rows):
        left = GAP + (widest - len(row)) * (WIDE + GAP) // 2
        for place, name in enumerate(row):
            if drawn == MOST_DRAWN:
                break
            drawn += 1
            x = left + WIDE // 2 + place * (WIDE + GAP)
            nodes.append(
                Node(name or BEGINNING, bones.parts[name], _ends(bones, name), x, GAP + HIGH // 2 + depth * ROW)
            )
    shown = {node.name for node in nodes}
    kept = tuple(edge for edge in edges if edge.start in shown and edge.end in shown)
    return Graph(tuple(nodes), kept, sum(len(row) for row in rows) - drawn)


def svg(drawn: Graph, *, title: str) -> str:
    """The picture as one SVG element: no script, no outside reference, every word escaped."""
    at = {node.name: node for node in drawn.nodes}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {drawn.height}" role="img" '
        f'width="{drawn.width}" height="{drawn.height}" font-family="Public Sans, system-ui, sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" '
        'markerUnits="userSpaceOnUse" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#565c65"/></marker></defs>',
    ]
    for pair, between in _together(drawn.edges).items():
        parts.append(_line(at[pair[0]], at[pair[1]], between))
    parts += [_box(node) for node in drawn.nodes]
    if drawn.left_out:
        parts.append(
            f'<text x="{GAP}" y="16" fill="#1b1b1b">{drawn.left_out} more parts are told in words below.</text>'
        )
    return "".join([*parts, "</svg>"])


def words(bones: Skeleton) -> list[tuple[str, list[str]]]:
    """The picture's twin: each part with its line, and a sentence for each way out of it."""
    out: dict[str, list[str]] = defaultdict(list)
    for edge in _edges(bones):
        out[edge.start].append(_sentence(edge))
    told = []
    for row in _rows(bones, _edges(bones)):
        for name in row:
            line = bones.parts[name]
            head = f"{name or BEGINNING}, line {line}" if line else name or BEGINNING
            ends = [f"Ends here: {tag.partition(':')[2].strip()}." for tag in bones.ends_in.get(name, [])]
            told.append((head, [*out.get(name or BEGINNING, []), *ends]))
    return told


def _edges(bones: Skeleton) -> list[Edge]:
    found: dict[Edge, None] = {}
    for way in bones.ways:
        if way.end in bones.functions:
            continue
        choice = bones.choices.get(way.choice)
        who, sensible = _who(choice)
        text = short(choice.text, 80) if choice else ""
        line = choice.line if choice else None
        found[Edge(way.start or BEGINNING, way.end or BEGINNING, text, who, sensible, line)] = None
    return sorted(found, key=lambda edge: (edge.line or 0, edge.end))


def _who(choice: StoryChoice | None) -> tuple[str, bool]:
    if choice is None:
        return "", False
    try:
        tags = choice_tags(choice.tags)
    except DialectError:
        return "", False
    return f"after {tags.after} s" if tags.after is not None else ", ".join(sorted(tags.by)), tags.sensible


def _rows(bones: Skeleton, edges: list[Edge]) -> list[list[str]]:
    """Parts by their distance from the beginning; what nothing leads to stands in the last row."""
    after: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        after[edge.start].append(edge.end)
    known = {name or BEGINNING: name for name in bones.parts if name not in bones.functions}
    rows, seen, row = [], {BEGINNING}, [BEGINNING]
    while row:
        rows.append([known[name] for name in row])
        # Children stand in the order of their parents, which keeps most lines from crossing.
        row = [name for name in dict.fromkeys(end for start in row for end in after[start]) if name in known]
        row = [name for name in row if name not in seen]
        seen.update(row)
    left = [name for shown, name in known.items() if shown not in seen]
    return [*rows, left] if left else rows


def _ends(bones: Skeleton, name: str) -> str:
    kinds = [tag.partition(":")[2].split()[0] for tag in bones.ends_in.get(name, []) if tag.partition(":")[2].split()]
    return kinds[0] if kinds else ""


def _together(edges: tuple[Edge, ...]) -> dict[tuple[str, str], list[Edge]]:
    between: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        between[edge.start, edge.end].append(edge)
    return between


def _line(start: Node, end: Node, between: list[Edge]) -> str:
    told = escape(" · ".join(_sentence(edge) for edge in between))
    heavy = 2.5 if any(edge.sensible for edge in between) else 1.25
    dashed = ' stroke-dasharray="5 4"' if all(edge.who.startswith("after ") for edge in between) else ""
    if end.y > start.y:
        x1, y1, x2, y2 = start.x, start.y + HIGH // 2, end.x, end.y - HIGH // 2
        path = f"M{x1} {y1}C{x1} {y1 + 32} {x2} {y2 - 32} {x2} {y2}"
    elif end.y == start.y:
        # Aside: over the boxes of the row.
        x1, x2, y = start.x + GAP // 2, end.x + GAP // 2, start.y - HIGH // 2
        path = f"M{x1} {y}C{x1} {y - 40} {x2} {y - 40} {x2} {y}"
    else:
        # Back up: round the boxes.
        x1, y1, x2, y2 = start.x + WIDE // 2, start.y, end.x + WIDE // 2, end.y
        path = f"M{x1} {y1}C{x1 + 2 * GAP} {y1} {x2 + 2 * GAP} {y2} {x2} {y2}"
    return (
        f'<path d="{path}" fill="none" stroke="#565c65" stroke-width="{heavy}"{dashed} marker-end="url(#arrow)">'
        f"<title>{told}</title></path>"
    )


def _box(node: Node) -> str:
    left, top = node.x - WIDE // 2, node.y - HIGH // 2
    below = f"ends: {node.ends}" if node.ends else f"line {node.line}" if node.line else "here it begins"
    return (
        f'<g><rect x="{left}" y="{top}" width="{WIDE}" height="{HIGH}" rx="4" fill="{FILLS.get(node.ends, "#ffffff")}" '
        f'stroke="#1b1b1b"/><text x="{node.x}" y="{node.y - 3}" text-anchor="middle" font-weight="600" fill="#1b1b1b">'
        f"{escape(short(node.name, 22))}</text>"
        f'<text x="{node.x}" y="{node.y + 16}" text-anchor="middle" fill="#3d4551">{escape(below)}</text></g>'
    )


def _sentence(edge: Edge) -> str:
    if not edge.words:
        return f"Goes on to {edge.end}."
    sensible = ", sensible" if edge.sensible else ""
    who = f" ({edge.who}{sensible})" if edge.who else ""
    return f"“{edge.words}”{who} leads to {edge.end}."
