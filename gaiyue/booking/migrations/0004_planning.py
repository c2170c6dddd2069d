from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('booking', '0003_find_by_contact'),
    ]

    operations = [
        migrations.AddField(
            model_name='block',
            name='closed_with',
            field=models.CharField(blank=True, default='', max_length=8),
        ),
        migrations.AddField(
            model_name='counter',
            name='is_retired',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='material',
            name='is_retired',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='Planning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('park', models.CharField(max_length=32)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('park',), name='planning_park')],
            },
        ),
    ]
