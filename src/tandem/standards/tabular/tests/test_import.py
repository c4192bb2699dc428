"""`bin/tandem import calls`: the whole file or what is good of it, with every refused row named and nothing twice."""

import csv
import json
from importlib import import_module

import pytest
from django.core.management import CommandError, call_command

from tandem.domain.incidents.models import Incident
from tandem.foundation.acts import batch
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind
from tests import made

COMMAND = "tandem.standards.tabular.management.commands.import"
COLUMNS = "latitude,longitude,call_type,received_at,area,location"
GOOD = '40.08,-75.38,EMS: FALL VICTIM,2016-01-15 12:01,NORRISTOWN,"POWELL ST & E SPRUCE ST"'


@pytest.fixture
def importing(db, tmp_path, capsys):
    """Run the command on some bytes; returns (accepted, unchanged, refused) and the rows of the refused file."""
    made.program()
    made.organization(OrganizationKind.PSAP, in_program=True)

    def run(content, *options, columns=COLUMNS, header=False):
        file = tmp_path / "calls.csv"
        if content is not None:
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        refusals = tmp_path / "calls.csv.refused.csv"
        refusals.unlink(missing_ok=True)
        words = [*options] if header else ["--no-header", *options]
        call_command("import", "calls", str(file), "--columns", columns, "--source", "county", "--json", *words)
        said = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
        assert list(said) == ["accepted", "refused", "unchanged", "seconds"]
        rows = []
        if refusals.exists():
            with refusals.open(encoding="utf-8", newline="") as text:
                rows = list(csv.reader(text))[1:]
        return (said["accepted"], said["unchanged"], said["refused"]), rows

    return run


@pytest.mark.whole
@pytest.mark.shared
def test_the_montgomery_file(importing, shared):
    content = (shared / "data/calls/montgomery-county-pa-911.csv").read_bytes()
    assert importing(content) == ((3040, 11, 0), [])
    assert importing(content) == ((0, 3051, 0), [])
    assert Incident.objects.filter(source="county", state="closed").count() == 3040


@pytest.mark.whole
@pytest.mark.shared
def test_repeats_can_be_kept(importing, shared):
    content = (shared / "data/calls/montgomery-county-pa-911.csv").read_bytes()
    assert importing(content, "--keep-repeats")[0] == (3051, 0, 0)
    assert importing(content, "--keep-repeats")[0] == (0, 3051, 0)


def test_values_and_time_zone(importing):
    importing(GOOD)
    row = Incident.objects.get()
    assert (row.latitude, row.longitude, row.area) == (40.08, -75.38, "NORRISTOWN")
    assert (row.call_type, row.place) == ("EMS: FALL VICTIM", "POWELL ST & E SPRUCE ST")
    # The program of the test is on New York time.
    assert row.received_at.isoformat() == "2016-01-15T17:01:00+00:00"


