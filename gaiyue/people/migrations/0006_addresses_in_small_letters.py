"""Logins and addresses from before small letters: whoever has one is found again.

An address that would then mean two accounts stays as it is, and is listed by the ids: a person decides.
"""

from collections import defaultdict

from django.db import migrations

FIELDS = ("login", "email")


def lower(apps, schema_editor):
    """One pass to see whom each address would mean, one to write; parks are small enough."""
    account = apps.get_model("people", "Account")
    rows = account.objects.using(schema_editor.connection.alias)
    meant = defaultdict(set)
    for row in rows.only("id", "park", *FIELDS).iterator():
        for address in _addresses(row).values():
            meant[row.park, address.lower()].add(row.pk)
    for row in rows.only("id", "park", *FIELDS).iterator():
        large = {name: old.lower() for name, old in _addresses(row).items() if old != old.lower()}
        free = {name: new for name, new in large.items() if len(meant[row.park, new]) == 1}
        if free:
            rows.filter(pk=row.pk).update(**free)
        for name in large.keys() - free.keys():
            ids = ", ".join(str(pk) for pk in sorted(meant[row.park, large[name]]))
            print(f"left as it is: {name} of account {row.pk} in {row.park}; it would mean {ids}")  # noqa: T201


def _addresses(row):
    return {name: getattr(row, name) for name in FIELDS if "@" in getattr(row, name)}


class Migration(migrations.Migration):
    dependencies = [("people", "0005_invitation_tally")]

    operations = [migrations.RunPython(lower, migrations.RunPython.noop)]
