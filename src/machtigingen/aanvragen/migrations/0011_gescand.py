from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('aanvragen', '0010_quarantaine'),
    ]

    operations = [
        migrations.AddField(
            model_name='bijlage',
            name='gescand_at',
            field=models.DateTimeField(null=True),
        ),
    ]
