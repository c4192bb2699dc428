"""Invented names and places. Made-up family names meet given names by chance, so that nobody is meant."""

from pathlib import Path


def _list(name: str) -> tuple[str, ...]:
    return tuple((Path(__file__).parent / "lists" / f"{name}.txt").read_text(encoding="utf-8").split())


GIVEN_SHE = _list("given_she")
GIVEN_HE = _list("given_he")
FAMILY = _list("family")

# Agency (short name and area in one): its share of calls and its middle point. The county lies on empty prairie.
AREAS = {
    "Rivermont": (0.34, 40.152, -103.612),
    "Alder Heights": (0.19, 40.188, -103.655),
    "Birchfield": (0.15, 40.121, -103.668),
    "Larkspur": (0.13, 40.170, -103.560),
    "Fairmont": (0.11, 40.108, -103.590),
    "Orchard Valley": (0.08, 40.205, -103.598),
}
STREETS = _list("streets")
STREET_KINDS = ("St", "Ave", "Ct", "Ln", "Dr")
PLACES = (
    "Bus stop, {street}",
    "Parking lot, {street}",
    "Community library, {street}",
    "Grocery store, {street}",
    "Transit center, {street}",
    "Park, {street}",
)


def phone(number: int) -> str:
    """One of the hundred numbers kept for fiction, 555-0100 to 555-0199."""
    return f"(303) 555-01{number % 100:02d}"
