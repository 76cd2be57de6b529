import django.db.models.deletion
from django.db import migrations, models

import machtigingen.kluis.velden


class Migration(migrations.Migration):
    dependencies = [
        ("aanvragen", "0007_medewerkers"),
    ]

    operations = [
        migrations.CreateModel(
            name="EerdereVerzekerde",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bsn_index", models.CharField(max_length=64)),
                ("geboortedata", machtigingen.kluis.velden.SealedJSONField()),
                ("tot_at", models.DateTimeField()),
                (
                    "aanvraag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="eerdere_verzekerden",
                        to="aanvragen.aanvraag",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["bsn_index"], name="eerdere_verzekerde_bsn")]},
        ),
    ]
