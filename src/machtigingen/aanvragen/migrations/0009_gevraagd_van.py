from datetime import timedelta

from django.db import migrations, models


def fill_first_day(apps, schema_editor):
    """Of a verlenging that was asked before: the day after the end that was granted then, and is written in the besluit
    of what it extends. What was asked anew of one has the same day."""
    Aanvraag, Besluit = apps.get_model("aanvragen", "Aanvraag"), apps.get_model("aanvragen", "Besluit")
    for id_, op in Aanvraag.objects.filter(vervolg_soort="verlenging").values_list("pk", "vervolg_op"):
        gegeven = Besluit.objects.filter(aanvraag=op, geldig_tot_on__isnull=False).order_by("volgnummer").last()
        if gegeven:
            dag = gegeven.geldig_tot_on + timedelta(days=1)
            Aanvraag.objects.filter(pk=id_).update(gevraagd_van_on=dag)
    anew = Aanvraag.objects.filter(
        vervolg_soort="herbeoordeling", gevraagd_van_on=None, vervolg_op__gevraagd_van_on__isnull=False
    )
    while rows := list(anew.values_list("pk", "vervolg_op__gevraagd_van_on")):
        for id_, dag in rows:
            Aanvraag.objects.filter(pk=id_).update(gevraagd_van_on=dag)


class Migration(migrations.Migration):
    dependencies = [
        ("aanvragen", "0008_eerdere_verzekerde"),
    ]

    operations = [
        migrations.AddField(
            model_name="aanvraag",
            name="gevraagd_van_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunPython(fill_first_day, migrations.RunPython.noop),
    ]
