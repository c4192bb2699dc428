"""Files of the demo city: an old list that was imported with a mapping kept for next time, and an export asked for."""

from datetime import timedelta

from tandem.demo import cast
from tandem.foundation import clock
from tandem.foundation.archive.asking import ask_for_everything
from tandem.foundation.jobs import work
from tandem.standards.tabular import imports
from tandem.standards.tabular.mapping import Mapping, suggest
from tandem.vocabulary.terms import Role

NAME, SOURCE, KEPT_AS = "rivermont-paper-log.csv", "paper-log", "Paper log of Rivermont"
REASON = "A copy on our own encrypted disk before we move to the new machine."
WORDS = {"call_type": {"MH CRISIS": "Mental health crisis"}}
ROWS = (
    ("101", "08:15", "Welfare check", "Rivermont Library", "An older man sits in the cold and asks for his wife."),
    ("102", "11:40", "MH CRISIS", "12 Mill Lane", "She paces and says the neighbors listen through the wall."),
    ("103", "", "Welfare Check", "Bus stop, Elm Street", "No time was written down."),
    ("104", "23:05", "MH CRISIS", "77 Orchard Row", "He would like somebody to talk to."),
    ("105", "25:10", "Welfare check", "Court Street", ""),
)


def bring_in() -> None:
    """Take the list in as the administrator would, and ask for an export; the privacy officer has not answered yet."""
    admin = next(one for one in cast.read().in_role(Role.ADMIN)).actor()
    day = (clock.now() - timedelta(days=2)).strftime("%m/%d/%Y")
    head = "Call ID,Date,Time,Nature,Address,Notes\n"
    text = head + "".join(f"{number},{day},{','.join(rest)}\n" for number, *rest in (map(_cell, row) for row in ROWS))
    begun = imports.begin([text.encode()], NAME, actor=admin)
    seen = imports.look_at(imports.import_of(begun, actor=admin))
    mapping = Mapping(
        source=SOURCE,
        agency_id=admin.organization_id,
        zone=cast.ZONE,
        fields=suggest(seen.names()),
        words=WORDS,
        date_form="us",
    )
    imports.choose(begun, mapping, actor=admin, save_as=KEPT_AS)
    run = imports.start(begun, actor=admin)
    # What the worker would do, at once: the page then shows it done from the first look.
    work.execute(run_id=str(run))
    ask_for_everything(REASON, actor=admin)


def _cell(text: str) -> str:
    return f'"{text}"' if "," in text else text
