from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("toegang", "0002_team"),
    ]

    operations = [
        migrations.AddField(
            model_name="certificaat",
            name="uitgever",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="certificaat",
            name="ingetrokken_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
