"""The chain of an untouched trail is whole, and its key stays outside."""

import json

import pytest

from tandem.foundation.audit import signing
from tandem.foundation.audit.models import Checkpoint, Link
from tandem.foundation.audit.record import record

pytestmark = pytest.mark.django_db


def test_h5_an_untouched_trail_is_whole(trail):
    trail.days()
    report = trail.check()
    assert (report.whole, report.entries, report.checkpoints, report.compared) == (True, 15, 3, True)
    assert report.head == Link.objects.order_by("-seq").first().hash
    trail.write(2)
    assert trail.check().pending == 2 and trail.found() == []
    assert trail.seal() == 2 and trail.seal() == 0


def test_the_key_lies_outside_the_database_for_its_owner_only(trail):
    trail.days(1)
    assert oct(signing.place().stat().st_mode & 0o777) == "0o600"
    secret = signing.key().private_bytes_raw()
    for body, signature in Checkpoint.objects.values_list("body", "signature"):
        assert secret.hex() not in body + signature


def test_a_lost_or_another_key_seals_nothing_until_somebody_says_so(trail):
    trail.days(1)
    old = signing.public_of(signing.key())
    signing.place().unlink()
    trail.write(1)
    with pytest.raises(signing.KeyUnusable, match="is gone"):
        trail.seal()
    signing.made_key()
    with pytest.raises(signing.KeyUnusable, match="not the one that signed before"):
        trail.seal()
    record(trail.actor, "audit.new_key")
    trail.seal()
    told = json.loads(Checkpoint.objects.order_by("-number").first().body)
    assert (told["kind"], told["vouches"]) == ("new key", old)
    assert trail.found() == []