def test_an_id_column_makes_a_repeat_known(importing):
    columns = "id,received_at,call_type,skip"
    assert importing("7,2016-01-15 12:01,A,x\n7,2016-01-15 12:01,A,y\n8,2016-01-15 12:01,A,\n", columns=columns)[0] == (
        2,
        1,
        0,
    )
    counts, rows = importing("7,2016-01-15 12:01,B,x\n9,2016-01-15 12:01,B,x\n", columns=columns)
    assert counts == (1, 0, 1)
    assert rows[0][:2] == ["1", "id"]
    assert Incident.objects.get(source_id="7").call_type == "A"


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ("40.08,-75.38,FALL,1899-12-31 23:59,X,Y", "received_at"),
        ("40.08,-75.38,FALL,0001-01-01 00:00,X,Y", "received_at"),
        ("40.08,-75.38,FALL,2199-01-01 00:00,X,Y", "received_at"),
        ("40.08,-75.38,FALL,9999-12-31 23:59,X,Y", "received_at"),
        ("40.08,-75.38,FALL,2016-02-30 12:01,X,Y", "received_at"),
        ("40.08,-75.38,FALL,yesterday,X,Y", "received_at"),
        ("40.08,-75.38,FALL,,X,Y", "received_at"),
        ("forty,-75.38,FALL,2016-01-15 12:01,X,Y", "latitude"),
        ("NaN,-75.38,FALL,2016-01-15 12:01,X,Y", "latitude"),
        ("1e400,-75.38,FALL,2016-01-15 12:01,X,Y", "latitude"),
        ("4_0,-75.38,FALL,2016-01-15 12:01,X,Y", "latitude"),
        ("４０,-75.38,FALL,2016-01-15 12:01,X,Y", "latitude"),
        ("140,-75.38,FALL,2016-01-15 12:01,X,Y", "latitude"),
        ("40.08,,FALL,2016-01-15 12:01,X,Y", "latitude"),
        ("40.08,-275.38,FALL,2016-01-15 12:01,X,Y", "longitude"),
        ("40.08,-75.38,FALL,2016-01-15 12:01,X", "row"),
        ("40.08,-75.38,FALL,2016-01-15 12:01,X,Y,Z", "row"),
        ("x" * 200_000, "row"),
        ("x," * 1_000_000, "row"),
        ("40.08,-75.38," + "x" * 201 + ",2016-01-15 12:01,X,Y", "call_type"),
        ("40.08,-75.38,FA\0LL,2016-01-15 12:01,X,Y", "call_type"),
        ("40.08,-75.38,FALL,2016-01-15 12:01,X,\0", "place"),
        (b"40.08,-75.38,FALL,2016-01-15 12:01,X,Caf\xe9 Nord", "row"),
        ('40.08,-75.38,"FALL,2016-01-15 12:01,X,Y', "row"),
        ('40.08,-75.38,"FALL"x,2016-01-15 12:01,X,Y', "row"),
    ],
)
def test_a_bad_row_is_refused_alone_with_its_line(importing, bad, field):
    bad = bad if isinstance(bad, bytes) else bad.encode()
    before, after = GOOD.encode(), GOOD.replace("FALL", "OTHER").encode()
    counts, rows = importing(b"\n".join([before, bad, after]))
    assert counts == (2, 0, 1)
    assert {(row[0], row[1]) for row in rows} == {("2", field)}
    assert all(row[2].strip() for row in rows)
    # The row itself stands beside the reason, so that it can be mended.
    assert all(len(row) > 3 for row in rows)
    assert Incident.objects.count() == 2


def test_a_torn_quote_does_not_swallow_what_follows(importing):
    """Neither to the next quote, nor to the end of the file."""
    torn = '40.08,-75.38,"FALL,2016-01-15 12:01,X,Y'
    plain = [f"40.08,-75.38,FALL,2016-01-15 12:01,X,No {n}" for n in range(700)]
    quoted = [f'40.08,-75.38,FALL,2016-01-15 12:01,X,"Corner, {n}"' for n in range(50)]
    lines = [*plain[:100], torn, *plain[100:200], *quoted[:25], torn, *quoted[25:], torn, *plain[200:]]
    counts, rows = importing("\n".join(lines))
    assert counts == (750, 0, 3)
    assert [row[0] for row in rows] == ["101", "227", "253"]
    assert rows[0][3] == torn


def test_a_cell_may_hold_line_breaks(importing):
    assert importing('40.08,-75.38,FALL,2016-01-15 12:01,X,"first\nsecond\r\nthird"\n' + GOOD)[0] == (2, 0, 0)
    assert Incident.objects.filter(place="first\nsecond\r\nthird").exists()


