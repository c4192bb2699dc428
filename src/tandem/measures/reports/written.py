"""Bytes of a spreadsheet and of a picture, from rows and from SVG. Neither opens a file: a server keeps none of them."""

import base64
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font

# Three times the size on the page: sharp on a projector.
SCALE = 3


def spreadsheet(sheets: Iterable[tuple[str, Sequence[Sequence]]]) -> bytes:
    """Return an XLSX of sheets, each a title and its rows, the first in bold. Text that looks like a formula is text."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([_safe(value) for value in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.column_dimensions["A"].width = 44
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def png(svg: str) -> bytes:
    """Return an SVG drawn as PNG. ImportError without the extra `packs`."""
    import pypdfium2
    from weasyprint import HTML

    encoded = base64.b64encode(svg.encode()).decode()
    page = f'<style>@page{{size:580px 260px;margin:10px}}</style><img alt="" src="data:image/svg+xml;base64,{encoded}">'
    with pypdfium2.PdfDocument(HTML(string=page).write_pdf()) as drawn:
        picture = drawn[0].render(scale=SCALE).to_pil()
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _safe(value):
    """A spreadsheet takes text that begins like this for a formula; an apostrophe before it makes it text again."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
