"""Every live visit gets a key for its links; those booked from now on have one from the beginning."""

import secrets

from django.db import migrations


def give_keys(apps, schema_editor):
    visits = apps.get_model("booking", "Appointment").objects.using(schema_editor.connection.alias)
    live = visits.filter(link_key="", live_key__isnull=False)
    while batch := list(live.order_by("pk")[:500]):
        for visit in batch:
            visit.link_key = secrets.token_hex(16)
        visits.bulk_update(batch, ["link_key"])


class Migration(migrations.Migration):
    dependencies = [("booking", "0004_planning")]

    operations = [migrations.RunPython(give_keys, migrations.RunPython.noop)]
