"""Passwords, recovery codes and first accounts, as OWASP ASVS 5.0 chapter 6 wants them."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from tandem.foundation.accounts import recovery
from tandem.foundation.accounts.models import RecoveryCode, User
from tandem.vocabulary.terms import Role
from tests import made, quick_hash

pytestmark = pytest.mark.django_db


def test_v6_2_1_passwords_are_long_free_and_kept_as_typed():
    for short in ("elevenchars", "a" * 11):
        with pytest.raises(ValidationError):
            validate_password(short)
    for common in ("qwerty123456", "megaparol12345"):
        with pytest.raises(ValidationError):
            validate_password(common)
    user = User.objects.get(pk=made.user_with_job(Role.CLINICIAN).id)
    for free in ("only small letters here", " spaces at both ends ", "ñandú " * 20, "x7" * 60):
        validate_password(free)
        user.set_password(free)
        assert user.check_password(free)
        assert not user.check_password(free.swapcase()) and not user.check_password(free + " ")
        assert not user.check_password(free[:-1])


def test_v6_2_6_password_fields_are_masked_and_take_a_pasted_word():
    page = Client().get("/sign-in/").content.decode()
    field = re.search(r"<input[^>]*name=\"password\"[^>]*>", page)[0]
    assert 'type="password"' in field and "onpaste" not in page and 'autocomplete="off"' not in field
    assert "secret question" not in page.lower() and "password hint" not in page.lower()


def test_v6_2_10_no_password_runs_out_by_age():
    kept = {one.name for one in User._meta.get_fields()}
    assert not {name for name in kept if "password" in name and name != "password"}


def test_v6_3_2_an_empty_installation_has_no_account():
    assert not User.objects.exists()


def test_v6_5_2_recovery_codes_are_kept_as_hashes_only():
    user = User.objects.get(pk=made.user_with_job(Role.CLINICIAN).id)
    codes = recovery.renew(user)
    assert len(codes) == len(set(codes)) == 10
    kept = "".join(RecoveryCode.objects.values_list("digest", flat=True))
    for code in codes:
        bare = re.sub(r"\W", "", code)
        assert code not in kept and bare not in kept and len(bare) >= 10


def test_v11_4_2_passwords_are_kept_by_argon2():
    user = User.objects.create_user("argon", "Robin Made", "a long word for tests")
    assert user.password.startswith("argon2$argon2id$")
    # Above what OWASP asks of Argon2id; tests themselves hash at less.
    assert quick_hash.REAL["memory_cost"] >= 47_104 and quick_hash.REAL["time_cost"] >= 1
