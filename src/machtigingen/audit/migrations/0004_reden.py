from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_begin_van_de_keten'),
    ]

    # A column beside the others, as in 0002: in SQL of our own, for SQLite to keep its triggers.
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE audit_regel ADD COLUMN reden varchar(200) NOT NULL DEFAULT ''",
                    migrations.RunSQL.noop,
                ),
            ],
            state_operations=[
                migrations.AddField(
                    model_name='regel',
                    name='reden',
                    field=models.CharField(blank=True, db_default='', default='', max_length=200),
                ),
            ],
        ),
    ]
