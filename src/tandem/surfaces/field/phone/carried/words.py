"""Words and forms of the program that a phone shows without asking anybody: code sets, pages of taps, screenings."""

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tandem.domain.encounters.forms import CLINICAL, ENDING, FORCE_REPORT, Form, form_named
from tandem.domain.encounters.rules import DETAIL_LIMIT, MET, NOTE_LIMIT, destinations, dispositions
from tandem.domain.encounters.state_law import in_force
from tandem.domain.part2.forms import USE
from tandem.domain.part2.instruments import offered as offered_apart
from tandem.domain.referrals.rules import WHY_LIMIT
from tandem.domain.screenings.instruments import offered
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.questionnaires.instrument import Instrument
from tandem.surfaces.field.door import WRITERS
from tandem.surfaces.field.referral import WHEN
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.scene import TRANSPORT_BY_LABELS, TRANSPORT_TO_LABELS
from tandem.vocabulary.signing import ADDENDUM_LABELS
from tandem.vocabulary.terms import (
    CONTACT_OUTCOME_LABELS,
    DISPOSITION_LABELS,
    HANDOFF_LABELS,
    NEED_LABELS,
    UNANSWERED_LABELS,
    ContactOutcome,
    Disposition,
    Unanswered,
)


def _pairs(labels: dict) -> list[list[str]]:
    return [[str(code), str(words)] for code, words in labels.items()]


def words() -> dict:
    """The code sets, each as [[code, words], …], and how long texts may be."""
    return {
        "contact_outcomes": _pairs(CONTACT_OUTCOME_LABELS),
        "met": sorted(str(one) for one in MET),
        "dispositions": {
            str(outcome): [[str(one), DISPOSITION_LABELS[one]] for one in dispositions(outcome)]
            for outcome in ContactOutcome
        },
        "destinations": {
            str(one): [[str(to), TRANSPORT_TO_LABELS[to]] for to in destinations(one)]
            for one in Disposition
            if destinations(one)
        },
        "transport_by": _pairs(TRANSPORT_BY_LABELS),
        "transport_unknown": [str(Unanswered.UNKNOWN), UNANSWERED_LABELS[Unanswered.UNKNOWN]],
        "handoff_reasons": _pairs(HANDOFF_LABELS),
        "unanswered": _pairs(UNANSWERED_LABELS),
        "needs": _pairs(NEED_LABELS),
        "addendum_reasons": _pairs(ADDENDUM_LABELS),
        "when": [[code, str(label)] for code, label in WHEN],
        "limits": {"note": NOTE_LIMIT, "disposition_detail": DETAIL_LIMIT, "why": WHY_LIMIT},
    }


def _apart(actor: Actor) -> bool:
    """Whether this human writes records about substance use at all; whose, each release says again."""
    return actor.may(Permission.APART_WRITE)


def instruments(actor: Actor) -> tuple[list[dict], list[str]]:
    """(the editions given now, as they are published; their ids in the order of the offer), for who screens."""
    if not actor.may(Permission.SCREENING_WRITE):
        return [], []
    given = offered()
    apart = offered_apart() if _apart(actor) else []
    documents = [edition_json(one) for one in (*given, *apart)]
    return documents, [one.id for one in given]


def edition_json(one: Instrument) -> dict:
    """The edition's own document, with its number: what a phone asks, skips and scores by."""
    folder = Path(settings.CONTENT_DIR) / "instruments" / one.id
    return {
        "id": one.id,
        "edition": one.edition,
        "hash": one.hash,
        "category": str(one.category),
        "title": one.short_title,
        "definition": _document(folder / f"edition-{one.edition}.json"),
    }


@lru_cache(maxsize=64)
def _document(path: Path) -> dict:
    return json.loads(path.read_bytes())


def forms(actor: Actor) -> list[dict]:
    """The pages of taps of a contact, for who writes one: the hold under the law of today, then the menu's order."""
    if actor.role not in WRITERS:
        return []
    law = in_force(timezone.localtime(clock.now()).date())
    found = [form for form in (form_named("hold", law), *CLINICAL) if form]
    return [_form(form) for form in (*found, *((USE,) if _apart(actor) else ()))]


def report_forms(actor: Actor) -> list[dict]:
    """The officer's two, as `ending` and `force`."""
    if not actor.may(Permission.POLICE_REPORT):
        return []
    return [_form(form) | {"code": code} for code, form in (("ending", ENDING), ("force", FORCE_REPORT))]


def _form(form: Form) -> dict:
    return {
        "code": form.code,
        "title": form.title,
        "category": str(form.category),
        "small": form.small,
        "note": form.note,
        "quick": form.quick,
        "quick_answers": {
            name: list(value) if isinstance(value, list) else [value] for name, value in form.quick_answers
        },
        "fields": [
            {
                "name": one.name,
                "label": one.label,
                "kind": str(one.kind),
                "options": [list(option) for option in one.options],
                "unknowns": [[str(each), UNANSWERED_LABELS[each]] for each in one.unknowns],
                "alone": one.alone,
                "hint": one.hint,
                "limit": one.limit,
                "fold": one.fold,
                "brief": one.brief,
            }
            for one in form.fields
        ],
    }
