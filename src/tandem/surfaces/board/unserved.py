"""Why no team went, in one word, on the forms that end a call or choose another response. Nobody has to say it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tandem.domain.incidents.records import CallDetail
from tandem.vocabulary.criteria import FOR_THE_TEAM, TOLD_UNSERVED, UNSERVED_LABELS


def parts(call: CallDetail) -> Iterable[dict]:
    """The field, where the criteria meant the call for the team and none has arrived."""
    meant = call.decision is not None and call.decision.response in FOR_THE_TEAM
    if not meant or any(one.times.get("arrival") for one in call.assignments):
        return []
    options = [("", _("None of these")), *((one.value, UNSERVED_LABELS[one]) for one in TOLD_UNSERVED)]
    return [
        {
            "name": "unserved",
            "label": _("Why does no team go?"),
            "kind": "select",
            "options": options,
            "hint": _("Only if one of these was the reason. It counts in the ledger of calls without a team."),
            "value": call.unserved,
        }
    ]
