"""P15: the label itself is sensitive. Nobody else's page changes by one byte when something is written that is kept apart."""

import difflib
import re

import pytest
from django.test import Client

from tandem.domain.part2 import actions
from tandem.foundation import clock
from tandem.foundation.organizations.models import Organization
from tandem.foundation.readiness import standing
from tandem.surfaces.care.tests.conftest import browser, still
from tandem.surfaces.field.tests.conftest import night
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import LONG, few

__all__ = ["night"]
APART = ["apart/", "apart/use/", "screen/audit-c/result/", "screen/audit-c/question/1/"]


def _everything(night, encounter) -> None:
    actions.tell(encounter, actor=night.clinician, told={"substances": ["opioids"], "goals": ["Monday"]})
    actions.write_note(encounter, actor=night.clinician, text="He takes methadone.", sign=True)
    actions.write_counseling_note(encounter, actor=night.clinician, text="A session.")
    actions.write_psychotherapy_note(encounter, actor=night.clinician, text="His brother.")
    actions.begin(encounter, actor=night.clinician, instrument="audit-c")


def without_clocks(response) -> bytes:
    """What a clock draws is no answer to anything: the bar of the next check-in, how long ago, and words of one page."""
    return re.sub(
        rb'<time[^>]* data-clock>[^<]*|<progress[^>]*>|[?]at=[0-9.]+|nonce="[^"]*"|name="once" value="[^"]*"',
        b"",
        still(response),
    )


def _looks(pages: list[tuple[Client, str]]) -> list[tuple[str, int, bytes]]:
    found = []
    for client, url in pages:
        response = client.get(url, follow=True)
        found.append((url, response.status_code, without_clocks(response)))
    return found


def test_p15_pages_of_everybody_else_do_not_change_by_one_byte(night):
    """The label itself is sensitive: the same person's pages, before and after everything was written."""
    with clock.at(clock.now()):
        review = night.met() + "review/"
        encounter = review.split("/")[4]
        person, call = f"/people/{night.person}/", f"/field/call/{night.assignment}/"
        others = {role: browser(made.user_with_job(role)) for role in (Role.CLINICIAN, Role.EVALUATOR, Role.ADMIN)}
        dispatcher, officer = browser(made.user_with_job(Role.DISPATCHER)), browser(night.officer)
        pages = [
            *((officer, url) for url in (call, f"{call}scene/", f"{call}report/", person)),
            *((dispatcher, url) for url in (f"/board/call/{night.incident}/", "/search/?q=Brand")),
            *((others[Role.CLINICIAN], url) for url in (person, "/care/", review)),
            *((others[role], person) for role in (Role.EVALUATOR, Role.ADMIN)),
        ]
        if LONG:
            # More lists and counts of the same readers.
            pages += [(officer, url) for url in ("/field/", f"{call}copy/")]
            pages += [(dispatcher, url) for url in ("/board/", person)]
            pages += [(others[Role.CLINICIAN], "/search/?q=Brand"), (others[Role.EVALUATOR], "/measures/")]
            pages += [(others[Role.ADMIN], url) for url in ("/program/", "/directory/")]
            pages.append((browser(made.user_with_job(Role.PRIVACY_OFFICER)), person))
        # How much is left to do is counted once a minute, and may be an earlier test's.
        standing.forget()
        before = _looks(pages)
        _everything(night, encounter)
        after = _looks(pages)
    assert {status for _url, status, _body in before} == {200, 404}, "some pages open, some never do"
    assert [one[:2] for one in after] == [one[:2] for one in before]
    for one, two in zip(before, after, strict=True):
        changed = list(difflib.unified_diff(one[2].decode().split("<"), two[2].decode().split("<"), n=0))
        if changed:
            pytest.fail(f"{one[0]}: {changed}")


@pytest.mark.fuzz
def test_p15_the_pages_themselves_are_nobody_elses(night):
    encounter = night.met().split("/")[4]
    _everything(night, encounter)
    house = Organization.objects.get(pk=night.clinician.organization_id)
    officer = browser(night.officer)
    others = [browser(made.user_with_job(role, of=of)) for role, of in ((Role.CLINICIAN, None), (Role.PEER, house))]
    for path in few(APART, every=2):
        absent = officer.get(f"/field/contact/{night.person}/{night.person}/{path}")
        for reader in (officer, *others):
            answer = reader.get(f"/field/contact/{night.person}/{encounter}/{path}")
            assert answer.status_code == 404, path
            if reader == officer:
                assert still(answer) == still(absent), path
