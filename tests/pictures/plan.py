"""Pictures of the criteria, and of the lab."""

from tests.pages.places.place import Seats
from tests.pictures.camera import WIDTHS, Camera


def criteria(camera: Camera, seats: Seats) -> None:
    """The table in force, the edition that waits, a row being written, two editions side by side, pathways."""
    for width in WIDTHS:
        camera.take(f"criteria-{width}", "officer", "/criteria/", width)
    camera.take("criteria-draft-1280", "dispatcher", "/criteria/demo-county/2/")
    camera.take("criteria-compare-1280", "dispatcher", "/criteria/demo-county/2/compare/?with=harbor-city/1")
    camera.take("criteria-pathways-1280", "dispatcher", "/criteria/demo-county/2/pathways/")
    seats["manager"].post("/criteria/demo-county/2/draft/")
    camera.take("criteria-row-1280", "manager", f"{seats['manager'].at}row/10/", whole=True)


def lab(camera: Camera, seats: Seats) -> None:
    """The list of what can be tried, and one replay whole: a shipped edition beside the one in force."""
    path = "/criteria/harbor-city/1/replay/"
    camera.take("lab-1280", "supervisor", "/criteria/lab/")
    seats["supervisor"].post(path, days="365")
    for _ in range(60):
        if "lab-top" in seats["supervisor"].read(path):
            break
        seats["supervisor"].page.wait_for_timeout(1000)
    for width in WIDTHS:
        camera.take(f"lab-replay-{width}", "supervisor", path, width, whole=True)
    camera.take("lab-ledger-1280", "supervisor", f"{path}calls/?unserved=all", whole=True)
    camera.take("lab-sheets-1280", "supervisor", f"{path}print/", whole=True)
