"""Every page there is, and who reads it. A new address belongs here, or the sweep's own test fails."""

from tests.pages.places import board, care, entry, field, insight, person, plan, program, rehearse, request
from tests.pages.places.place import ROLES, Place, Seats


def places(seats: Seats, partner: str) -> list[Place]:
    """Plays the story and gathers every page's address from the pages before it."""
    return [
        *(Place(role, url) for role in ROLES for url in entry.doors(seats[role])),
        *plan.plan(seats),
        *entry.visitor(seats, partner),
        *request.ways_in(seats),
        *board.desk(seats),
        *field.phone(seats),
        *field.scene(seats),
        *field.apart(seats),
        *board.safety(seats),
        *field.left_work(seats),
        *board.wall(seats),
        *care.care(seats),
        *care.screenings(seats),
        *field.transfers(seats),
        *care.signing(seats),
        *care.consents(seats),
        *program.releases(seats),
        *care.directory(seats),
        *care.promises(seats),
        *person.own_page(seats),
        *insight.insight(seats),
        *program.program(seats),
        *entry.second_step(seats),
        *program.oversight(seats),
        *care.safety_plan(seats),
        *program.files_in_and_out(seats),
        *insight.brought_past(seats),
        *insight.costs(seats),
        *insight.studies(seats),
        *rehearse.rehearsals(seats),
        *rehearse.scenarios(seats),
        *insight.reports(seats),
        *insight.grants(seats),
        *program.trials(),
    ]
