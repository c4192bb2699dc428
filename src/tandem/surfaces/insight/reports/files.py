"""Files of a pack: a tagged PDF, a spreadsheet, and pictures for slides. Made when they are asked for, from what is kept."""

import base64

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tandem.measures.reports import pictures
from tandem.measures.reports.written import png, spreadsheet
from tandem.surfaces.insight.reports import annex

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = ("pack.pdf", "pack.xlsx", "funnel.svg", "chart.svg", "funnel.png")


def pdf_missing() -> str:
    """What to install before a PDF can be made, as a sentence; "" where it can be."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return _("A PDF needs the extra “packs” (pip install 'tandem[packs]') and the system's Pango library.")
    return ""


def picture(name: str, content: dict) -> str:
    """A picture as an address that holds it whole, "" where there is none."""
    svg = _svg(name, content)
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}" if svg else ""


def made(name: str, shown: dict) -> tuple[bytes, str]:
    """The bytes of a file of KINDS and its media type."""
    content = shown["pack"].content
    if name == "pack.pdf":
        return pdf(shown), "application/pdf"
    if name == "pack.xlsx":
        return xlsx(shown), XLSX
    svg = _svg(name.partition(".")[0], content)
    return (png(svg), "image/png") if name.endswith(".png") else (svg.encode(), "image/svg+xml")


def pdf(shown: dict) -> bytes:
    """The pack as PDF/UA-1: tagged, titled, with its language. Nothing is fetched: what it draws it carries."""
    from weasyprint import HTML

    return HTML(string=render_to_string("reports/paper.html", shown)).write_pdf(pdf_variant="pdf/ua-1")


def _svg(name: str, content: dict) -> str:
    if name == "funnel":
        return pictures.funnel(content["steps"])
    return pictures.chart(content["chart"]) if content["chart"] else ""


def xlsx(shown: dict) -> bytes:
    """One sheet a part, each with a heading row; a number not shown is the words, never an empty cell or a zero."""
    content, not_shown = shown["pack"].content, _("not shown")
    rows = [(shown["pack"].title,), (shown["span"],), *((one,) for one in content["verdict"]), (shown["pack"].ask,)]
    rows += [(_("Snapshot"), content["snapshot"]), (_("Editions"), content["editions"])]
    ways = [
        (pictures.NAMES[one["id"]], not_shown if one["n"] is None else one["n"], one["words"]) for one in shown["steps"]
    ]
    lost = [(one["words"], not_shown if one["n"] is None else one["n"], "") for one in content["fell_out"]]
    nothing = _("nothing recorded")
    months = [
        (p["words"], *(nothing if p.get("gap") else not_shown if p[id] is None else p[id] for id in ("n", "k")))
        for p in shown["points"]
    ]
    months += [(sentence,) for sentence in shown["gaps"]]
    goals = [
        (g["name"], g["target"], g["now"], g["interval"], not_shown if g["n"] is None else g["n"], g["stands"])
        for g in content["goals"]
    ]
    heads = (_("Goal"), _("Target"), _("Now"), _("95 % interval"), _("Of"), _("Where we stand"))
    funded = _of_grant(shown["grant"]) if shown["grant"] else ()
    definitions = [tuple(str(one) for one in annex.HEADS), *shown["annex"]]
    return spreadsheet(
        (
            (_("Summary"), rows),
            (_("From call to service"), [(_("Step"), _("Number"), _("Of")), *ways, *lost]),
            (_("By month"), [(_("Month"), _("People we spoke with"), _("Connected")), *months]),
            (_("Goals"), [heads, *goals]),
            *funded,
            (_("Definitions"), definitions),
        )
    )


def _of_grant(grant: dict) -> tuple:
    """The sheets of a pack's grant: its money, and its promises."""
    money = [(_("Line"), _("Awarded"), _("Drawn"), _("Left")), *grant["rows"]]
    money += [(_("Award"), grant["award"], *grant["sums"]), (grant["pace"],)]
    heads = (
        _("Promise"),
        _("Where it stands"),
        _("Target"),
        _("Now"),
        _("95 % interval"),
        _("Of"),
        _("By"),
        _("Measure"),
    )
    promises = [
        (
            p["words"],
            p["state"],
            p["target"],
            p["now"] or _("not shown"),
            p["interval"],
            "" if p.get("count") else p["n"] or "",
            p["due"],
            p["name"],
        )
        for p in grant["promises"]
    ]
    return (_("Grant money"), money), (_("Promises"), [heads, *promises])
