"""The two pictures of a pack as SVG that stands alone: on the page, on paper, and on a slide. Pure; text in, text out."""

from xml.sax.saxutils import escape, quoteattr

from tandem.measures.period import month_words

BLUES = ("#1a4480", "#005ea2", "#2378c3", "#73b3e7", "#aacdec")
FONT = 'font-family="Public Sans, Helvetica, Arial, sans-serif"'
NAMES = {
    "eligible": "Eligible",
    "served": "Served",
    "engaged": "Engaged",
    "connected": "Connected",
    "closed": "Loop closed",
}
OF = {
    "eligible": "eligible",
    "contacts": "contacts",
    "watched": "engaged, 7 days ago or more",
    "connected": "connected",
}
_GREY = "#565c65"


def funnel(steps: list[dict]) -> str:
    """Five bars, each with its number and what it is a share of. A number not shown has no bar."""
    longest = max((one["n"] for one in steps if one["n"]), default=1)
    parts = []
    for i, (one, color) in enumerate(zip(steps, BLUES, strict=True)):
        top, n = 4 + 46 * i, one["n"]
        parts.append(_text(0, top + 21, NAMES[one["id"]], size=15, weight=600))
        if n is None:
            parts.append(_text(104, top + 21, "not shown", size=14, color=_GREY))
            continue
        width = max(2.0, 210 * n / longest)
        parts.append(f'<rect x="104" y="{top}" width="{width:.1f}" height="32" fill="{color}"/>')
        parts.append(_text(112 + width, top + 16, f"{n:,}", size=15, weight=700))
        parts.append(_text(112 + width, top + 32, step_words(one), size=12.5, color=_GREY))
    return _svg(560, 236, "From eligible call to closed loop", parts)


def step_words(one: dict) -> str:
    """ "calls", "63 % of eligible (62 to 64)", or "of how many is not shown"."""
    if not one["of_id"]:
        return "calls"
    if one["share"] is None:
        return f"of {one['of']:,} {OF[one['of_id']]}" if one["of"] is not None else "of how many is not shown"
    low, high = (f"{one[end] * 100:.0f}" for end in ("low", "high"))
    return f"{one['share'] * 100:.0f} % of {one['of']:,} {OF[one['of_id']]} ({low} to {high})"


def chart(drawn: dict) -> str:
    """The share month by month, with the band of what chance alone would do. A gap breaks the line."""
    points = drawn["points"]
    ends = [v for p in points if p["value"] is not None for v in (p["value"], *(p["limits"] or ()))]
    low, high = max(0.0, min(ends) - 0.02), min(1.0, max(ends) + 0.02)
    left, step = 44.0, 420 / max(1, len(points) - 1)

    def x(i: int) -> float:
        return left + 8 + step * i

    def y(value: float) -> float:
        return 140 - 120 * (value - low) / (high - low or 1)

    parts = []
    for run in _runs(points, "limits"):
        band = [(x(i), y(points[i]["limits"][1])) for i in run] + [
            (x(i), y(points[i]["limits"][0])) for i in reversed(run)
        ]
        parts.append(f'<polygon points="{_points(band)}" fill="#eff6fb" stroke="#aacdec"/>')
    parts.append(_text(left + 10, 12, "shaded: what chance alone would do", size=12, color=_GREY))
    center = y(drawn["center"])
    parts.append(f'<path d="M{left} {center:.1f}H{left + 436}" stroke="#71767a" stroke-dasharray="5 4"/>')
    for run in _runs(points, "value"):
        line = [(x(i), y(points[i]["value"])) for i in run]
        parts.append(f'<polyline points="{_points(line)}" fill="none" stroke="#005ea2" stroke-width="3"/>')
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="4.5" fill="#005ea2"/>' for a, b in line]
    every = max(1, -(-len(points) // 12))
    parts += [
        _text(x(i), 172, month_words(p["month"])[:3], size=12, anchor="middle")
        for i, p in enumerate(points)
        if i % every == 0
    ]
    marks = sorted({round(value * 100) for value in (low, drawn["center"], high)})
    parts += [_text(left - 6, y(mark / 100) + 4, f"{mark} %", size=12, anchor="end", color=_GREY) for mark in marks]
    return _svg(490, 184, "Connected within 7 days, by month", parts)


def _runs(points: list[dict], key: str) -> list[list[int]]:
    runs: list[list[int]] = [[]]
    for i, point in enumerate(points):
        if point[key] is None:
            runs.append([])
        else:
            runs[-1].append(i)
    return [run for run in runs if run]


def _points(line: list[tuple[float, float]]) -> str:
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in line)


def _text(
    x: float, y: float, words: str, *, size: float, weight: int = 400, color: str = "#1b1b1b", anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" {FONT} font-size="{size}" font-weight="{weight}" fill="{color}"'
        f' text-anchor="{anchor}">{escape(words)}</text>'
    )


def _svg(width: int, height: int, title: str, parts: list[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'{head} role="img" aria-label={quoteattr(title)}>{"".join(parts)}</svg>'
