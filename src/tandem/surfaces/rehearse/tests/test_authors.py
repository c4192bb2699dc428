"""A scenario from its first draft to being in force, through the forms as a browser posts them, without a script."""

import re

import pytest
from django.test import Client

from tandem.foundation.editions.records import forget
from tandem.foundation.jobs import work
from tandem.foundation.jobs.models import Run
from tandem.training.library import records as library
from tandem.training.library import shelf
from tandem.training.library.tests.ink import need_node
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few
from tests.signed_in import sit

SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')
SOURCE = """# title: A quiet porch
# person: Rosa Lind
# seats: officer clinician
# minutes: 5
VAR arousal = 50
VAR trust = 50
VAR danger = 5
-> porch
=== porch ===
Rosa sits on the steps. # scene: place=porch posture=sit
Her hands are under the shawl. # to: officer # cue: behavior 2 hands
Her voice is flat. # to: clinician # cue: voice 2 flat
+ [Sit down beside her #by: clinician #sensible]
  ~ trust += 10
  -> talk
+ [Wait a little #by: officer #sensible]
  -> talk
=== talk ===
“You may stay,” she says. # by: Rosa
+ [Thank her #by: officer clinician #sensible]
  Rosa comes along to the center. # ends: good comes-along
  -> END
"""


def signed_in(actor) -> Client:
    return sit(Client(), actor)


@pytest.fixture(scope="module")
def author(file_db):
    need_node()
    made.program()
    library.forget()
    forget()
    client = signed_in(made.user_with_job(Role.TRAINER))
    yield client
    library.forget()
    forget()


@pytest.fixture(scope="module")
def draft(author) -> str:
    answer = author.post("/rehearse/library/new/", {"name": "quiet-porch", "source": SOURCE})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def page(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def save(client, url: str, source: str, **more):
    said = {"seen": edition(url).content_hash, "source": source, "notes": ""}
    return client.post(url, said | more)


def do(client, url: str, verb: str, **more):
    return client.post(f"{url}do/", {"verb": verb, "seen": edition(url).content_hash, **more})


def check(client, url: str) -> None:
    do(client, url, "check")
    work.execute(run_id=str(Run.objects.filter(kind="scenario.check").latest("asked_at").pk))


def edition(url: str):
    return shelf.edition(url.split("/")[3])


def approved(client, url: str):
    """Somebody else approves what the author sent."""
    check(client, url)
    do(client, url, "ask")
    other = signed_in(made.user_with_job(Role.PEER))
    do(other, url, "approve")
    return other


def test_a_draft_is_checked_sent_approved_by_somebody_else_and_published(author, draft):
    html = page(author, draft)
    assert "A quiet porch" in html and "Rosa sits on the steps." in html and "First check it whole." in html
    # What the helpers of this file say that they have seen is what the form carries.
    assert set(SEEN.findall(html)) == {edition(draft).content_hash}
    assert do(author, draft, "ask").status_code == 422
    check(author, draft)
    html = page(author, draft)
    assert "every ending is reached" in html and "in 24 of 24 plays" in html
    assert do(author, draft, "ask").status_code == 303
    assert "Waits for approval" in page(author, draft)
    refused = do(author, draft, "approve")
    assert refused.status_code == 422 and "Somebody who wrote none of it" in refused.content.decode()
    peer = signed_in(made.user_with_job(Role.PEER))
    assert do(peer, draft, "approve").status_code == 303
    assert library.in_force() == []
    assert do(peer, draft, "publish").status_code == 404
    assert do(author, draft, "publish").status_code == 303
    [row] = library.in_force()
    assert (row.name, row.number, row.title) == ("quiet-porch", 1, "A quiet porch")
    listed = page(peer, "/rehearse/library/")
    assert "In force since" in listed and "approved by Robin" in listed and "Begin a draft" not in listed
    html = page(author, draft)
    assert "readonly" in html and "Make a draft" in html and 'value="ask"' not in html
    assert save(author, draft, SOURCE + "\n// more").status_code == 422
    assert edition(draft).content["source"] == SOURCE


# In its place in `bin/test`: training/library/tests/test_check.py.
@pytest.mark.whole
def test_what_must_be_mended_keeps_it_from_being_sent_and_approved(author, draft):
    bad = SOURCE.replace("Rosa sits on", "Rosa {{ sits }} on")
    assert save(author, draft, bad).status_code == 303
    html = page(author, draft)
    assert "Must mend" in html and 'href="#line-10"' in html and "First mend what must be mended." in html
    check(author, draft)
    answer = do(author, draft, "ask")
    assert answer.status_code == 422 and "braces of a template" in answer.content.decode()
    # Asked for before it was spoiled, and spoiled behind the page: approval reads the verdict of the very text.
    peer = signed_in(made.user_with_job(Role.PEER))
    assert do(peer, draft, "approve").status_code == 422 and not edition(draft).signatures
    assert save(author, draft, SOURCE).status_code == 303
    check(author, draft)
    assert do(author, draft, "ask").status_code == 303
    assert do(peer, draft, "approve").status_code == 303


# In its place in `bin/test`: training/library/tests/test_check.py, for which findings must be mended and which looked at.
@pytest.mark.whole
def test_what_only_should_be_looked_at_blocks_nothing(author, draft):
    save(author, draft, SOURCE.replace("Rosa sits on", "The EDP sits on"))
    check(author, draft)
    html = page(author, draft)
    assert "Look at" in html and "Must mend" not in html
    assert do(author, draft, "ask").status_code == 303


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("text", "line"),
    few([("+ [Sit down {\n", 9), ("{ trust >\n", 9), ("-> nowhere\n", 9)], every=3),
)
def test_what_ink_cannot_read_is_kept_with_a_finding_at_its_line(author, draft, text, line):
    head, tail = SOURCE.split("=== porch ===\n")
    bad = head + text + "=== porch ===\n" + tail
    assert save(author, draft, bad).status_code == 303
    html = page(author, draft)
    assert "Must mend" in html and f'href="#line-{line}"' in html and "before ink can read it" in html
    assert edition(draft).content["source"] == bad and edition(draft).content["compiled"] == ""


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("field", "text"),
    few(
        [
            ("source", ""),
            ("source", "a\0b"),
            ("source", "x" * 300_001),
            ("notes", "n" * 20_001),
            ("table_es", '{"a": '),
        ],
        every=2,
    ),
)
def test_what_cannot_be_kept_is_named_and_stays_on_the_page(author, draft, field, text):
    before = edition(draft).content_hash
    said = {"seen": before, "source": SOURCE + "// mine\n", "notes": "my notes", "table_es": "", field: text}
    answer = author.post(draft, said)
    html = answer.content.decode()
    assert answer.status_code == 422 and f'href="#id_{field}"' in html
    assert "my notes" in html or field == "notes"
    assert "// mine" in html or field == "source"
    assert edition(draft).content_hash == before


