"""The fields of a contact: what stands in each, and how each is set, in the order the rooms need them said."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.domain.encounters import actions
from tandem.domain.encounters.forms import CLINICAL, Form, form_named
from tandem.domain.encounters.rules import destinations, distress
from tandem.domain.encounters.scene_records import told as told_of
from tandem.domain.encounters.state_law import in_force
from tandem.domain.part2 import actions as part2
from tandem.domain.part2.forms import USE
from tandem.domain.part2.records import for_encounter as use_of
from tandem.domain.part2.records import notes_apart
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.apart import opens
from tandem.surfaces.field.door import Contact
from tandem.surfaces.field.phone.verbs import say, screenings
from tandem.surfaces.field.phone.verbs.shapes import names, shapes, told
from tandem.surfaces.field.phone.verbs.verb import Said
from tandem.surfaces.field.scene import spoken
from tandem.vocabulary.refusal import Refusal

RATINGS = ("distress_before", "distress_after")
ENDING = ("disposition", "disposition_detail")
TAKEN = ("transported_to", "transported_by")
PLAIN = ("contact_outcome", *RATINGS, *ENDING, *TAKEN, "note", "note_apart")
FORM = "form."


def forms(one: Contact) -> dict[str, Form]:
    """The forms a phone may set in this contact: the hold under the law of its day, and Part 2's for who may."""
    law = in_force(timezone.localtime(one.encounter.started_at).date())
    found = {form.code: form for form in (form_named("hold", law), *CLINICAL) if form}
    return found | ({USE.code: USE} if opens(one) else {})


def standing(one: Contact, asked: Collection[str] | None = None) -> dict[str, object]:
    """What stands in every field of this contact that a phone may set; what nobody said is left out.

    `asked` are names: only the kinds of field among them are looked up.
    """
    said = one.encounter

    def wanted(before: str) -> bool:
        return asked is None or any(name.startswith(before) for name in asked)

    found: dict[str, object] = {name: getattr(said, name) for name in ("contact_outcome", *ENDING, *TAKEN)}
    for name in RATINGS:
        number = getattr(said, name)
        found[name] = number if number is not None else getattr(said, f"{name}_unanswered")
    found["note"] = said.draft
    if wanted("note_apart") and opens(one):
        found["note_apart"] = "".join(part.text for part in notes_apart(one.release, said.id) if not part.signed_at)
    found = {name: value for name, value in found.items() if value not in ("", None)}
    if wanted(FORM):
        found |= _forms_standing(one)
    return found | (screenings.standing(one) if wanted(screenings.BEFORE) else {})


def _forms_standing(one: Contact) -> dict[str, object]:
    kept = told_of(one.encounter.id, release=one.release)
    answers = {code: dict(each.answers) for code, each in kept.items()}
    answers["access"] = answers.get("access", {}) | {name: value for name, value in spoken(one).items() if value}
    if opens(one) and (use := use_of(one.encounter.id, release=one.release)):
        answers[USE.code] = dict(use.answers)
    known = forms(one)
    return {
        f"{FORM}{code}.{name}": value
        for code, said in answers.items()
        if code in known
        for name, value in shapes(known[code], said).items()
    }


def said_by(one: Contact) -> Said:
    """Who said what stands, where the record knows: the note's author, and whoever told a form last."""
    found: dict[str, tuple[str, datetime | None]] = {}
    if one.encounter.draft:
        found["note"] = (one.encounter.notes[-1].by, one.encounter.notes[-1].written_at)
    known = forms(one)
    for code, each in told_of(one.encounter.id, release=one.release).items():
        if code in known:
            found |= {f"{FORM}{code}.{name}": (each.by, each.written_at) for name in names(known[code])}
    return found


def known(one: Contact):
    """Whether a phone may set a field of this name here."""
    of_forms = {f"{FORM}{code}.{name}" for code, form in forms(one).items() for name in names(form)}

    def is_known(name: str) -> bool:
        if name == "note_apart":
            return opens(one)
        return name in PLAIN or name in of_forms or name.startswith(screenings.BEFORE)

    return is_known


def take(actor: Actor, one: Contact, fields: Mapping[str, object]) -> None:
    """Set these fields by the rooms' own verbs. Raises Refusal naming each that can't be."""
    say.only(fields, known(one))
    contact_id = one.encounter.id
    if "contact_outcome" in fields:
        actions.set_outcome(contact_id, actor=actor, outcome=say.text(fields, "contact_outcome"))
    _rate(actor, one, fields)
    for name in sorted(fields):
        if name.startswith(screenings.BEFORE):
            screenings.take(actor, one, name, fields[name])
    _end(actor, one, fields)
    _tell(actor, one, fields)
    if "note" in fields:
        actions.write_note(contact_id, actor=actor, text=say.text(fields, "note"))
    if "note_apart" in fields:
        part2.write_note(contact_id, actor=actor, text=say.text(fields, "note_apart"))


def _rate(actor: Actor, one: Contact, fields: Mapping[str, object]) -> None:
    rated = {name: fields[name] for name in RATINGS if fields.get(name) not in (None, "")}
    wrong = [name for name, value in rated.items() if distress(value) is None]
    if wrong:
        sentence = _("Choose a number from 0 (calm) to 10 (worst), or say why there is none.")
        raise Refusal(*((name, sentence) for name in wrong))
    if rated:
        given = {name.removeprefix("distress_"): value for name, value in rated.items()}
        actions.rate_distress(one.encounter.id, actor=actor, **given)


def _end(actor: Actor, one: Contact, fields: Mapping[str, object]) -> None:
    said = one.encounter
    if set(fields) & set(ENDING):
        ended = say.text(fields, "disposition") if "disposition" in fields else said.disposition
        kept = said.disposition_detail if ended == said.disposition else ""
        detail = say.text(fields, "disposition_detail") if "disposition_detail" in fields else kept
        # An outcome takes back the ending that does not go with it; a phone that says so says nothing more.
        if ended or detail:
            actions.set_disposition(said.id, actor=actor, disposition=ended, detail=detail)
    if set(fields) & set(TAKEN):
        ended = say.text(fields, "disposition") if "disposition" in fields else said.disposition
        to, by = (say.text(fields, name) if name in fields else getattr(said, name) for name in TAKEN)
        if to or by or destinations(ended):
            actions.set_transport(said.id, actor=actor, to=to, by=by)


def _tell(actor: Actor, one: Contact, fields: Mapping[str, object]) -> None:
    """Each form as a whole: what stands of it, with what this piece says of it."""
    said = {name: value for name, value in fields.items() if name.startswith(FORM)}
    stands = _forms_standing(one) if said else {}
    for code in sorted({name.split(".")[1] for name in said}):
        before = f"{FORM}{code}."
        whole = {name.removeprefix(before): value for name, value in (stands | said).items() if name.startswith(before)}
        try:
            if code == USE.code:
                part2.tell(one.encounter.id, actor=actor, told=told(whole))
            else:
                actions.tell(one.encounter.id, actor=actor, form=code, told=told(whole))
        except Refusal as refused:
            raise Refusal(*((f"{before}{name}", sentence) for name, sentence in refused.errors)) from None
