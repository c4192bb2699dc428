"""The report of compliance: what it is made of, and what it calls overdue."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from tandem.foundation.organizations.program import date_here
from tandem.foundation.readiness import actions
from tandem.foundation.readiness.management.commands.compliance_report import components, flows
from tandem.vocabulary.readiness import Point
from tandem.vocabulary.terms import Role
from tests import made

pytestmark = pytest.mark.django_db


def test_h9_one_file_names_components_flows_and_what_is_overdue(tmp_path):
    made.program()
    admin, today = made.user_with_job(Role.ADMIN), date_here()
    actions.vouch(Point.SCAN, actor=admin, done_on=today - timedelta(days=183), note="Scanned by Northgate, report 4.")
    actions.vouch(Point.SECURITY_AUDIT, actor=admin, done_on=today - timedelta(days=3), note="By counsel, paper 9.")
    file = tmp_path / "report.md"
    call_command("compliance_report", "--to", str(file))
    text = file.read_text()
    lines = {line.split(":")[0].removeprefix("- "): line for line in text.splitlines()}
    assert "to do again OVERDUE" in lines["Scanned for known weaknesses"]
    assert "to do OVERDUE" in lines["Tested by people who tried to break in"]
    assert "OVERDUE" not in lines["Security rules audited"]
    assert any(name == "django" and version for name, version, _kind in components())
    assert any(kind == "pages" for _name, _version, kind in components())
    assert all(f"- {one['from']} → {one['to']}" in text for one in flows())


def test_it_is_printed_where_no_file_is_named(capsys):
    call_command("compliance_report")
    assert "## Components" in capsys.readouterr().out
