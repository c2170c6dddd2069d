"""Find people by their number and name; the numbers that are there already get their digits."""

import unicodedata

from django.db import migrations, models

TOGETHER = 500

# As numbers were read when this migration was written: it must do the same in years, whatever the house does then.
TAIL, MOBILE = 4, 11


def digits_of(phone):
    plain = unicodedata.normalize("NFKC", phone).strip()
    digits = "".join(sign for sign in plain if sign in "0123456789")
    if plain.startswith("+86"):
        return at_home(digits[2:])
    if digits.startswith("0086"):
        return at_home(digits[4:])
    if digits.startswith("861") and len(digits) == MOBILE + 2:
        return digits[2:]
    return digits


def at_home(digits):
    is_mobile = digits.startswith("1") and len(digits) == MOBILE
    return digits if is_mobile or not digits or digits.startswith("0") else f"0{digits}"


def tail_of(phone):
    digits = digits_of(phone)
    return digits[-TAIL:] if len(digits) >= TAIL else ""


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
