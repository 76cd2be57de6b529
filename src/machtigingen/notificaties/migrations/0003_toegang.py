from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notificaties", "0002_weg_sinds"),
    ]

    operations = [
        migrations.AddField(
            model_name="abonnement",
            name="medewerker",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="bezorging",
            name="over",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="bezorging",
            name="sleutel",
            field=models.CharField(max_length=64, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="bezorging",
            name="aanvraag_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddConstraint(
            model_name="abonnement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("medewerker",),
                name="abonnement_van_medewerker",
            ),
        ),
    ]
