from django.db import migrations, models


def only_before_the_beginning(apps, schema_editor):
    """A row may be removed only when its chain says that it begins after it. Change is refused as before.

    These triggers name audit_keten: a migration that has SQLite make that table anew must drop them first."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER audit_regel_geen_delete")
        schema_editor.execute(
            "CREATE TRIGGER audit_regel_geen_delete BEFORE DELETE ON audit_regel "
            "WHEN OLD.volgnummer > "
            "COALESCE((SELECT begin_volgnummer FROM audit_keten WHERE naam = OLD.keten), 0) "
            "BEGIN SELECT RAISE(ABORT, 'audit_regel is append-only'); END"
        )
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION audit_regel_weiger() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN "
            "IF TG_OP = 'DELETE' THEN "
            "IF OLD.volgnummer <= (SELECT begin_volgnummer FROM audit_keten WHERE naam = OLD.keten) "
            "THEN RETURN OLD; END IF; "
            "END IF; "
            "RAISE EXCEPTION 'audit_regel is append-only'; END $$"
        )


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_logboek'),
    ]

    operations = [
        migrations.AddField(
            model_name='keten',
            name='begin_volgnummer',
            field=models.PositiveBigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='keten',
            name='begin_hash',
            field=models.CharField(blank=True, db_default='', default='', max_length=64),
        ),
        migrations.AddConstraint(
            model_name='keten',
            constraint=models.CheckConstraint(condition=models.Q(('begin_volgnummer__lte', models.F('volgnummer'))), name='audit_keten_begint_voor_einde'),
        ),
        migrations.RunPython(only_before_the_beginning, migrations.RunPython.noop),
    ]
