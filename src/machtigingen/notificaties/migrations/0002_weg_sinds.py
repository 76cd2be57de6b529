from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notificaties", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="abonnement",
            name="weg_sinds_at",
            field=models.DateTimeField(null=True),
        ),
    ]
