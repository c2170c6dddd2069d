
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('eventlog', '0002_reading_and_proofs'),
    ]

    operations = [
        migrations.AlterField(
            model_name='unlinked',
            name='event',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='eventlog.event'),
        ),
    ]
