"""People are let in, changed and let go through the administrator's pages; a link is handed over once and works once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tandem.foundation import clock, mail
from tandem.foundation.accounts.models import OneTimeLink, User
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import AccessEnded, Membership
from tandem.surfaces.program.tests.conftest import WORD, at_the_page
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few
from tests.signed_in import begins, through_the_door

PEOPLE = "/program/people/"


def link_of(answer, client) -> str:
    """The path of the link on the page that shows links once."""
    assert answer.url == f"{PEOPLE}links/"
    (slip,) = client.get(answer.url).context["slips"]
    return "/begin/" + slip["link"].split("/begin/")[1]


def page(actor_or_user) -> str:
    return f"{PEOPLE}{getattr(actor_or_user, 'id', actor_or_user)}/"


def test_somebody_is_let_in_with_a_link_that_works_once(lake):
    link = link_of(lake.admin.post(f"{PEOPLE}add/", lake.person()), lake.admin)
    # Shown once: a second look, or another one's look, finds nothing.
    assert lake.admin.get(f"{PEOPLE}links/").context["slips"] == []
    user = User.objects.get(username="lena.castellan")
    assert link.split("/")[2] not in str(OneTimeLink.objects.values())
    answer = lake.admin.get(page(user.pk))
    assert answer.context["person"].state == "invited" and "invited until" in answer.content.decode()
    lena = Client()
    assert begins(lena, link, WORD).url == "/field/"
    assert lena.get("/care/").status_code == 200
    assert Client().get(link).status_code == 404
    assert lake.admin.get(page(user.pk)).context["person"].state == "active"


@pytest.mark.fuzz
def test_each_mistake_is_named_and_nothing_is_stored(lake):
    before = User.objects.count()
    wrong = (
        ({"username": "no spaces"}, "username"),
        ({"username": ""}, "username"),
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "Front Desk"}, "name"),
        ({"name": "Sam Orrin and Jo Linden"}, "name"),
        ({"name": "Dispatch 2"}, "name"),
        ({"role": "king"}, "role"),
        ({"role": "officer"}, "role"),
        ({"organization": lake.police.pk}, "role"),
        ({"organization": "x"}, "organization"),
        ({"organization": uuid4()}, "organization"),
        ({"profession": "wizard"}, "profession"),
        ({"email": "nobody"}, "email"),
        ({"email": "x" * 250 + "@example.org"}, "email"),
        ({"expires_on": "tomorrow"}, "expires_on"),
        ({"expires_on": "2020-01-01"}, "expires_on"),
    )
    for change, field in few(wrong, every=4):
        answer = lake.admin.post(f"{PEOPLE}add/", lake.person(**change))
        assert (answer.status_code, set(answer.context["errors"])) == (422, {field}), change
        assert answer.context["told"]["profession"] == change.get("profession", "clinician")
    assert User.objects.count() == before


@pytest.mark.fuzz
def test_one_account_is_one_human(lake):
    lena = lake.clinician()
    User.objects.filter(pk=lena.id).update(name="Lena Made")
    told = lake.person(username=User.objects.get(pk=lena.id).username, role="evaluator", profession="")
    answer = lake.admin.post(f"{PEOPLE}add/", told)
    assert "belongs to" in answer.context["errors"]["username"]
    told["name"] = "Lena  made"
    assert lake.admin.post(f"{PEOPLE}add/", told).url == page(lena)
    assert lake.admin.post(f"{PEOPLE}add/", told).status_code == 422
    assert Membership.objects.filter(user_id=lena.id).count() == 2
    officer = lake.person(name="Lena Made", username=told["username"], role="officer", organization=lake.police.pk)
    assert "other side" in lake.admin.post(f"{PEOPLE}add/", officer).context["errors"]["role"]
    for nobody in few(("Night Shift", "Duty Phone", "Officer", "A & B", "Team CR1"), every=4):
        assert lake.admin.post(f"{PEOPLE}add/", lake.person(name=nobody)).status_code == 422, nobody
    for somebody in few(("Robin Station", "Ana Ortega y Vega", "Bea O'Neill-Day", "Ng"), every=2):
        fresh = lake.person(name=somebody, username=f"u{abs(hash(somebody)) % 10**8}")
        assert lake.admin.post(f"{PEOPLE}add/", fresh).status_code == 302, somebody


def test_invite_again_ends_the_older_link_and_an_old_link_dies(lake):
    first = link_of(lake.admin.post(f"{PEOPLE}add/", lake.person()), lake.admin)
    user = User.objects.get(username="lena.castellan")
    second = link_of(lake.admin.post(f"{page(user.pk)}link/"), lake.admin)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    with clock.at(clock.now() + timedelta(days=3, seconds=1)):
        assert Client().get(second).status_code == 404
        assert lake.admin.get(page(user.pk)).context["person"].state == "link_over"


@pytest.mark.fuzz
def test_many_at_once_or_none(lake):
    lines = (
        f"Lena Castellan, lena.c, Clinician, {lake.provider.name}",
        "",
        f"Ed Marrowby\ted.m\tofficer\t{lake.police.short_name}",
        f"Front Desk, desk, Dispatcher, {lake.dispatch.name}",
        "Too, few",
        f"Lena Again, LENA.C, Peer specialist, {lake.provider.name}",
        f"Mia Kent, mia.k, Officer, {lake.provider.name}",
        "Ola Kent, ola.k, King, Nowhere",
        f"Pia Kent, pia.k, Clinician, {lake.provider.name}, wizard, not-an-address",
    )
    before = User.objects.count()
    answer = lake.admin.post(f"{PEOPLE}bulk/", {"lines": "\n".join(lines)})
    assert answer.status_code == 422
    assert {one.number: len(one.sentences) for one in answer.context["wrong"]} == {4: 1, 5: 1, 6: 1, 7: 1, 8: 2, 9: 2}
    assert answer.context["told"] == "\n".join(lines)
    assert User.objects.count() == before and not OneTimeLink.objects.exists()
    assert Entry.objects.filter(action="people:manage", outcome="refused").count() == 1
    good = "\n".join([lines[0], lines[2], f"Ray Finch, ray.f, Peer specialist, {lake.provider.name},, ray@example.org"])
    assert lake.admin.post(f"{PEOPLE}bulk/", {"lines": good}).url == f"{PEOPLE}links/"
    assert [one["username"] for one in lake.admin.get(f"{PEOPLE}links/").context["slips"]] == [
        "lena.c",
        "ed.m",
        "ray.f",
    ]
    job = Membership.objects.get(user__username="ed.m")
    assert (job.role, job.profession, job.organization_id) == ("officer", "officer", lake.police.pk)
    for empty in few(("", " \n", "\n".join(["x"] * 201)), every=2):
        assert lake.admin.post(f"{PEOPLE}bulk/", {"lines": empty}).status_code == 422


def test_h10_who_is_let_go_is_out_at_the_next_click_and_partners_are_told(lake):
    lena = lake.clinician()
    hers = Client()
    user = User.objects.get(pk=lena.id)
    through_the_door(hers, user, WORD)
    assert hers.get("/care/").status_code == 200
    link = link_of(lake.admin.post(f"{page(lena)}link/"), lake.admin)
    assert lake.admin.get(f"{page(lena)}disable/").status_code == 200
    assert lake.admin.post(f"{page(lena)}disable/", {"reason": " "}).status_code == 422
    assert lake.admin.post(f"{page(lena)}disable/", {"reason": "Left the agency"}).url == page(lena)
    assert hers.get("/care/").status_code == 302
    assert Client().get(link).status_code == 404
    assert Client().post("/sign-in/", {"username": user.username, "password": WORD}).status_code == 422
    told = AccessEnded.objects.get(organization=lake.police)
    assert told.due_by - told.ended_at == timedelta(hours=24)
    assert not AccessEnded.objects.filter(organization=lake.provider).exists()
    police = at_the_page(made.user_with_job(Role.AGENCY_ADMIN, of=lake.police))
    assert lena.name in police.get(PEOPLE).content.decode()
    assert lake.agency_admin.post(f"{PEOPLE}told/{told.pk}/").status_code == 404
    assert police.post(f"{PEOPLE}told/{told.pk}/").url == PEOPLE
    assert lena.name not in police.get(PEOPLE).content.decode()
    # Back again, with the jobs there were; the old session stays over.
    assert lake.admin.post(f"{page(lena)}enable/").url == page(lena)
    assert hers.get("/care/").status_code == 302
    assert through_the_door(hers, user, WORD).url == "/field/"


def test_a_job_ends_or_changes_and_its_rights_with_it(lake):
    lena = lake.clinician()
    hers = at_the_page(lena)
    job = Membership.objects.get(user_id=lena.id)
    change = {"organization": lake.provider.pk, "role": "evaluator", "profession": ""}
    address = f"{page(lena)}jobs/{job.pk}/"
    assert lake.admin.get(f"{address}change/").status_code == 200
    assert lake.admin.post(f"{address}change/", {**change, "role": "officer"}).status_code == 422
    assert lake.admin.post(f"{address}change/", change).url == page(lena)
    assert hers.get("/care/").status_code == 302
    job.refresh_from_db()
    assert not job.active and job.ended_at
    new = Membership.objects.get(user_id=lena.id, active=True)
    assert new.role == Role.EVALUATOR
    assert lake.admin.post(f"{page(lena)}jobs/{new.pk}/end/").url == page(lena)
    assert lake.admin.post(f"{page(lena)}jobs/{new.pk}/end/").status_code == 404
    # Who comes back takes the same job up again.
    again = {"organization": lake.provider.pk, "role": "clinician", "profession": "nurse"}
    assert lake.admin.post(f"{page(lena)}jobs/", again).url == page(lena)
    job.refresh_from_db()
    assert job.active and job.profession == "nurse"
    assert lake.admin.post(f"{address}change/", {**again, "profession": "clinician"}).url == page(lena)
    assert Membership.objects.get(pk=job.pk).profession == "clinician"
    assert lake.admin.post(f"{page(lena)}jobs/", again).status_code == 422


@pytest.mark.fuzz
@pytest.mark.parametrize("verb", few(["disable", "end", "change"], every=3))
def test_the_last_administrator_stays_and_nobody_raises_their_own_rights(lake, verb):
    job = Membership.objects.get(user_id=lake.chief.id)
    change = {"organization": lake.dispatch.pk, "role": "dispatcher", "profession": ""}

    def tried(client):
        if verb == "disable":
            return client.post(f"{page(lake.chief)}disable/", {"reason": "No longer needed"})
        return client.post(f"{page(lake.chief)}jobs/{job.pk}/{verb}/", change)

    assert tried(lake.admin).status_code == 422
    second = made.user_with_job(Role.ADMIN, of=lake.dispatch)
    User.objects.filter(pk=second.id).update(is_active=False)
    # The other administrator is disabled, so that the first is the last one, whoever asks.
    system = made.user_with_job(Role.ADMIN, of=lake.provider)
    client = at_the_page(system)
    Membership.objects.filter(user_id=system.id).update(active=True)
    own = Membership.objects.get(user_id=system.id)
    raising = (
        ("jobs/", change),
        ("link/", {}),
        ("details/", {"name": "Sam Else", "email": "", "expires_on": ""}),
        ("reviewed/", {}),
        (f"jobs/{own.pk}/end/", {}),
    )
    asked = few(raising, every=2)
    for path, told in asked:
        assert client.post(page(system) + path, told).status_code == 422, path
    assert tried(client).status_code == 302
    assert Entry.objects.filter(action="people:manage", outcome="refused").count() >= len(asked) + 1


def test_the_last_one_is_kept_by_the_verb_itself(lake):
    from tandem.foundation.accounts.actor import Actor
    from tandem.foundation.organizations import actions
    from tandem.vocabulary.permissions import Permission
    from tandem.vocabulary.refusal import Refusal

    outside = Actor.system("test", Permission.PEOPLE_MANAGE, Permission.PROGRAM_SET_UP)
    job = Membership.objects.get(user_id=lake.chief.id)
    for verb in (
        lambda: actions.disable(lake.chief.id, actor=outside, reason="x"),
        lambda: actions.end_job(job.pk, actor=outside),
        lambda: actions.change_job(job.pk, actions.Job(lake.dispatch.pk, "dispatcher"), actor=outside),
    ):
        with pytest.raises(Refusal, match="last administrator"):
            verb()
    assert Membership.objects.get(pk=job.pk).active


@pytest.mark.fuzz
def test_an_agency_manages_its_own_people_only(lake):
    officer = made.user_with_job(Role.OFFICER, of=lake.police)
    lena = lake.clinician()
    shown = lake.agency_admin.get(PEOPLE).content.decode()
    assert lena.name in shown and officer.name not in shown and lake.chief.name not in shown
    job = Membership.objects.get(user_id=officer.id)
    absent = lake.agency_admin.get("/program/people/no-such/").status_code
    for path in few(("", "disable/"), every=2):
        assert lake.agency_admin.get(page(officer) + path).status_code == absent == 404
    verbs = ("link/", "disable/", "enable/", "details/", "reviewed/", "jobs/", f"jobs/{job.pk}/end/")
    for path in few(verbs, every=3):
        assert lake.agency_admin.post(page(officer) + path, {"reason": "x"}).status_code == 404, path
    # The job of a stranger under the page of an own person is as absent.
    assert lake.agency_admin.post(f"{page(lena)}jobs/{job.pk}/end/").status_code == 404
    for page_of_the_program in few(("/program/", "/program/rules/", f"/program/agencies/{lake.provider.pk}/"), every=2):
        assert lake.agency_admin.get(page_of_the_program).status_code == 404
    # Rights over the whole program, and other agencies, are not theirs to give.
    beyond = (
        ({"role": "admin", "profession": ""}, "role"),
        ({"role": "privacy_officer", "profession": ""}, "role"),
        ({"organization": lake.police.pk, "role": "officer"}, "organization"),
        ({"name": "Ola Made", "username": User.objects.get(pk=officer.id).username}, "username"),
    )
    for change, field in few(beyond, every=2):
        answer = lake.agency_admin.post(f"{PEOPLE}add/", lake.person(**change))
        assert (answer.status_code, set(answer.context["errors"])) == (422, {field}), change
    assert lake.agency_admin.post(f"{PEOPLE}add/", lake.person()).status_code == 302
    assert Client().get(PEOPLE).status_code == 302
    assert at_the_page(lena).get(PEOPLE).status_code == 404


@pytest.mark.fuzz
def test_an_account_that_works_elsewhere_too_is_not_an_agencys_to_reset(lake):
    lena = lake.clinician()
    Membership.objects.create(user_id=lena.id, organization=lake.dispatch, role=Role.DISPATCHER)
    for path in few(("link/", "disable/", "details/"), every=3):
        told = {"reason": "Left", "name": "Lena Else", "email": "", "expires_on": ""}
        assert lake.agency_admin.post(page(lena) + path, told).status_code == 422, path
    assert "also works outside" in lake.agency_admin.get(page(lena)).content.decode()
    elsewhere = Membership.objects.get(user_id=lena.id, role=Role.DISPATCHER)
    assert lake.agency_admin.post(f"{page(lena)}jobs/{elsewhere.pk}/end/").status_code == 404
    here = Membership.objects.get(user_id=lena.id, role=Role.CLINICIAN)
    assert lake.agency_admin.post(f"{page(lena)}jobs/{here.pk}/end/").url == page(lena)


@pytest.mark.fuzz
def test_an_administrator_of_the_program_in_the_agency_is_out_of_its_administrators_hands(lake):
    boss = made.user_with_job(Role.ADMIN, of=lake.provider)
    made.user_with_job(Role.ADMIN, of=lake.dispatch)
    for path in few(("link/", "disable/"), every=2):
        assert lake.agency_admin.post(page(boss) + path, {"reason": "A coup"}).status_code == 422
    job = Membership.objects.get(user_id=boss.id)
    assert lake.agency_admin.post(f"{page(boss)}jobs/{job.pk}/end/").status_code == 404


@pytest.fixture
def kept(monkeypatch):
    out = mail.Kept()
    monkeypatch.setattr(mail, "mailer", lambda: out)
    return out


def test_with_e_mail_the_link_is_also_sent_and_says_nothing_else(lake, kept):
    lake.admin.post(f"{PEOPLE}add/", lake.person(email="lena@example.org"))
    shown = lake.admin.get(f"{PEOPLE}links/")
    assert "Also sent to lena@example.org" in shown.content.decode()
    ((to, subject, text),) = kept.messages
    assert to == "lena@example.org" and "Lena" not in subject
    (slip,) = shown.context["slips"]
    assert slip["link"] in text and text.startswith("Hello Lena Castellan,")
    for word in ("clinician", lake.provider.name, "lena.castellan"):
        assert word not in text + subject


def test_a_mail_server_that_fails_or_sleeps_stops_nothing(lake, kept, monkeypatch):
    def refuses(*_message):
        raise ConnectionRefusedError("no")

    monkeypatch.setattr(kept, "send", refuses)
    lake.admin.post(f"{PEOPLE}add/", lake.person(email="lena@example.org"))
    shown = lake.admin.get(f"{PEOPLE}links/").content.decode()
    assert "Not sent to lena@example.org: The mail server did not take the message." in shown
    assert "/begin/" in shown


@pytest.mark.fuzz
def test_open_work_is_counted_and_handed_over_unseen(lake):
    from tandem.domain.encounters.actions import close, set_disposition, set_outcome, start
    from tandem.domain.followups.actions import plan, take

    lena, grace = lake.clinician(), lake.clinician()
    officer = made.user_with_job(Role.OFFICER, of=lake.police)
    team = made.team(lena, officer)
    someone = made.person(lena, given_name="Theo")
    call = made.call(someone)
    assignment = made.sent(call, team)
    encounter = start(actor=lena, person_id=someone, incident_id=call, assignment_id=assignment)
    shown = lake.admin.get(page(lena)).content.decode()
    assert "1 call open" in shown and "1 contact is not finished" in shown and "Theo" not in shown
    set_outcome(encounter, actor=lena, outcome="engaged")
    set_disposition(encounter, actor=lena, disposition="resolved_on_scene")
    close(encounter, actor=lena)
    followup = plan(actor=lena, encounter_id=encounter)
    take(followup, actor=lena)
    assert lake.admin.get(page(lena)).context["work"].followups == 1
    for wrong in few((str(officer.id), "x", ""), every=3):
        assert lake.admin.post(f"{page(lena)}hand-over/", {"to": wrong}).status_code == 422
    assert lake.agency_admin.post(f"{page(lena)}hand-over/", {"to": str(grace.id)}).url == page(lena)
    assert lake.admin.get(page(lena)).context["work"].followups == 0
    assert lake.admin.get(page(grace)).context["work"].followups == 1


def test_the_lists_and_the_yearly_look(lake):
    lena = lake.clinician()
    User.objects.filter(pk=lena.id).update(created_at=clock.now() - timedelta(days=365))
    User.objects.filter(pk=lena.id).update(last_login=clock.now() - timedelta(days=80))
    due = lake.admin.get(f"{PEOPLE}?show=review")
    assert [one.id for one in due.context["people"]] == [lena.id]
    assert [one.idle_left for one in lake.admin.get(f"{PEOPLE}?show=ending").context["people"]] == [10]
    assert lake.admin.post(f"{page(lena)}reviewed/").url == page(lena)
    assert lake.admin.get(f"{PEOPLE}?show=review").context["people"] == []
    assert [one.id for one in lake.admin.get(f"{PEOPLE}?q={lena.name.lower()}").context["people"]] == [lena.id]
    assert lake.admin.get(f"{PEOPLE}?q=%00nobody&show=wrong").context["people"] == []


def test_a_person_of_no_job_anywhere_is_absent(lake):
    for path in ("", "disable/"):
        assert lake.admin.get(f"{PEOPLE}{uuid4()}/{path}").status_code == 404
