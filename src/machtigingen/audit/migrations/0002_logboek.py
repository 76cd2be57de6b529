from django.db import migrations, models


def kolom(naam, lengte):
    """A column beside the others. In SQL of our own: Django would make the table of SQLite anew, and lose the triggers
    that keep it append-only."""
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                f"ALTER TABLE audit_regel ADD COLUMN {naam} varchar({lengte}) NOT NULL DEFAULT ''",
                migrations.RunSQL.noop,
            )
        ],
        state_operations=[
            migrations.AddField(
                model_name='regel',
                name=naam,
                field=models.CharField(blank=True, db_default='', default='', max_length=lengte),
            )
        ],
    )


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_initial'),
    ]

    operations = [
        kolom('softwarepakket', 60),
        kolom('fouten', 1000),
        migrations.AddIndex(
            model_name='regel',
            index=models.Index(fields=['keten', '-recorded_at', '-volgnummer'], name='audit_regel_logboek'),
        ),
    ]
