"""How wide Public Sans SemiBold is, in thousandths of its size, as measured in a browser."""

from functools import lru_cache

_GROUPS: dict[int, str] = {
    234: " ",
    243: "`",
    248: "’",
    250: ".:",
    252: "‘",
    255: "'í",
    258: "i",
    261: ",;",
    266: "|",
    268: "!",
    269: "¡",
    277: "j",
    297: "IÍ",
    317: "l",
    320: "(",
    322: "[]",
    324: ")",
    359: "{",
    360: "}",
    368: "/\\",
    386: "-",
    396: "J",
    397: "f",
    403: "r",
    404: "t",
    419: "1",
    437: "*",
    447: "”",
    452: "“",
    455: '"',
    479: "^",
    489: "z",
    513: "v",
    518: "s",
    529: "?",
    532: "¿",
    537: "_",
    546: "c",
    551: "y",
    560: "aá",
    563: "<>",
    571: "oó",
    572: "eké",
    573: "+=",
    576: "–",
    577: "x",
    578: "L",
    585: "h",
    586: "nñ",
    589: "uúü",
    592: "~",
    602: "pq",
    603: "bd",
    605: "F",
    606: "T",
    610: "#",
    615: "7",
    618: "2",
    626: "g",
    629: "EÉ",
    630: "0",
    640: "Y",
    643: "69",
    644: "4",
    645: "P",
    649: "3",
    655: "Z",
    659: "5",
    661: "8",
    671: "$",
    678: "B",
    685: "S",
    687: "R",
    690: "V",
    701: "K",
    704: "X",
    705: "C",
    708: "D",
    714: "UÚÜ",
    719: "AÁ",
    747: "G",
    749: "OÓ",
    750: "&",
    762: "Q",
    768: "H",
    770: "NÑ",
    790: "w",
    829: "@",
    837: "…",
    882: "m",
    903: "M",
    923: "%",
    962: "W",
    1135: "—",
}
_WIDTHS = {char: wide for wide, chars in _GROUPS.items() for char in chars}
# A letter that was not measured is taken to be as wide as the widest Latin one.
_UNKNOWN = 1000


def width(text: str, size: float) -> float:
    """Width of a line in the units of `size`; kerning and a substitute font are allowed for with two percent."""
    return _thousandths(text) * size / 1000 * 1.02


@lru_cache(maxsize=4096)
def _thousandths(text: str) -> int:
    return sum(_WIDTHS.get(char, _UNKNOWN) for char in text)


def wrapped(text: str, size: float, room: float) -> list[str]:
    """Lines no wider than `room`, broken between words, and within a word only if it alone is too wide."""
    most = room * 1000 / (size * 1.02)
    space = _WIDTHS[" "]
    lines: list[str] = []
    line, wide = "", 0
    for word in text.split():
        for piece in _pieces(word, most):
            more = _thousandths(piece)
            if line and wide + space + more > most:
                lines.append(line)
                line, wide = piece, more
            else:
                line, wide = (f"{line} {piece}", wide + space + more) if line else (piece, more)
    return [*lines, line] if line else lines


def _pieces(word: str, most: float) -> list[str]:
    if _thousandths(word) <= most:
        return [word]
    pieces, piece = [], ""
    for char in word:
        if piece and _thousandths(piece) + _thousandths(char) > most:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]
