"""Destroy what an order names: keys first, then rows. Runs as the role that owns the tables, in one transaction.

Which rows those are is read from the models: every table with a key that leads to the person. What stays is what the
order does not reach: the audit trail and the access log, which hold ids and codes; the other side's own record (the
police's narrative and call facts, or the clinical record); and counts that were published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import connections, models, transaction

from tandem.domain.people.models import Person
from tandem.foundation.attachments.models import File
from tandem.foundation.attachments.store import discard
from tandem.foundation.keys import ring
from tandem.foundation.keys.models import PersonKey
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import LAW_CATEGORIES, Category
from tandem.vocabulary.oversight import ExpungeScope
from tandem.vocabulary.terms import OrganizationKind

OWNER = "owner"
CALL_SIDE = frozenset({Category.CAD_FACTS, Category.LE_NARRATIVE})
# What the access log and the acts keep: ids, codes, times, and nothing that was said about anybody.
KEPT = frozenset({"releases.Opening", "releases.Disclosure", "releases.Copy"})


@dataclass(frozen=True)
class Destroyed:
    """How much there was. `rows` is by table."""

    keys: int
    rows: dict[str, int]


def destroy(person_id: UUID, scope: str, *, now: datetime, using: str = OWNER) -> Destroyed:
    """Destroy it, whole or not at all. Carried out again, it finds nothing and says so.

    Needs the guard of an act, which whoever calls opens (`tandem.act`).
    """
    with transaction.atomic(using=using):
        keys = destroy_keys(person_id, scope, now, using)
        rows = {}
        for model, found in _doomed(person_id, scope, using):
            _discard_files(model, found)
            count, _each = found.count(), found._raw_delete(using)
            if count:
                rows[model._meta.label] = count
        if scope == ExpungeScope.CLINICAL:
            _empty(person_id, now, using)
    return Destroyed(keys, rows)


def reaching(scope: str) -> list[tuple[type[models.Model], list[str]]]:
    """Every table an order of this scope reaches, with the paths of keys that lead from it to the person."""
    doomed = _tables(scope)
    return [(model, paths) for model, paths in _ways() if model in doomed]


def _discard_files(model: type[models.Model], found: models.QuerySet) -> None:
    """The bytes of files these rows name, as the scan of a signed paper. Before the rows: a file nobody names would stay."""
    named = [field.attname for field in model._meta.concrete_fields if type(field) is models.UUIDField]
    ids = {one for values in found.values_list(*named) for one in values if one} if named else set()
    for file_id in File.objects.filter(pk__in=ids, gone_at=None).values_list("pk", flat=True):
        discard(file_id)


def hanging(scope: str) -> list[str]:
    """Tables that stay but point at rows an order destroys: none may, or the order could never be carried out."""
    doomed = _tables(scope)
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model not in doomed
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in doomed
    ]


def destroy_keys(person_id: UUID, scope: str, now: datetime, using: str) -> int:
    """The person's keys at every agency on this side. What they sealed reads as destroyed, in older rows too."""
    police = Organization.objects.using(using).filter(kind__in=(OrganizationKind.POLICE, OrganizationKind.PSAP))
    held = PersonKey.objects.using(using).filter(person_id=person_id, destroyed_at=None)
    mine = police.values_list("pk", flat=True)
    held = (
        held.filter(organization_id__in=mine)
        if scope == ExpungeScope.POLICE
        else held.exclude(organization_id__in=mine)
    )
    names = [name for one in held for name in (one.pk, (one.person_id, one.organization_id))]
    count = held.update(wrapped=b"", destroyed_at=now)
    ring.drop_persons(*names)
    return count


def _doomed(person_id: UUID, scope: str, using: str) -> Iterator[tuple[type[models.Model], models.QuerySet]]:
    """Every table with rows to destroy, children before parents."""
    doomed = _tables(scope)
    for model, paths in _ways():
        if model not in doomed:
            continue
        condition = models.Q()
        for path in paths:
            condition |= models.Q(**{path: person_id})
        yield (
            model,
            model._base_manager.using(using).filter(
                pk__in=model._base_manager.using(using).filter(condition).values("pk")
            ),
        )


def _tables(scope: str) -> set[type[models.Model]]:
    """Every table the order reaches; what hangs on one of their rows, as a unit's times on a transfer, goes with it."""
    ways = [model for model, _paths in _ways() if model._meta.label not in KEPT]
    doomed = {model for model in ways if _reached(model, scope)}
    while hung := {
        model
        for model in ways
        if model not in doomed
        and any(field.is_relation and field.related_model in doomed for field in model._meta.concrete_fields)
    }:
        doomed |= hung
    return doomed


def _reached(model: type[models.Model], scope: str) -> bool:
    """Whether the order reaches this table: by the categories its columns name."""
    named = set(getattr(model, "columns", {})) & set(LAW_CATEGORIES)
    if scope == ExpungeScope.POLICE:
        return named == {Category.LE_NARRATIVE}
    return not (named and named <= CALL_SIDE)


def _ways() -> list[tuple[type[models.Model], list[str]]]:
    """(table, the paths of keys that lead from it to the person), the farthest from the person first."""
    ways: dict[type[models.Model], list[str]] = {Person: ["pk"]}
    order = [Person]
    for parent in order:
        for model in apps.get_models():
            if model is parent or model is Person or not model.__module__.startswith("tandem."):
                continue
            for field in model._meta.concrete_fields:
                if field.is_relation and field.related_model is parent and not (field.null and parent is not Person):
                    own = [field.name if path == "pk" else f"{field.name}__{path}" for path in ways[parent]]
                    ways.setdefault(model, [])
                    ways[model] += [one for one in own if one not in ways[model]]
                    if model not in order:
                        order.append(model)
    return [(model, ways[model]) for model in reversed(order) if model is not Person]


def _empty(person_id: UUID, now: datetime, using: str) -> None:
    """The person's own row says nothing any more; it stays where the other side's record hangs on it."""
    person = Person.objects.using(using).filter(pk=person_id)
    if any(
        model._base_manager.using(using).filter(**{field.name: person_id}).exists()
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Person
    ):
        person.update(organization=None, identified_at=None, sealed_at=now)
    else:
        person._raw_delete(using)


def forget_jobs(person_id: UUID, using: str = OWNER) -> int:
    """Take what waits in the outbox about the person out of it."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE status IN ('todo', 'failed') AND args::text LIKE %s",
            [f"%{person_id}%"],
        )
        return cursor.rowcount
