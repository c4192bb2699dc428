"""Single sign-on against a small made-up provider in this process: whom it lets in, as what, and whom never."""

import base64
import hashlib
import json
import time
from io import BytesIO
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
import requests
from django.test import Client
from joserfc import jwt
from joserfc.jwk import RSAKey

from tandem.foundation.accounts.models import User
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import Membership
from tandem.settings import roles_of_groups
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.signed_in import give_app

pytestmark = pytest.mark.django_db
ISSUER = "https://id.example.org"
KEY, OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one"}), RSAKey.generate_key(2048, {"kid": "one"})


class Provider:
    """What an identity provider answers, with knobs for what a bad one would."""

    def __init__(self):
        self.claims = {"sub": "u-1", "preferred_username": "lena.castellan", "name": "Lena Castellan", "amr": ["mfa"]}
        self.groups, self.key, self.asked = ["clinicians"], KEY, {}
        self.more, self.down = {}, False

    def send(self, _adapter, request, **_more):
        if self.down:
            raise requests.ConnectionError("no line")
        path = urlsplit(request.url).path
        answer = requests.Response()
        answer.status_code, answer.url, answer.request = 200, request.url, request
        answer.raw = BytesIO(json.dumps(self._answer(path, request)).encode())
        return answer

    def _answer(self, path, request):
        if path.endswith("openid-configuration"):
            return {
                "issuer": ISSUER,
                "authorization_endpoint": f"{ISSUER}/authorize",
                "token_endpoint": f"{ISSUER}/token",
                "jwks_uri": f"{ISSUER}/keys",
                "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
            }
        if path == "/keys":
            return {"keys": [KEY.as_dict(private=False)]}
        form = dict(parse_qsl(request.body))
        digest = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        assert digest == self.asked["code_challenge"] and form["code"] == "the-code"
        now = int(time.time())
        told = {"iss": ISSUER, "aud": "tandem", "iat": now, "exp": now + 60, "auth_time": now}
        told |= self.claims | {"groups": self.groups, "nonce": self.asked["nonce"]} | self.more
        return {
            "access_token": "a",
            "token_type": "Bearer",
            "id_token": jwt.encode({"alg": "RS256", "kid": "one"}, told, self.key),
        }

    def visit(self, client: Client, *, after="/"):
        """Somebody goes there and comes back."""
        answer = client.get(f"/sso/?next={after}")
        if answer.status_code != 302:
            return answer
        self.asked = {name: many[0] for name, many in parse_qs(urlsplit(answer.url).query).items()}
        assert answer.url.startswith(f"{ISSUER}/authorize?") and self.asked["redirect_uri"].endswith("/sso/back/")
        return client.get("/sso/back/", {"code": "the-code", "state": self.asked["state"]})


@pytest.fixture
def provider(monkeypatch, settings):
    made.program()
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = ISSUER, "tandem", "secret"
    clinic = made.organization(OrganizationKind.PROVIDER, in_program=True)
    police = made.organization(OrganizationKind.POLICE, in_program=True)
    settings.OIDC_ROLES = {
        "clinicians": (clinic.short_name, "clinician", "clinician"),
        "evaluators": (clinic.short_name, "evaluator", ""),
        "admins": (clinic.short_name, "admin", ""),
        "wrong": (police.short_name, "clinician", ""),
        "nowhere": ("No Such Place", "clinician", ""),
    }
    found = Provider()
    monkeypatch.setattr("requests.adapters.HTTPAdapter.send", lambda *args, **more: found.send(*args, **more))
    return found


def roles(username="lena.castellan"):
    return sorted(Membership.objects.filter(user__username=username, active=True).values_list("role", flat=True))


def test_somebody_new_is_let_in_as_their_group_says(provider):
    client = Client()
    assert b"my agency" in client.get("/sign-in/").content
    assert provider.visit(client, after="/care/").url == "/care/"
    assert client.get("/care/").status_code == 200
    user = User.objects.get(username="lena.castellan")
    assert user.issuer_subject == f"{ISSUER} u-1" and not user.has_usable_password()
    assert roles() == ["clinician"]
    # What proves it a second time is the provider again.
    provider.visit(client, after="/account/")
    assert provider.asked["prompt"] == "login" and provider.asked["max_age"] == "0"


@pytest.mark.whole
def test_groups_are_looked_at_anew_at_each_sign_in(provider):
    provider.visit(first := Client())
    assert first.get("/care/").status_code == 200
    provider.groups = ["evaluators", "wrong", "nowhere"]
    provider.visit(second := Client())
    assert roles() == ["evaluator"]
    assert first.get("/care/").status_code == 302
    assert second.get("/measures/").status_code == 200
    provider.groups = []
    assert provider.visit(third := Client()).url == "/choose-role/"
    assert b"No job is open" in third.get("/choose-role/").content
    provider.groups = ["clinicians"]
    provider.visit(Client())
    assert roles() == ["clinician"]


