from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registers', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='verzekeraar',
            name='soort',
            field=models.CharField(choices=[('verzekeraar', 'verzekeraar'), ('zorgkantoor', 'zorgkantoor')], default='verzekeraar', max_length=11),
        ),
        migrations.AddConstraint(
            model_name='verzekeraar',
            constraint=models.CheckConstraint(condition=models.Q(('soort__in', ['verzekeraar', 'zorgkantoor'])), name='verzekeraar_soort_bestaat'),
        ),
    ]
