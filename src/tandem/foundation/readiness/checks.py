"""The points themselves: one small function each says what it found. What Tandem can't see is vouched for by a human."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from tandem.foundation import clock
from tandem.foundation.accounts import second
from tandem.foundation.accounts.models import User
from tandem.foundation.organizations.models import Membership, Organization, PactSide, Part2Setting, Program
from tandem.foundation.organizations.program import date_here
from tandem.foundation.readiness.models import Vouch
from tandem.vocabulary.readiness import SETTLED_DAYS, VOUCHED_DAYS, Point, State
from tandem.vocabulary.terms import OrganizationKind, Role


@dataclass(frozen=True)
class Found:
    """How one point stands. `words` says what was seen; `vouch` is the word of a human that still counts, if any."""

    point: Point
    state: State
    words: str
    vouch: Vouch | None = None
    due: date | None = None

    @property
    def open(self) -> bool:
        return self.state != State.DONE


@dataclass(frozen=True)
class Seen:
    """What a check saw: whether the point is done, and a sentence."""

    done: bool
    words: str


def agreements() -> Seen:
    """Every organization that takes part has a side in an agreement in force now (CJIS AC-21(b), law.md C11)."""
    now = clock.now()
    covered = PactSide.objects.filter(pact__starts_at__lte=now, pact__ends_at__gt=now, pact__ended_at=None)
    members = Organization.objects.filter(in_program=True)
    bare = list(members.exclude(pk__in=covered.values("organization")).order_by("name").values_list("name", flat=True))
    if members.count() < 2:
        return Seen(False, "Fewer than two organizations take part so far.")
    return Seen(not bare, f"Without an agreement: {_some(bare)}." if bare else "Every organization has one.")


def privacy_officer() -> Seen:
    """Somebody holds the role, and can sign in (45 CFR 164.530(a)(1))."""
    found = Membership.objects.filter(role=Role.PRIVACY_OFFICER, active=True, user__is_active=True)
    names = sorted({one.user.name for one in found.select_related("user")})
    return Seen(bool(names), f"{_some(names)}." if names else "Nobody has this role.")


def part2() -> Seen:
    """Each provider of the program has decided, with its reason, whether it is a Part 2 program (42 CFR 2.11; P16)."""
    providers = Organization.objects.filter(kind=OrganizationKind.PROVIDER, in_program=True)
    undecided = providers.exclude(pk__in=Part2Setting.objects.values("organization")).order_by("name")
    names = list(undecided.values_list("name", flat=True))
    if not providers.exists():
        return Seen(False, "No provider takes part so far.")
    return Seen(not names, f"Not decided: {_some(names)}." if names else "Every provider has decided.")


def time_zone() -> Seen:
    """The program counts its days and months by a clock of its own."""
    found = Program.objects.filter(pk=1).first()
    return Seen(found is not None, f"Set to {found.time_zone}." if found else "The program is not set up.")


def second_factors() -> Seen:
    """Everybody with a job has a second factor (H8). The session refuses the rest anyway; here it is counted."""
    people = User.objects.filter(is_active=True, memberships__active=True).distinct()
    missing = sum(not second.has_one(one) for one in people)
    return Seen(not missing, f"Missing for {missing}." if missing else "Nobody is without one.")


def https() -> Seen:
    """The public address is an https one, so that cookies are sent by TLS only (H6)."""
    here = urlsplit(settings.PUBLIC_URL)
    return Seen(here.scheme == "https", f"The address is {here.scheme}://{here.netloc}.")


def fips() -> Seen:
    """Whether this process's OpenSSL refuses what FIPS 140 does not allow. It is no certificate, and says so."""
    try:
        hashlib.md5(b"").hexdigest()
    except ValueError:
        return Seen(True, "The system's OpenSSL is in FIPS mode. The packages for sealing bring their own library.")
    return Seen(False, "The system's OpenSSL is not in FIPS mode.")


def mail() -> Seen:
    """Invitations and reminders can leave by e-mail."""
    return Seen(bool(settings.EMAIL_URL), "A server is set." if settings.EMAIL_URL else "No server is set.")


SEEN: dict[Point, Callable[[], Seen]] = {
    Point.AGREEMENTS: agreements,
    Point.PRIVACY_OFFICER: privacy_officer,
    Point.PART2: part2,
    Point.TIME_ZONE: time_zone,
    Point.SECOND_FACTORS: second_factors,
    Point.HTTPS: https,
    Point.FIPS: fips,
    Point.MAIL: mail,
}


def look() -> list[Found]:
    """Every point as it stands now, in the order of the list."""
    newest = {one.point: one for one in Vouch.objects.order_by("id")}
    return [_found(point, newest.get(point)) for point in Point]


def name_of(user_id: UUID) -> str:
    """The name of who vouched or signed."""
    return User.objects.filter(pk=user_id).values_list("name", flat=True).first() or ""


def _found(point: Point, vouch: Vouch | None) -> Found:
    vouch = vouch if vouch and vouch.holds else None
    seen = SEEN[point]() if point in SEEN else Seen(False, "Nobody has vouched for this yet.")
    days = VOUCHED_DAYS.get(point) or SETTLED_DAYS.get(point)
    if seen.done or vouch is None or days is None:
        return Found(point, State.DONE if seen.done else State.OPEN, seen.words)
    due = vouch.done_on + timedelta(days=days)
    # The words a check saw stay in view where somebody settled the point in another way.
    words = seen.words if point in SEEN else ""
    return Found(point, State.DONE if due >= date_here() else State.STALE, words, vouch, due)


def _some(names: list[str], most: int = 4) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
