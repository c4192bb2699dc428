"""The forms as tables: codes that exist, no substance use, quick taps that are legal, state law that is whole."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.conf import settings

from tandem.domain.encounters.forms import CLINICAL, ENDING, FORCE_REPORT, Kind, checked, hold, said
from tandem.domain.encounters.forms.law import BadLaw, read
from tandem.domain.encounters.rules import close_problem
from tandem.domain.encounters.state_law import edition, in_force
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Unanswered
from tests import made

NOW = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)
LAW = json.loads((settings.CONTENT_DIR / "state-law/co/edition-1.json").read_text())
FORMS = (*CLINICAL, hold(None), hold(read(LAW, "co/1")), ENDING, FORCE_REPORT)
SUBSTANCE = re.compile(r"naloxone|narcan|alcohol|drug|drunk|intoxic|overdose|detox|syringe|needle|sober|high\b", re.I)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_a_form_holds_together(form):
    names = [field.name for field in form.fields]
    assert len(set(names)) == len(names)
    for field in form.fields:
        assert not field.alone or field.alone in dict(field.options)
        codes = [code for code, _words in field.options]
        assert len(set(codes)) == len(codes) and not set(codes) & set(Unanswered)
        assert bool(codes) == (field.kind in (Kind.ONE, Kind.SEVERAL, Kind.COUNTS))
    told = {name: value if isinstance(value, list) else [value] for name, value in form.quick_answers}
    assert checked(form, told, NOW) == dict(form.quick_answers)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_no_question_or_answer_says_substance_use(form):
    words = [form.title, *(field.label for field in form.fields)]
    words += [text for field in form.fields for _code, text in field.options]
    assert not [text for text in words if SUBSTANCE.search(text)]


def test_the_word_for_substance_use_would_be_caught():
    assert SUBSTANCE.search("Naloxone") and SUBSTANCE.search("Test strips, drug")


def test_only_the_language_leaves_the_clinical_note():
    elsewhere = {field.name for form in CLINICAL for field in form.fields if field.category}
    assert elsewhere == {"language", "language_other", "interpreter_needed"}
    assert {form.category for form in CLINICAL} == {Category.CLINICAL_NOTE}
    assert (ENDING.category, FORCE_REPORT.category) == (Category.CAD_FACTS, Category.LE_NARRATIVE)


def test_an_unanswered_question_is_said_as_such_and_an_unasked_one_not_at_all():
    risk = next(form for form in CLINICAL if form.code == "risk")
    answers = checked(risk, {"firearm": ["declined"], "risk": ["not_asked"], "protective": ["people"]}, NOW)
    lines = said(risk, answers, str)
    assert [(line.words, line.unknown) for line in lines] == [
        ("Not asked", True),
        ("Didn't want to answer", True),
        ("People who care", False),
    ]


def test_several_problems_are_told_at_once():
    with pytest.raises(Refusal) as refused:
        checked(hold(None), {"signed_at": ["9.15"], "basis": ["x" * 121]}, NOW)
    assert [field for field, _words in refused.value.errors] == ["basis", "signed_at"]


def test_a_hold_owes_basis_and_signer():
    for told in (None, {}, {"basis": "court_order"}, {"signer": "Dana Fairweather"}):
        assert close_problem("engaged", "involuntary_hold", told)[0] == "hold"
    assert close_problem("engaged", "involuntary_hold", {"basis": "b", "signer": "s"}) is None
    assert close_problem("declined", "involuntary_hold")[0] == "hold"
    assert close_problem("engaged", "safety_plan") is None


def test_colorado_is_read_and_dated():
    law = edition("co/1")
    assert law.hours == 72 and all(one.citation for one in (*law.bases, *law.reports))
    assert "No lawyer has checked it" in law.checked
    assert edition("co/99") is None and edition("../x/1") is None and edition("") is None


@pytest.mark.django_db
def test_the_law_of_the_programs_state_holds_from_its_day():
    program = made.program()
    assert in_force(NOW.date()) is None
    program.state = "CO"
    program.save()
    forget()
    assert in_force(NOW.date()).edition == "co/1"
    assert in_force(datetime(2020, 1, 1, tzinfo=UTC).date()) is None
    forget()


@pytest.mark.parametrize(
    "fault",
    [
        lambda law: law.pop("checked"),
        lambda law: law.update(valid_from="soon"),
        lambda law: law["hold"].update(hours=0),
        lambda law: law["hold"].update(hours=True),
        lambda law: law["hold"].update(bases=[]),
        lambda law: law["hold"]["bases"][0].update(citation=""),
        lambda law: law["hold"]["signers"].append(law["hold"]["signers"][0]),
        lambda law: law["hold"].update(more="x"),
    ],
)
def test_half_a_law_is_no_law(fault):
    law = json.loads(json.dumps(LAW))
    fault(law)
    with pytest.raises(BadLaw):
        read(law, "co/1")


def test_the_rights_are_said_in_both_languages_line_by_line():
    notice = json.loads((settings.CONTENT_DIR / "rights-notice/edition-1.json").read_text())
    assert len(notice["en"]["lines"]) == len(notice["es"]["lines"]) >= 8
    assert "official form" in notice["en"]["mark"] and "formulario oficial" in notice["es"]["mark"]
    # Neither assumes whether the reader is a man or a woman.
    assert not re.search(r"\b(arrestado|arrestada|detenido|detenida|bienvenido)\b", " ".join(notice["es"]["lines"]))
