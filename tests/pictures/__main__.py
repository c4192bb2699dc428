"""Makes docs/screens/*.png from the running program: `python -m tests.pictures [--only PATTERN]`.

A demo city of eight months without a live shift, and a few calls taken, assigned and written up through the same doors
as people use, so that a picture shows nothing that could not be there. One picture is what fits the screen.
"""

import argparse

from playwright.sync_api import sync_playwright

from tests.browser import launch
from tests.pages import story
from tests.pages.places.entry import second_step
from tests.pictures import board, care, city, field, insight, person, plan, program, rehearse, request
from tests.pictures.camera import SCREENS, Camera
from tests.running import ROOT


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="only pictures whose name this pattern finds")
    only = parser.parse_args().only
    SCREENS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = launch(play)
        with city.program(browser, days=240) as (tandem, seats):
            camera = Camera(seats, only)
            city.from_cad(tandem)
            city.until_counted(seats)
            insight.numbers_and_rooms(camera)
            program.files(camera, seats)
            insight.brought(camera, seats)
            plan.criteria(camera, seats)
            plan.lab(camera, seats)
            program.trials(camera)
            board.board(camera, seats)
            board.safety(camera, seats)
            request.ways_in(camera, seats)
            _person, link = field.field(camera, seats)
            field.scene(camera, seats)
            field.by_phone(camera, seats, story.on_the_phone(seats["clinician"]))
            care.signing(camera, seats, story.on_the_phone(seats["clinician"]))
            care.care(camera, seats, link)
            field.screenings_and_transfers(camera, seats)
            field.apart(camera, seats)
            program.accounts(camera, seats)
            second_step(seats)
            program.sign_in_pages(camera, seats)
            person.own_page(camera, seats)
            care.plans(camera, seats)
            rehearse.debrief(camera, seats)
            rehearse.rehearsing(camera, seats)
            rehearse.scenarios(camera, seats)
            rehearse.rehearsal_stage(camera, seats)
            insight.leaving_as_numbers(camera, seats)
            insight.money_and_promises(camera, seats)
            insight.evaluating(camera, seats)
            insight.several_measures(camera)
        city.set_up(browser, only)
        browser.close()
    size = sum(one.stat().st_size for one in SCREENS.glob("*.png"))
    print(f"{len(list(SCREENS.glob('*.png')))} pictures, {size / 1e6:.1f} MB in {SCREENS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
