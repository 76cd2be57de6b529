from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("aanvragen", "0006_kolommen_van_vroeger"),
    ]

    operations = [
        migrations.AddField(
            model_name="aanvraag",
            name="behandelaar_medewerker",
            field=models.PositiveBigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="aanvraag",
            name="voorstel_medewerker",
            field=models.PositiveBigIntegerField(blank=True, null=True),
        ),
    ]
