"""Every column names its category, every key points down, and every table of the domain is guarded."""

from django.apps import apps
from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.vocabulary.law import Category

ORDER = [
    "releases",
    "oversight",
    "phones",
    "followups",
    "safety_plans",
    "referrals",
    "transfers",
    "part2",
    "screenings",
    "trials",
    "encounters",
    "safety",
    "requests",
    "incidents",
    "consents",
    "protections",
    "people",
    "directory",
    "staffing",
]
FOUNDATION = {"accounts", "organizations", "audit", "acts"}
# The act log's columns take their category from the kind of each row.
BY_KIND = {"by_kind"}


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("tandem.")]


def unclassified(model: type[models.Model]) -> set[str]:
    """Columns that name no category, names that are no column, and categories that do not exist."""
    told = getattr(model, "columns", {})
    words = [word for names in told.values() for word in names.split()]
    fields = {field.name for field in model._meta.concrete_fields}
    twice = {word for word in words if words.count(word) > 1}
    unknown = {word for word in told if word not in set(Category) | BY_KIND}
    return (fields ^ set(words)) | twice | unknown


def floor(model: type[models.Model]) -> int:
    """How high a table stands: the domain's rooms in their order above the foundation."""
    label = model._meta.app_label
    return len(ORDER) - ORDER.index(label) if label in ORDER else 0


def keys_that_climb(model: type[models.Model]) -> list[str]:
    """Foreign keys that point up or, across rooms, leave a way back."""
    found = []
    for field in model._meta.concrete_fields:
        if not field.is_relation or field.related_model._meta.app_label == model._meta.app_label:
            continue
        if floor(field.related_model) > floor(model):
            found.append(f"{field.name} points up")
        elif model._meta.app_label in ORDER and field.remote_field.related_name != "+":
            # `related_name="+"` keeps a lower room from reaching its upper neighbours through the ORM.
            allowed = field.related_model._meta.app_label in BACKWARD_ALLOWED.get(model._meta.app_label, ())
            if not allowed:
                found.append(f"{field.name} leaves a way back")
    return found


# A consent and an incident are read from the person in queries of their own rooms only.
BACKWARD_ALLOWED = {"consents": ("people",)}


def test_there_are_tables():
    assert len(own_models()) > 20


def test_every_column_names_its_category():
    assert {model._meta.label: left for model in own_models() if (left := unclassified(model))} == {}


def test_keys_point_down():
    assert {model._meta.label: keys for model in own_models() if (keys := keys_that_climb(model))} == {}


def test_an_unclassified_column_is_caught():
    class Planted(models.Model):
        columns = {"key": "id", "cad_facts": "place gone", "gossip": ""}
        place = models.TextField()
        secret = models.TextField()

        class Meta:
            app_label = "people"
            managed = False

    try:
        assert unclassified(Planted) == {"secret", "gone", "gossip"}
    finally:
        del apps.all_models["people"]["planted"]


def test_a_key_that_climbs_is_caught():
    class Climber(models.Model):
        referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
        person = models.ForeignKey("people.Person", on_delete=models.PROTECT)

        class Meta:
            app_label = "incidents"
            managed = False

    try:
        assert keys_that_climb(Climber) == ["referral points up", "person leaves a way back"]
    finally:
        del apps.all_models["incidents"]["climber"]
        apps.clear_cache()


def test_every_table_of_the_domain_is_guarded():
    """Releases write the access log of reads, which is no act; it is append-only instead."""
    bare = [
        model._meta.label for model in own_models() if model._meta.app_label in ORDER and not issubclass(model, Guarded)
    ]
    assert sorted(bare) == ["releases.Copy", "releases.Disclosure", "releases.Opening"]
    assert all(apps.get_model(label).append_only for label in bare)
