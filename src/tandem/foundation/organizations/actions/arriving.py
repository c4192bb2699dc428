"""Somebody arrives by single sign-on: their account, and the jobs their groups give, looked at anew each time.

Where groups are mapped to jobs, an account of the provider has exactly those: a group taken away there takes the job
away here at the next sign-in, and a running session of it ends with its next click. The last administrator stays.
"""

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.issuer import Identity
from tandem.foundation.accounts.models import User
from tandem.foundation.accounts.rules import name_problem, username_problem
from tandem.foundation.acts.act import Act
from tandem.foundation.organizations import reach
from tandem.foundation.organizations.actions.managing import managing
from tandem.foundation.organizations.actions.people import Job
from tandem.foundation.organizations.models import Membership, Organization
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal

# A group, and the job it gives: the agency's short name, the role, and what is done on scene ("" for nothing).
Mapping = dict[str, tuple[str, str, str]]
ACTOR = Actor.system("Single sign-on", Permission.PEOPLE_MANAGE, Permission.PROGRAM_SET_UP)


def arrive(who: Identity, mapping: Mapping) -> User:
    """The account of this human, made if their groups give a job, with its jobs as the groups say now.

    Raises Refusal where there is none to be had: no job, a disabled account, a name that is no human's, or a user name
    that belongs to somebody who signs in by password.
    """
    with managing(ACTOR) as doing:
        doing.detail["verb"] = "single_sign_on"
        wanted = _jobs(who, mapping)
        user = User.objects.select_for_update().filter(issuer_subject=who.subject).first()
        user = user or _first_time(who, wanted)
        doing.about("account", user.pk)
        if not user.is_active:
            raise Refusal(("account", "This account is disabled. Ask your administrator."))
        if mapping:
            _follow(doing, user, wanted)
    return user


def _jobs(who: Identity, mapping: Mapping) -> list[Job]:
    """The jobs these groups give; a line of the mapping that no administrator could give is passed over."""
    places = {one.short_name: one.pk for one in Organization.objects.filter(in_program=True)}
    named = [mapping[group] for group in sorted(who.groups) if group in mapping]
    jobs = [Job(places[place], role, profession) for place, role, profession in named if place in places]
    return [job for job in jobs if not job.problems(ACTOR)]


def _first_time(who: Identity, wanted: list[Job]) -> User:
    known = User.objects.select_for_update().filter(username__iexact=who.username).first() if who.username else None
    if known:
        if known.issuer_subject or known.has_usable_password():
            # Whoever may choose a user name at the provider must not become somebody here by it.
            raise Refusal(("account", "This user name belongs to an account with a password. Ask your administrator."))
        known.issuer_subject = who.subject
        known.save(update_fields=["issuer_subject"])
        return known
    if not wanted:
        raise Refusal(("account", "No job here is open for you. Ask your administrator."))
    for problem in (name_problem(who.name) if who.name else "No name.", username_problem(who.username)):
        if problem:
            raise Refusal(("account", "Your agency's sign-in gives no name of one person. Ask your administrator."))
    return User.objects.create_user(who.username[:60], who.name[:80], None, issuer_subject=who.subject)


def _follow(doing: Act, user: User, wanted: list[Job]) -> None:
    """Make the account's jobs those of its groups, as far as somebody still runs the program."""
    keys = {(job.organization_id, job.role): job for job in wanted}
    for held in Membership.objects.filter(user=user, active=True):
        if keys.pop((held.organization_id, held.role), None):
            continue
        if reach.last_administrator(user.pk, without=held.pk):
            doing.detail["kept"] = "last administrator"
            continue
        held.active, held.ended_at = False, doing.at
        held.save(update_fields=["active", "ended_at"])
        doing.detail.setdefault("ended", []).append(str(held.pk))
    for job in keys.values():
        told = {"profession": job.profession, "active": True, "ended_at": None}
        place = {"user": user, "organization_id": job.organization_id, "role": job.role}
        Membership.objects.update_or_create(**place, defaults=told)
        doing.detail.setdefault("given", []).append(f"{job.role} {job.organization_id}")
