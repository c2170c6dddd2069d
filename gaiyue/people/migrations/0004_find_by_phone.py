"""Find people by their number and name; the numbers that are there already get their digits."""

from django.db import migrations, models

from gaiyue.base.telephone import digits_of, tail_of

TOGETHER = 500


def fill(apps, schema_editor):
    """Write the digits of every number; parks are small enough for one pass."""
    account = apps.get_model("people", "Account")
    database = schema_editor.connection.alias
    waiting = []
    for row in account.objects.using(database).exclude(phone="").only("id", "phone").iterator():
        row.phone_digits, row.phone_tail = digits_of(row.phone), tail_of(row.phone)
        waiting.append(row)
    account.objects.using(database).bulk_update(
        waiting, ["phone_digits", "phone_tail"], batch_size=TOGETHER
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0003_account_park_email")]

    operations = [
        migrations.AddField(
            model_name="account",
            name="phone_digits",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
        migrations.AddField(
            model_name="account",
            name="phone_tail",
            field=models.CharField(blank=True, default="", max_length=4),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(fields=["park", "name"], name="account_park_name"),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                fields=["park", "phone_tail", "phone_digits"], name="account_park_phone"
            ),
        ),
    ]
