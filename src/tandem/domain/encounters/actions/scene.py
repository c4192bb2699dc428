"""Tell what happened on scene, form by form. Each telling is a version of its own; the newest counts, the old ones stay.

The log says which form was told, never what: the answers stay in the table of their category.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import timezone

from tandem.domain.encounters.actions.contact import changed, held, still_open
from tandem.domain.encounters.forms import ENDING, FORCE_REPORT, Form, checked, form_named
from tandem.domain.encounters.models import Encounter, PoliceEnding, PoliceForm, SceneForm
from tandem.domain.encounters.state_law import in_force
from tandem.domain.incidents.models import Assignment, Involvement
from tandem.domain.people.actions import describe
from tandem.domain.people.models import Description
from tandem.domain.staffing.models import TeamMember
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.circumstances import LANGUAGE_LABELS, Language
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind
from tandem.vocabulary.timeline import Kind

Told = Mapping[str, Sequence[str]]


def tell(encounter_id: UUID, *, actor: Actor, form: str, told: Told) -> None:
    """Keep one form of a contact as its newest version. The same answers again add nothing.

    `told` maps a field to what was tapped or typed, as the page sends it. Raises Refusal naming fields, Absent for a
    form that does not exist.
    """
    with act(actor, Permission.ENCOUNTER_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        near = timezone.localtime(encounter.started_at)
        law = in_force(near.date()) if form == "hold" else None
        page = form_named(form, law)
        if page is None:
            raise Absent
        answers = checked(page, told, near)
        still_open(encounter)
        own = {name: value for name, value in answers.items() if _category(page, name) == page.category}
        spoken = _language(answers)
        if spoken:
            _describe(encounter, actor, spoken)
        newest = encounter.forms.filter(form=form).order_by("-id").first()
        if own == (newest.answers if newest else {}):
            return
        doing.add(
            SceneForm(
                encounter=encounter,
                form=form,
                answers=own,
                edition=law.edition if law else "",
                written_at=doing.at,
                written_by=actor.id,
                written_by_name=actor.name,
            )
        )
        doing.log(
            Kind.SCENE_TOLD,
            encounter.incident_id,
            encounter.person_id,
            encounter.pk,
            form=form,
            again=newest is not None,
        )
        changed(doing, encounter)


def _category(form: Form, name: str) -> Category:
    field = next(one for one in form.fields if one.name == name)
    return field.category or form.category


def _language(answers: Mapping) -> str:
    """ "Spanish, with an interpreter", as the description of a person holds it; "" where nobody said a language."""
    code = answers.get("language")
    if not code:
        return ""
    words = answers["language_other"] if code == Language.OTHER else LANGUAGE_LABELS[Language(code)]
    return words + {"yes": ", with an interpreter"}.get(answers.get("interpreter_needed", ""), "")


def _describe(encounter: Encounter, actor: Actor, language: str) -> None:
    known = Description.objects.filter(person_id=encounter.person_id, withdrawn_at=None).exclude(language="")
    if language != known.order_by("recorded_at").values_list("language", flat=True).last():
        describe(actor=actor, person_id=encounter.person_id, told_on=encounter.incident_id, language=language)


def report(assignment_id: UUID, *, actor: Actor, person_id: UUID | None, told: Told) -> None:
    """Keep what an officer told of one person on the team's call: how it ended for police, and force, injuries, charges.

    Two tables, one act. Raises Absent off the team, Refusal naming fields or for a person not on the call.
    """
    with act(actor, Permission.POLICE_REPORT, kind="assignment", subject=assignment_id) as doing:
        assignment = Assignment.objects.select_for_update().filter(pk=assignment_id).first()
        on_team = TeamMember.objects.filter(team_id=assignment.team_id, user_id=actor.id) if assignment else None
        if on_team is None or actor.organization_kind != OrganizationKind.POLICE or not on_team.exists():
            raise Absent
        on_call = Involvement.objects.filter(incident_id=assignment.incident_id, removed_at=None)
        if not on_call.filter(person_id=person_id).exists() if person_id else on_call.exists():
            raise Refusal(("person", "Choose whom this is about: somebody on this call."))
        near = timezone.localtime(assignment.arrived_at or assignment.dispatched_at)
        kept = [
            (table, checked(form, told, near)) for table, form in ((PoliceEnding, ENDING), (PoliceForm, FORCE_REPORT))
        ]
        for table, answers in kept:
            _version(table, answers, assignment, person_id, actor, doing)


def _version(table, answers: dict, assignment: Assignment, person_id: UUID | None, actor: Actor, doing: Act) -> None:
    about = {"assignment": assignment, "person_id": person_id, "organization_id": actor.organization_id}
    newest = table.objects.filter(**about).order_by("-id").first()
    if answers == (newest.answers if newest else {}):
        return
    doing.add(table(**about, answers=answers, written_at=doing.at, written_by=actor.id, written_by_name=actor.name))
    kind = Kind.POLICE_ENDED if table is PoliceEnding else Kind.POLICE_TOLD
    doing.log(kind, assignment.incident_id, assignment.team_id, again=newest is not None)
    doing.tell("board", assignment.incident_id)
