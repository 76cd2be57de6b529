from django.db import migrations, models


def published_stays(apps, schema_editor):
    """The database itself refuses to change or remove what was published."""
    if schema_editor.connection.vendor == "sqlite":
        for daad in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER formulierversie_vast_{daad.lower()} BEFORE {daad} ON formulieren_formulierversie "
                "WHEN OLD.gepubliceerd_at IS NOT NULL "
                "BEGIN SELECT RAISE(ABORT, 'a published formulierversie never changes'); END"
            )
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION formulierversie_weiger() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'a published formulierversie never changes'; END $$"
        )
        for daad in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER formulierversie_vast_{daad.lower()} BEFORE {daad} ON formulieren_formulierversie "
                "FOR EACH ROW WHEN (OLD.gepubliceerd_at IS NOT NULL) EXECUTE FUNCTION formulierversie_weiger()"
            )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Formulierversie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12)),
                ('versie', models.CharField(max_length=12)),
                ('uzovi', models.CharField(max_length=4)),
                ('teksten', models.JSONField()),
                ('gedeeld', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('bevindingen', models.JSONField(blank=True, default=list)),
                ('geupload_at', models.DateTimeField()),
                ('geupload_door', models.CharField(max_length=120)),
                ('geupload_certificaat', models.CharField(max_length=64)),
                ('geupload_medewerker', models.BigIntegerField(blank=True, null=True)),
                ('gepubliceerd_at', models.DateTimeField(blank=True, null=True)),
                ('gepubliceerd_door', models.CharField(blank=True, default='', max_length=120)),
                ('gepubliceerd_certificaat', models.CharField(blank=True, default='', max_length=64)),
                ('gepubliceerd_medewerker', models.BigIntegerField(blank=True, null=True)),
                ('geldig_van_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'versie'), name='formulierversie_een_keer'), models.CheckConstraint(condition=models.Q(models.Q(('geldig_van_on', None), ('gepubliceerd_at', None), ('gepubliceerd_certificaat', '')), models.Q(('geldig_van_on__isnull', False), ('gepubliceerd_at__isnull', False), models.Q(('gepubliceerd_certificaat', ''), _negated=True)), _connector='OR'), name='formulierversie_heel_gepubliceerd'), models.CheckConstraint(condition=models.Q(models.Q(('gepubliceerd_certificaat', models.F('geupload_certificaat')), _negated=True), models.Q(('gepubliceerd_medewerker', models.F('geupload_medewerker')), _negated=True)), name='formulierversie_twee_mensen')],
            },
        ),
        migrations.RunPython(published_stays, migrations.RunPython.noop),
    ]
