from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Hartslag',
            fields=[
                ('naam', models.CharField(max_length=120, primary_key=True, serialize=False)),
                ('soort', models.CharField(max_length=12)),
                ('versie', models.CharField(max_length=40)),
                ('begonnen_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('gestopt_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Onderhoudsbericht',
            fields=[
                ('id', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('tekst', models.CharField(max_length=300)),
                ('van_at', models.DateTimeField(blank=True, null=True)),
                ('tot_at', models.DateTimeField(blank=True, null=True)),
                ('gezet_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='bedrijfsvoering_bericht_een_rij')],
            },
        ),
    ]
