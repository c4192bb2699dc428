"""The criteria, and the lab."""

from tests.pages.places.place import Place, Seats


def plan(seats: Seats) -> list[Place]:
    """The criteria as they are read, signed and written: a draft of the sweep's own."""
    writer = seats["manager"]
    writer.post("/criteria/demo-county/1/draft/")
    draft = writer.at
    shared = ["/criteria/", "/criteria/demo-county/1/", "/criteria/demo-county/2/", "/criteria/harbor-city/1/overlaps/"]
    shared.append("/criteria/demo-county/2/compare/?with=harbor-city/1")
    shared += ["/criteria/lab/", "/criteria/demo-county/2/replay/", "/criteria/demo-county/1/replay/"]
    writer.post("/criteria/harbor-city/1/replay/", days="365")
    shared.append("/criteria/harbor-city/1/replay/")
    parts = "row/10/ row/27/ row/5/new/ about/ cases/ cases/3/ cases/new/ pathways/ pathways/1/ pathways/new/ withdraw/"
    return [
        *(
            Place("manager", path)
            for path in [*shared, draft, "/criteria/upload/", *(draft + p for p in parts.split())]
        ),
        Place("dispatcher", "/criteria/demo-county/2/"),
        Place("admin", "/criteria/signers/"),
    ]
