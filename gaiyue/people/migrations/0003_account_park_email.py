from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_companies_and_invitations"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="account",
            index=models.Index(fields=["park", "email"], name="account_park_email"),
        ),
    ]
