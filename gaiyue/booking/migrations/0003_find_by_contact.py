"""Find visits by the number and the name of their contact; the numbers that are there already get their digits."""

from django.db import migrations, models

from gaiyue.booking.contact import digits_of, tail_of

TOGETHER = 500


def fill(apps, schema_editor):
    """Write the digits of every number; parks are small enough for one pass."""
    appointment = apps.get_model("booking", "Appointment")
    database = schema_editor.connection.alias
    rows = appointment.objects.using(database).exclude(contact_phone="").only("id", "contact_phone")
    waiting = []
    for row in rows.iterator(chunk_size=TOGETHER):
        row.contact_digits = digits_of(row.contact_phone)
        row.contact_tail = tail_of(row.contact_phone)
        waiting.append(row)
    appointment.objects.using(database).bulk_update(
        waiting, ["contact_digits", "contact_tail"], batch_size=TOGETHER
    )


class Migration(migrations.Migration):
    dependencies = [("booking", "0002_queue_links_papers")]

    operations = [
        migrations.AddField(
            model_name="appointment",
            name="contact_digits",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
        migrations.AddField(
            model_name="appointment",
            name="contact_tail",
            field=models.CharField(blank=True, default="", max_length=4),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                fields=["park", "contact_tail", "contact_digits"], name="appointment_park_phone"
            ),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["park", "contact_name"], name="appointment_park_contact"),
        ),
    ]
