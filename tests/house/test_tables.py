"""Tables: keys point downstairs, park comes first everywhere, and the migrations are complete."""

import re

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from tests.house.house import HOUSE, floors, short

OURS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith("gaiyue.")
]


def name(model: type[models.Model]) -> str:
    return model._meta.label


def test_there_are_tables_to_look_at():
    """The control: the tests below say something only if they see the tables."""
    assert "people.Park" in {name(model) for model in OURS}


@pytest.mark.parametrize("model", OURS, ids=name)
def test_foreign_keys_point_downstairs(model):
    """Also those written as a string, which the import contracts cannot see."""
    here = model._meta.app_label
    up = [
        f"{name(model)}.{field.name} -> {name(field.related_model)}"
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if (there := field.related_model._meta.app_label) != here
        if there not in floors() or floors()[there] >= floors()[here]
    ]
    assert up == []


@pytest.mark.parametrize("model", OURS, ids=name)
def test_every_row_says_which_park_it_belongs_to(model):
    park = model._meta.get_field("park")
    assert isinstance(park, models.CharField)
    assert not park.null


@pytest.mark.parametrize("model", OURS, ids=name)
def test_every_unique_constraint_and_index_starts_with_park(model):
    """A plain foreign key keeps the index it needs to be checked; whatever else we declare starts with park."""
    uniques = [
        (c.name, c.fields)
        for c in model._meta.constraints
        if isinstance(c, models.UniqueConstraint)
    ]
    indexes = [(i.name, [field.lstrip("-") for field in i.fields]) for i in model._meta.indexes]
    single = [
        (field.name, (field.name,))
        for field in model._meta.local_fields
        if not field.primary_key
        if field.unique or (field.db_index and not field.is_relation)
    ]
    together = [("unique_together", fields) for fields in model._meta.unique_together]
    without = [
        label
        for label, fields in [*uniques, *indexes, *single, *together]
        if [*fields][:1] != ["park"]
    ]
    assert without == []


@pytest.mark.parametrize("model", OURS, ids=name)
def test_no_constraint_or_index_needs_what_some_engines_lack(model):
    """No partial and no expression unique or index: Django drops them with a mere warning where unknown."""
    declared = [c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    special = [
        rule.name
        for rule in [*declared, *model._meta.indexes]
        if rule.condition or rule.expressions
    ]
    assert special == []


def test_no_migration_is_missing():
    """What `makemigrations --check` asks, without a database."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    with translation.override(None):  # migrations keep the labels of Django's own fields as written
        wanted = ProjectState.from_apps(apps)
        changes = MigrationAutodetector(loader.project_state(), wanted).changes(graph=loader.graph)
    ours = {model._meta.app_label for model in OURS}
    missing = {
        label: [operation.describe() for change in found for operation in change.operations]
        for label, found in changes.items()
        if label in ours
    }
    assert missing == {}


def test_migrations_import_no_live_code():
    """What they did to old rows they must do in years, too, whatever the house does then."""
    live = [
        f"{short(path)}: {line}"
        for path in sorted(HOUSE.glob("*/migrations/*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.match(r"\s*(from|import)\s+gaiyue\b", line)
    ]
    assert live == []