def test_two_authors_never_overwrite_each_other_and_both_texts_stay(author, draft):
    seen = edition(draft).content_hash
    other = signed_in(made.user_with_job(Role.TRAINER))
    assert save(other, draft, SOURCE + "// theirs\n").status_code == 303
    answer = author.post(draft, {"seen": seen, "source": SOURCE + "// mine\n", "notes": ""})
    html = answer.content.decode()
    assert answer.status_code == 409 and "// mine" in html and "// theirs" in html
    assert edition(draft).content["source"].endswith("// theirs\n")
    # Having seen theirs, the author decides.
    said = {"seen": SEEN.search(html)[1], "source": SOURCE + "// both\n", "notes": ""}
    assert author.post(draft, said).status_code == 303


def test_a_branch_is_tried_by_seat_and_seed_without_keeping_anything(author, draft):
    html = page(author, f"{draft}part/try/")
    assert "Her hands are under the shawl." in html and "Her voice is flat." not in html
    html = page(author, f"{draft}part/try/?seed=7&as=clinician&steps=")
    assert "Her voice is flat." in html and "Her hands" not in html and "Seed 7" in html
    html = page(author, f"{draft}?seed=7&as=clinician&steps=0-0.1-0")
    assert "It ends: good" in html and "<dt>trust</dt><dd>60</dd>" in html
    assert "Thank her" in page(author, f"{draft}?steps=0-0.99-9.1-0")
    for odd in ("seed=x&as=nobody&steps=%00.a", "seed=-1", "steps=" + "0-0." * 2000):
        page(author, f"{draft}?{odd}")


def test_a_check_tells_how_far_it_is_and_can_be_stopped(author, draft):
    do(author, draft, "check")
    part = page(author, f"{draft}part/found/")
    assert 'value="stop"' in part and 'id="acts" hx-swap-oob="true"' in part
    do(author, draft, "stop")
    run = Run.objects.latest("asked_at")
    work.execute(run_id=str(run.pk))
    assert Run.objects.get(pk=run.pk).state == "cancelled"
    assert 'value="stop"' not in page(author, draft) and "Check it whole" in page(author, draft)


def test_a_room_keeps_the_edition_it_was_opened_with(author, draft):
    approved(author, draft)
    do(author, draft, "publish")
    [first] = library.in_force()
    author.post("/rehearse/open/", {"scenario": first.id, "teams": "1"})
    second = do(author, draft, "draft").url
    assert save(author, second, SOURCE.replace("A quiet porch", "A loud porch")).status_code == 303
    approved(author, second)
    do(author, second, "publish")
    [now] = library.in_force()
    assert (now.number, now.title) == (2, "A loud porch")
    assert "A quiet porch" in page(author, "/rehearse/") and "Retired" in page(author, draft)


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few([Role.OFFICER, Role.EVALUATOR], every=2))
def test_for_others_there_is_no_library(author, draft, role):
    other = signed_in(made.user_with_job(role))
    for url in few(["/rehearse/library/", "/rehearse/library/new/", draft, f"{draft}part/try/", f"{draft}file/"], 2):
        assert other.get(url).status_code == 404, url
    for verb in few(["approve", "draft", "check", "publish", "ask"], 3):
        assert other.post(f"{draft}do/", {"verb": verb}).status_code == 404
    peer = signed_in(made.user_with_job(Role.PEER))
    assert peer.get(draft).status_code == 200 and peer.get("/rehearse/library/new/").status_code == 404
    for verb in few(["publish", "draft", "check", "withdraw", "ask", "dance"], 3):
        assert peer.post(f"{draft}do/", {"verb": verb, "reason": "x"}).status_code == 404
    assert peer.post(draft, {"seen": edition(draft).content_hash, "source": SOURCE + "//"}).status_code == 404


@pytest.mark.fuzz
@pytest.mark.parametrize("name", few(["quiet-porch", "", "Quiet Porch", "../up", "x" * 61, "a\0b"], every=3))
def test_a_new_scenario_needs_a_free_plain_name(author, draft, name):
    answer = author.post("/rehearse/library/new/", {"name": name, "source": SOURCE})
    assert answer.status_code == 422 and "Rosa sits" in answer.content.decode() and len(shelf.shelf()) == 1