def test_the_last_administrator_stays(provider):
    Membership.objects.filter(role=Role.ADMIN).delete()
    provider.groups = ["admins"]
    provider.visit(Client())
    provider.groups = ["clinicians"]
    provider.visit(Client())
    assert roles() == ["admin", "clinician"]
    assert Entry.objects.filter(detail__kept="last administrator").exists()
    made.user_with_job(Role.ADMIN)
    provider.visit(Client())
    assert roles() == ["clinician"]


def test_without_its_word_for_a_second_factor_ours_is_asked_for(provider):
    provider.claims["amr"] = ["pwd"]
    client = Client()
    assert provider.visit(client).url == "/second-step/set-up/"
    assert client.get("/care/").url == "/second-step/"
    give_app(User.objects.get(username="lena.castellan"))
    assert provider.visit(Client()).url == "/second-step/"
    provider.claims |= {"amr": [], "acr": "mfa"}
    assert provider.visit(Client()).url == "/field/"


def test_an_account_with_a_password_is_never_taken_over(provider):
    user = User.objects.get(pk=made.user_with_job(Role.CLINICIAN).id)
    user.set_password("correct horse battery")
    user.save()
    provider.claims["preferred_username"] = user.username.upper()
    refused = provider.visit(client := Client())
    assert refused.status_code == 422 and client.get("/care/").status_code == 302
    user.refresh_from_db()
    assert user.issuer_subject is None
    # One that waits for its owner is theirs.
    user.set_unusable_password()
    user.save()
    provider.visit(Client())
    user.refresh_from_db()
    assert user.issuer_subject


@pytest.mark.parametrize(
    ("claims", "groups"),
    [
        ({}, []),
        ({"name": "Front Desk"}, ["clinicians"]),
        ({"name": ""}, ["clinicians"]),
        ({"preferred_username": "a b"}, ["clinicians"]),
        ({"preferred_username": ""}, ["clinicians"]),
    ],
)
def test_h1_nobody_becomes_an_account_without_a_name_and_a_job(provider, claims, groups):
    provider.claims |= claims
    provider.groups = groups
    assert provider.visit(Client()).status_code == 422
    assert not User.objects.filter(issuer_subject__isnull=False).exists()


def test_a_disabled_account_stays_out(provider):
    provider.visit(Client())
    User.objects.update(is_active=False)
    assert provider.visit(Client()).status_code == 422


@pytest.mark.parametrize(
    "more", [{"nonce": "another"}, {"aud": "somebody-else"}, {"iss": "https://evil.example"}, {"exp": 1}, {"sub": None}]
)
def test_a_token_that_does_not_hold_lets_nobody_in(provider, more):
    provider.more = more
    assert provider.visit(Client()).status_code == 422
    assert not User.objects.filter(issuer_subject__isnull=False).exists()


def test_a_token_of_another_key_lets_nobody_in(provider):
    provider.key = OTHER_KEY
    assert provider.visit(Client()).status_code == 422


def test_an_answer_nobody_asked_for_is_none(provider):
    assert Client().get("/sso/back/", {"code": "the-code", "state": "made-up"}).status_code == 404
    client = Client()
    provider.visit(Client())
    client.get("/sso/")
    assert client.get("/sso/back/", {"code": "the-code", "state": "made-up"}).status_code == 422
    # The way is over with its one answer.
    assert client.get("/sso/back/", {"code": "the-code", "state": provider.asked["state"]}).status_code == 404


def test_a_provider_that_is_down_says_so_and_lets_nobody_in(provider):
    provider.down = True
    assert Client().get("/sso/").status_code == 422
    assert Entry.objects.filter(action="session.single_sign_on", outcome="refused").exists()


def test_another_humans_fresh_look_is_no_step_up(provider):
    provider.visit(client := Client())
    session = client.session
    session["stepped_up_at"] = 1
    session.save()
    provider.claims["sub"] = "u-2"
    assert provider.visit(client).status_code == 422
    provider.claims["sub"], provider.more = "u-1", {"auth_time": int(time.time()) - 3600}
    assert provider.visit(client).status_code == 422
    assert client.session["stepped_up_at"] == 1


def test_without_an_issuer_there_is_no_such_door(db):
    made.program()
    assert Client().get("/sso/").status_code == 404
    assert b"/sso/" not in Client().get("/sign-in/").content


@pytest.mark.parametrize("text", ["[]", "{", '{"a": "b"}', '{"a": ["one", "two"]}'])
def test_a_mapping_that_can_not_be_read_stops_the_start(text):
    with pytest.raises(ValueError, match="TANDEM_OIDC_ROLES"):
        roles_of_groups(text)
