from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bewaring", "0003_wachtend"),
    ]

    operations = [
        migrations.AddField(
            model_name="wissing",
            name="gewist_audit",
            field=models.PositiveBigIntegerField(db_default=0, default=0),
        ),
    ]
