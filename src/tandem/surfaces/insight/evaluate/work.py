"""The long work of a study: a stamped plan run on its frozen data, with progress, and stopped when somebody asks."""

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from tandem.foundation.jobs.work import CannotFinish, Doing
from tandem.measures.evaluation.refusals import NotInstalled, SpecError
from tandem.measures.studies import actions, records
from tandem.measures.studies.snapshot import Altered


def run(doing: Doing) -> dict:
    """Run the edition of this run. A design that can't be run says why in its own words; it never leaves an empty result."""
    doing.listen()
    held = records.edition(UUID(doing.arguments["edition"]))
    words = _("Trying made-up starts, to see what chance does")
    try:
        actions.run(
            held, actor=doing.actor, mart=settings.MART_DIR, progress=lambda done, of: doing.say(done, of, words)
        )
    except Altered as altered:
        raise CannotFinish(str(altered)) from None
    except (SpecError, NotInstalled) as refused:
        raise CannotFinish(getattr(refused, "sentence", str(refused))) from None
    return {"edition": str(held.id)}
