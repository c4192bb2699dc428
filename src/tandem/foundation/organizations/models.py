"""Organizations, the people who work for them, and the tokens of their machines.

`registered_provider` decides whether a spoken agreement is enough (law.md, Bases); police, shelters and schools are
never registered providers. A token is stored only as a hash.
"""

import hashlib
import secrets
import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.foundation.organizations.sharing import Pact, PactNotice, PactSide, Part2Setting
from tandem.vocabulary.sign_in import DeviceKind, Profile
from tandem.vocabulary.terms import OrganizationKind, Profession, Role

__all__ = [
    "AccessEnded",
    "Device",
    "Membership",
    "Organization",
    "Pact",
    "PactNotice",
    "PactSide",
    "Part2Setting",
    "Program",
    "Token",
    "choices",
]


def choices(words) -> list[tuple[str, str]]:
    """Django choices of a code set."""
    return [(word.value, word.value) for word in words]


SPEED_ASSUMED = "Assumed for city streets; measured nowhere. A table of minutes is better."


class Program(models.Model):
    """The one program this installation runs. Times are shown in its zone and stored in UTC."""

    columns = {
        "key": "id",
        "operations": "name state time_zone call_goal_minutes cad_stale_seconds referral_link_days set_up_at edition"
        " units instruments transfer_link_hours"
        " lock_minutes idle_days"
        " intake_limit_bytes import_limit_bytes"
        " check_in_minutes late_after_minutes roll_call_minutes caution_days recording_days"
        " travel_speed_mph travel_speed_source distance_unit"
        " requests_open banner banner_text",
    }
    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=2)
    time_zone = models.CharField(max_length=60)
    edition = models.CharField(max_length=60)
    # Unit numbers the sign-on page offers; a team may still write another.
    units = ArrayField(models.CharField(max_length=40), default=list)
    # Screenings offered on the phone, in this order, as "name/edition"; empty means what `content/instruments` offers.
    instruments = ArrayField(models.CharField(max_length=80), default=list)
    transfer_link_hours = models.PositiveSmallIntegerField(default=12)
    # Whether anybody may ask the program to see somebody, at `/ask/`. Off until somebody reads what comes in.
    requests_open = models.BooleanField(default=False)
    # Whether the system-use notice is acknowledged before each sign-in (CJIS AC-8), and the agency's own words on it.
    banner = models.BooleanField(default=False)
    banner_text = models.CharField(max_length=1000, blank=True)
    call_goal_minutes = models.PositiveSmallIntegerField(default=20)
    cad_stale_seconds = models.PositiveIntegerField(default=90)
    referral_link_days = models.PositiveSmallIntegerField(default=14)
    intake_limit_bytes = models.PositiveIntegerField(default=1_048_576)
    import_limit_bytes = models.PositiveBigIntegerField(default=256 * 1_048_576)
    # How often a team on scene checks in; how long a late one may wait before the supervisor is told; how long a roll
    # call may wait for somebody; how long a caution may hold at most.
    check_in_minutes = models.PositiveSmallIntegerField(default=20)
    late_after_minutes = models.PositiveSmallIntegerField(default=5)
    roll_call_minutes = models.PositiveSmallIntegerField(default=3)
    caution_days = models.PositiveSmallIntegerField(default=180)
    # How long a recording of a rehearsal is kept.
    recording_days = models.PositiveSmallIntegerField(default=14)
    # A straight line is not a street: the speed says where it comes from wherever it is used.
    travel_speed_mph = models.PositiveSmallIntegerField(default=25)
    travel_speed_source = models.CharField(max_length=200, default=SPEED_ASSUMED)
    distance_unit = models.CharField(max_length=2, choices=[("mi", "miles"), ("km", "kilometers")], default="mi")
    # How long five wrong passwords lock a name at its address; 0: until somebody releases it (CJIS AC-7).
    lock_minutes = models.PositiveSmallIntegerField(default=15)
    # After how many days without a sign-in an account is disabled (CJIS AC-2(3): at most 90).
    idle_days = models.PositiveSmallIntegerField(default=90)
    set_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_program")]

    def __str__(self) -> str:
        return self.name


