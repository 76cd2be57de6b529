from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bewaring', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='wissing',
            name='laatst_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
