"""The annex of a pack: each number's definition in the edition that counted it, from the catalogue and the funnel."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.measures import funnel
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.reports.pack import rows_of

HEADS = (
    gettext_lazy("Measure"),
    gettext_lazy("Counted in"),
    gettext_lazy("Counted over"),
    gettext_lazy("Left out"),
    gettext_lazy("Edition"),
)


def definitions(content: dict) -> list[tuple[str, str, str, str, str]]:
    """(measure, counted in, counted over, left out, edition) of every number in the pack, each once."""
    ids = list(dict.fromkeys(row["measure"] for row in rows_of(content) if row["measure"] in CATALOGUE))
    return [*_steps(), *(_of(CATALOGUE[id]) for id in ids)]


def _of(measure) -> tuple[str, str, str, str, str]:
    left_out = "; ".join(one.words for one in measure.exclusions) or _("nothing")
    return measure.name, measure.numerator, measure.denominator, left_out, f"{measure.id}/{measure.edition}"


def _steps() -> list[tuple[str, str, str, str, str]]:
    edition = f"funnel/{funnel.EDITION}"
    running = _("Calls still going on")
    frozen = _("Nothing. A month is counted once, a week after its end, and stays as it was counted.")
    return [
        (_("Eligible"), _("Calls for which the written criteria mean a team"), _("All calls"), running, edition),
        (_("Served"), _("Eligible calls that a team reached"), _("Eligible calls"), running, edition),
        (_("Engaged"), _("Contacts in which team and person talked"), _("All closed contacts"), frozen, edition),
        (
            _("Connected within 7 days"),
            _("Engaged contacts after which a service saw the person within seven days"),
            _("Engaged contacts"),
            _("Nothing. Somebody who is not known can't be seen to connect, and counts as not connected."),
            edition,
        ),
        (
            _("Loop closed"),
            _("Connected contacts whose referral the service had completed when the month was counted"),
            _("Connected contacts"),
            frozen,
            edition,
        ),
    ]
