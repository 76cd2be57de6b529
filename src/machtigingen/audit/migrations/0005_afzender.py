from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0004_reden'),
    ]

    # Columns beside the others, as in 0002: in SQL of our own, for SQLite to keep its triggers. A row of before has
    # them empty, and keeps its hash.
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"ALTER TABLE audit_regel ADD COLUMN {naam} varchar({lengte}) NOT NULL DEFAULT ''",
                    migrations.RunSQL.noop,
                ),
            ],
            state_operations=[
                migrations.AddField(
                    model_name='regel',
                    name=naam,
                    field=models.CharField(blank=True, db_default='', default='', max_length=lengte),
                ),
            ],
        )
        for naam, lengte in (('afzender', 16), ('indiener', 48))
    ]
