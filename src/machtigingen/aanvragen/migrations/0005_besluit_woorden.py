from django.db import migrations

import machtigingen.kluis.velden


class Migration(migrations.Migration):
    dependencies = [
        ("aanvragen", "0004_vervolg_een_open"),
    ]

    operations = [
        migrations.AddField(
            model_name="besluit",
            name="woorden",
            field=machtigingen.kluis.velden.SealedJSONField(null=True),
        ),
    ]
