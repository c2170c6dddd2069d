from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_find_by_phone")]

    operations = [
        migrations.AddField("invitation", "sent_on", models.DateField(null=True)),
        migrations.AddField(
            "invitation", "sent", models.PositiveSmallIntegerField(default=0, db_default=0)
        ),
        migrations.AddIndex(
            "invitation",
            models.Index(fields=["park", "sent_on", "email"], name="invitation_park_sent"),
        ),
    ]
