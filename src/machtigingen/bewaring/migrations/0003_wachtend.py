from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bewaring', '0002_laatst'),
    ]

    operations = [
        migrations.AddField(
            model_name='wissing',
            name='wachtend',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
