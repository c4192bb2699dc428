"""What a newcomer to the demo is handed: sign-ins, the intake token, a partner's and a person's link.

Kept beside the data, mode 0600. Only made-up people stand behind these. The secrets of the token and the links are random
for each installation.
"""

import json
import os
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from tandem.demo.cast import DISPATCH, NEWCOMERS, PASSWORD, SIGN_INS, STAFF, code_secret, read
from tandem.domain.consents import basis
from tandem.domain.people import own_page
from tandem.domain.referrals.links import open_link
from tandem.domain.referrals.models import Referral
from tandem.domain.releases import referring
from tandem.foundation import clock
from tandem.foundation.accounts.links import issue
from tandem.foundation.accounts.models import User
from tandem.foundation.organizations.models import Membership, Organization, Token
from tandem.vocabulary.terms import OrganizationKind, ReferralState, Role

TOKEN_NAME = "Demo CAD"
FIRST_ADMINISTRATOR, FIRST_ORGANIZATION = "admin", "This program"


def handed_out() -> dict:
    """Sign-ins, tokens and links of the demo as `sign_ins --json` prints them."""
    roles = {username: held[0][1] for username, _, held in STAFF + NEWCOMERS}
    return {
        "sign_ins": [
            {"role": roles[one].value, "username": one, "password": PASSWORD, "code_secret": code_secret(one)}
            for one in SIGN_INS
        ],
        "tokens": {"intake": intake_secret()},
        "links": ({"partner": partner_address()} if partner_token() else {}) | _of_the_person(),
    }


def empty_installation() -> dict:
    """The same for an installation without the demo: the first administrator's one-time link, until it was used."""
    administrator = _first_administrator()
    if administrator is None or administrator.has_usable_password():
        return {"sign_ins": [], "tokens": {}, "links": {}}
    address = settings.PUBLIC_URL + reverse("begin", args=[issue(administrator).secret])
    return {"sign_ins": [], "tokens": {}, "links": {"first_administrator": address}}


def _first_administrator() -> User | None:
    """The account that sets up an empty installation; made when there is no account at all."""
    if not User.objects.exists():
        try:
            with transaction.atomic():
                user = User.objects.create_user(FIRST_ADMINISTRATOR, "First administrator", None)
                place = Organization.objects.create(
                    name=FIRST_ORGANIZATION, short_name=FIRST_ORGANIZATION, kind=OrganizationKind.OTHER, in_program=True
                )
                Membership.objects.create(user=user, organization=place, role=Role.ADMIN)
        except IntegrityError:
            pass  # Another start was quicker; its account is the first.
    return User.objects.filter(username=FIRST_ADMINISTRATOR, is_active=True).first()


def intake_token() -> Token:
    """The demo dispatch center's machine."""
    return Token.objects.get(token_hash=Token.digest(intake_secret()))


def intake_secret() -> str:
    """The bearer token for the intake of EIDO documents; a new one where the kept one does not fit any more."""
    kept = _kept().get("intake", "")
    if kept and Token.objects.filter(token_hash=Token.digest(kept), revoked_at=None).exists():
        return kept
    Token.objects.filter(name=TOKEN_NAME, revoked_at=None).update(revoked_at=clock.now())
    secret = Token.issue(Organization.objects.get(name=DISPATCH), TOKEN_NAME, "intake")
    _keep(intake=secret)
    return secret


def partner_address() -> str:
    """The address of the partner's link, under this installation's own."""
    return settings.PUBLIC_URL + reverse("partner", args=[partner_token()])


def partner_token() -> str:
    """A link that opens a referral of the demo; a new one where the kept one was answered or ended. "" for none."""
    kept = _kept().get("partner", "")
    if kept and open_link(kept):
        return kept
    fresh = _new_link()
    if fresh:
        _keep(partner=fresh)
    return fresh


def keep_person(address: str, code: str) -> None:
    """Keep the link and the code of the one person whose own page a newcomer may open."""
    _keep(person=address, person_code=code)


def _of_the_person() -> dict[str, str]:
    """The link to that page and its code while it works. No new one: that would stop one which a newcomer gave."""
    kept = _kept()
    address = kept.get("person", "")
    if not address or own_page.find(address.rstrip("/").rpartition("/")[2]) is None:
        return {}
    return {"person": address, "person_code": kept["person_code"]}


def _new_link() -> str:
    """Send a waiting referral again, as the one who wrote it would, with a release and its entry in the accounting."""
    now = clock.now()
    waiting = Referral.objects.select_related("agreement").filter(
        state__in=(ReferralState.SENT, ReferralState.ACKNOWLEDGED), agreement__until__gt=now
    )
    writers = {one.user_id: one.actor() for one in read().in_role(Role.CLINICIAN)}
    # Sent comes before opened, and the newest first: what a partner would find on the desk this morning.
    for referral in sorted(waiting, key=lambda one: (one.state == ReferralState.SENT, one.sent_at), reverse=True):
        if referral.created_by in writers and basis.holds(referral.agreement_id, now):
            link = referring.send(referral.pk, actor=writers[referral.created_by])
            if link:
                return link.token
    return ""


def _file() -> Path:
    return settings.DATA_DIR / "demo-secrets.json"


def _kept() -> dict[str, str]:
    try:
        return json.loads(_file().read_text())
    except (OSError, ValueError):
        return {}


def _keep(**values: str) -> None:
    whole = json.dumps(_kept() | values, indent=2) + "\n"
    draft = _file().with_name(f".{_file().name}.{os.getpid()}")
    draft.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as new:
        new.write(whole)
    draft.replace(_file())
