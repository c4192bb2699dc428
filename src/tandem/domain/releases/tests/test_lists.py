"""A list of people as a file: asked with a reason, a second yes above 500 rows, marked, short-lived, never run."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.domain.referrals.tests.made_loop import loop
from tandem.domain.releases import lists
from tandem.domain.releases.models import Copy, ListExport, Opening
from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.audit.models import Entry
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role
from tandem.vocabulary.text import FORMULA, cell
from tests import made

pytestmark = pytest.mark.django_db
WHY = "Monday's case conference"


class House:
    def __init__(self):
        self.loop = loop()
        provider = made.Organization.objects.get(pk=self.loop.sender.organization_id)
        self.supervisor = made.user_with_job(Role.CLINICAL_SUPERVISOR, of=provider)
        self.other = made.user_with_job(Role.CLINICAL_SUPERVISOR, of=provider)
        self.officer = made.user_with_job(Role.PRIVACY_OFFICER, of=provider)
        self.loop.send()


@pytest.fixture(scope="module")
def house(file_db) -> House:
    return House()


def rows_of(file: lists.File) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.body.decode("utf-8-sig"))))


def test_the_file_says_whose_it_is_in_every_row_and_each_person_has_an_entry(house):
    asked = lists.ask(WHY, actor=house.supervisor)
    mark, head, *rows = rows_of(lists.fetch(asked, actor=house.supervisor))
    number = lists.mine(house.supervisor)[0].number
    assert number in mark[0] and house.supervisor.name in mark[0] and WHY in mark[0] and "Delete it by" in mark[0]
    assert head[0] == "export" and [row[0] for row in rows] == [number] and "Theo Ballard" in rows[0]
    kept = Copy.objects.get()
    assert (kept.person_id, kept.way, kept.kind, kept.subject_id) == (house.loop.person, "file", "list", asked)
    assert Opening.objects.filter(kind="care", ids__contains=[house.loop.person]).exists()
    assert ListExport.objects.get().fetched_at


@pytest.mark.parametrize("purpose", ["", "   ", "too short", "x" * 301, "fifteen letters\x00"])
def test_it_needs_a_purpose(house, purpose):
    with pytest.raises(Refusal) as refused:
        lists.ask(purpose, actor=house.supervisor)
    assert refused.value.errors[0][0] == "purpose" and not ListExport.objects.exists()


def test_above_the_cap_another_person_says_yes(house, monkeypatch):
    monkeypatch.setattr(lists, "ALONE", 0)
    asked = lists.ask(WHY, actor=house.supervisor)
    with pytest.raises(Absent):
        lists.fetch(asked, actor=house.supervisor)
    with pytest.raises(NotAllowed):
        lists.answer(asked, actor=house.other, yes=True)
    with pytest.raises(Absent):
        lists.answer(asked, actor=made.user_with_job(Role.PRIVACY_OFFICER), yes=True)
    with pytest.raises(Refusal, match="empty"):
        lists.answer(asked, actor=house.officer, yes=False)
    assert lists.asked(house.officer)[0].rows == 1
    lists.answer(asked, actor=house.officer, yes=True)
    with pytest.raises(Conflict):
        lists.answer(asked, actor=house.officer, yes=True)
    assert len(rows_of(lists.fetch(asked, actor=house.supervisor))) == 3


def test_it_lapses_after_a_day_and_is_only_whose_asked(house):
    asked = lists.ask(WHY, actor=house.supervisor)
    for reader, error in ((house.other, Absent), (house.loop.sender, NotAllowed), (house.officer, NotAllowed)):
        with pytest.raises(error):
            lists.fetch(asked, actor=reader)
    with clock.at(clock.now() + timedelta(hours=24)), pytest.raises(Absent):
        lists.fetch(asked, actor=house.supervisor)
    with pytest.raises(Absent):
        lists.fetch(uuid4(), actor=house.supervisor)
    with pytest.raises(NotAllowed):
        lists.ask(WHY, actor=house.loop.sender)
    assert not Copy.objects.exists()


def test_a_list_that_has_grown_is_asked_anew(house, monkeypatch):
    monkeypatch.setattr(lists, "ALONE", 0)
    asked = lists.ask(WHY, actor=house.supervisor)
    lists.answer(asked, actor=house.officer, yes=True)
    loop(house.loop.sender).send()
    with pytest.raises(Conflict, match="grown"):
        lists.fetch(asked, actor=house.supervisor)


def test_unusual_volume_is_a_row_for_the_oversight_desk(house):
    for _time in range(lists.USUAL_FILES):
        lists.ask(WHY, actor=house.supervisor)
    assert not Entry.objects.filter(action="export.unusual").exists()
    lists.ask(WHY, actor=house.supervisor)
    entry = Entry.objects.get(action="export.unusual")
    assert entry.actor_id == house.supervisor.id and entry.detail == {"files": 4, "rows": 4}


@pytest.mark.parametrize("start", FORMULA)
def test_a_spreadsheet_runs_nothing_of_it(start):
    assert cell(f"{start}HYPERLINK()") == f"'{start}HYPERLINK()"
    assert cell("Theo Ballard") == "Theo Ballard" and cell("") == ""
