"""Dictation and the number for an SOS: off until an administrator says so, for one agency, with a trail."""

from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.program import dictation_allowed, sos_number


def test_dictation_is_off_until_the_program_turns_it_on_for_one_agency(lake):
    page = f"/program/agencies/{lake.provider.pk}/phone/"
    assert "Dictation may leave the phone." in lake.admin.get(page).content.decode()
    assert not dictation_allowed(lake.provider.pk)
    refused = lake.admin.post(page, {"dictation": "yes", "sos_number": "call me"})
    assert refused.status_code == 422
    assert 'value="call me"' in refused.content.decode()
    assert not dictation_allowed(lake.provider.pk)
    assert lake.admin.post(page, {"dictation": "yes", "sos_number": "555-0170"}).status_code == 302
    assert (dictation_allowed(lake.provider.pk), sos_number(lake.provider.pk)) == (True, "555-0170")
    assert (dictation_allowed(lake.police.pk), sos_number(lake.police.pk), sos_number(None)) == (False, "", "")
    entry = Entry.objects.filter(action="program:set_up").latest("pk")
    assert (entry.object_id, entry.detail["dictation"]) == (lake.provider.pk, True)
    assert "555" not in str(entry.detail)


def test_nobody_else_sets_it(lake):
    page = f"/program/agencies/{lake.provider.pk}/phone/"
    assert lake.agency_admin.get(page).status_code == 404
    assert lake.agency_admin.post(page, {"dictation": "yes"}).status_code == 404
    assert lake.admin.get("/program/agencies/00000000-0000-0000-0000-000000000000/phone/").status_code == 404