class Organization(models.Model):
    columns = {
        "key": "id",
        "operations": "name short_name kind area registered_provider in_program only_sud_care part2_program part2_unit"
        " phone time_zone created_at sign_in_profile dictation sos_number",
    }
    for_facts = "id short_name kind"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=choices(OrganizationKind))
    # The town or district a police agency answers for, as dispatch names it.
    area = models.CharField(max_length=80, blank=True)
    registered_provider = models.BooleanField(default=False)
    in_program = models.BooleanField(default=False)
    # 42 CFR 2.11: whether the organization holds itself out as giving only substance use care (law.md, P16).
    only_sud_care = models.BooleanField(default=False)
    # Whether it is a Part 2 program at all (42 CFR 2.11), and the unit where only that is; why is in `Part2Setting`.
    part2_program = models.BooleanField(default=False)
    part2_unit = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    # Its own zone where it differs from the program's; "" means the program's.
    time_zone = models.CharField(max_length=60, blank=True)
    # How strictly its people sign in: how a lock ends, and how long a screen may rest.
    sign_in_profile = models.CharField(max_length=10, choices=choices(Profile), default=Profile.STANDARD)
    # Whether its people may speak a note into the phone: the phone's own dictation may send the words elsewhere.
    dictation = models.BooleanField(default=False)
    # A number that receives texts, for an SOS that the network did not carry; "" where there is none.
    sos_number = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.short_name


class Membership(models.Model):
    """One job of one human. The session acts as exactly one of them."""

    columns = {"key": "id user organization", "operations": "role profession active created_at ended_at last_acted_at"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=choices(Role))
    profession = models.CharField(max_length=20, choices=choices(Profession), blank=True)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    # When a session last acted in this job: police and clinical jobs of one human keep a shift apart.
    last_acted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organization", "role"], name="one_job_once")]


class AccessEnded(models.Model):
    """A partner agency is told within a day that somebody's access has ended (H10 of the rules for security).

    One row per agency to be told, read when one of its administrators says so.
    """

    columns = {"key": "id user organization read_by", "operations": "ended_at due_by read_at"}
    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField()
    due_by = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.UUIDField(null=True)


class Token(models.Model):
    """A machine's bearer token. Only its hash is kept; `last_heard_at` is the CAD heartbeat."""

    columns = {"key": "id organization token_hash", "operations": "name scope last_heard_at revoked_at created_at"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    scope = models.CharField(max_length=20)
    token_hash = models.CharField(max_length=64, unique=True)
    last_heard_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    @staticmethod
    def digest(secret: str) -> str:
        """SHA-256 of a token: tokens are 256 random bits, so that a slow hash adds nothing."""
        return hashlib.sha256(secret.encode()).hexdigest()

    @classmethod
    def issue(cls, organization: Organization, name: str, scope: str) -> str:
        """Make a token and return its secret, which is shown once and never stored."""
        secret = "tdm_" + secrets.token_urlsafe(32)
        cls.objects.create(organization=organization, name=name, scope=scope, token_hash=cls.digest(secret))
        return secret


class Device(models.Model):
    """A screen of a place, like a wall display: paired once by a code, it reads one page until it is revoked.

    Neither the code nor the device's own secret is kept; both are 160 random bits or more, stored as SHA-256.
    """

    columns = {
        "key": "id organization made_by code_hash token_hash",
        "operations": "name kind made_at code_until paired_at last_seen_at revoked_at",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=choices(DeviceKind), default=DeviceKind.WALL)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    code_hash = models.CharField(max_length=64, unique=True)
    code_until = models.DateTimeField()
    paired_at = models.DateTimeField(null=True)
    # Null until it is paired: many wait at once, and none of them shares a hash.
    token_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001
    last_seen_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