def test_a_header_is_read_over_and_a_call_never(importing):
    names = "lat,lng,title,timeStamp,twp,addr"
    assert importing(f"{names}\n{GOOD}", header=True)[0] == (1, 0, 0)
    assert importing(f"\ufeff{names}\r\n{GOOD}\r\n", header=True)[0] == (0, 1, 0)
    with pytest.raises(CommandError, match="--no-header"):
        importing(f"{GOOD}\n{GOOD}", header=True)
    counts, rows = importing(f"{names}\n{GOOD}")
    assert (counts, rows[0][:2]) == ((0, 1, 1), ["1", "latitude"])


@pytest.mark.parametrize(
    ("content", "columns", "says"),
    [
        (None, COLUMNS, "no file"),
        (b"", COLUMNS, "empty"),
        (GOOD.encode("utf-16"), COLUMNS, "UTF-16"),
        (GOOD.encode(), "latitude,height", "not a column"),
        (GOOD.encode(), "received_at,received_at", "twice"),
        (GOOD.encode(), "latitude,longitude", "received_at"),
        (GOOD.encode() * 100, COLUMNS, "at most 500"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_whole(importing, content, columns, says):
    Program.objects.update(import_limit_bytes=500)
    forget()
    with pytest.raises(CommandError, match=says):
        importing(content, columns=columns)
    assert not Incident.objects.exists()


def test_utf_16_without_its_mark_is_refused_row_by_row(importing):
    counts, _rows = importing(f"{GOOD}\n{GOOD}\n".encode("utf-16-le"))
    assert counts[:2] == (0, 0)
    assert counts[2] >= 2


@pytest.mark.parametrize("name", ["calls.csv", "missing/refused.csv"])
def test_the_refused_file_must_be_writable_and_not_the_import(importing, tmp_path, name):
    with pytest.raises(CommandError, match="refused"):
        importing("1,2,3", "--refused", str(tmp_path / name))
    assert (tmp_path / "calls.csv").read_text() == "1,2,3"


@pytest.mark.shared
def test_formulas_stay_what_they_are_and_are_text_where_a_spreadsheet_opens_them(importing, shared, tmp_path):
    strings = json.loads((shared / "data/hostile/csv/formula_injection.json").read_bytes())
    file = tmp_path / "made.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        for string in strings:
            csv.writer(text).writerow(["40.08", "-75.38", string, "2016-01-15 12:01", "X", string])
            csv.writer(text).writerow(["40.08", "-75.38", string, string, string, string])
    counts, rows = importing(file.read_bytes())
    assert counts == (len(strings), 0, len(strings))
    assert set(Incident.objects.values_list("call_type", "place")) == {(one, one) for one in strings}
    for row in rows:
        assert not [cell for cell in row if cell[:1] in "=+-@|\t\r\n＝＋－＠" and cell]
    assert [row[5].removeprefix("'") for row in rows] == [one.removeprefix("'") for one in strings]


def test_what_was_stopped_is_finished_by_the_same_command(importing, monkeypatch):
    monkeypatch.setattr(batch.pieces, "__defaults__", (10,))
    content = "\n".join(GOOD.replace("EMS", f"EMS {n}") for n in range(35))
    seen = []

    def stop(self, taken):
        self._taken = taken
        seen.append(taken.accepted)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(import_module(COMMAND).Command, "_progress", stop)
        with pytest.raises(CommandError, match="20 calls were taken in and stay") as stopped:
            importing(content)
    assert stopped.value.returncode == 130
    assert Incident.objects.count() == 20
    assert importing(content)[0] == (15, 20, 0)
    assert Entry.objects.filter(action=Permission.INCIDENT_IMPORT, outcome="ok").latest("id").count == 15


# Pieces are tried with few rows in `foundation/acts/tests`.
@pytest.mark.whole
def test_more_than_one_piece(importing):
    content = "\n".join(GOOD.replace("EMS", f"EMS {n}") for n in range(5001))
    assert importing(content)[0] == (5001, 0, 0)
    numbers = set(Incident.objects.values_list("number", flat=True))
    assert len(numbers) == 5001
