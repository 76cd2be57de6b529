from django.db import migrations
from django.db.models import Q

CODES = {
    "Geen regel van dit formulier past. Een beoordelaar kijkt naar de aanvraag.": "geen_regel",
    "Er ontbreekt een gegeven om hierover te beslissen. Een beoordelaar kijkt naar de aanvraag.": "gegeven_ontbreekt",
    "Meer dan één regel past. Een beoordelaar kijkt naar de aanvraag.": "meer_regels",
    "Nog niet alle vragen zijn beantwoord. Een beoordelaar kijkt naar de aanvraag.": "niet_compleet",
    "Diagnose en zorgactiviteit horen niet bij elkaar. Een beoordelaar kijkt naar de aanvraag.": "andere_zorg",
    "Dit formulier wijst niet zelf af. Een beoordelaar kijkt naar de aanvraag.": "afwijzing_door_mens",
}


def fill_columns(apps, schema_editor):
    """What one searches by and why a person looks, of what was there before these columns. It stands sealed in the
    answers and in what the form said, so this needs the keys; without rows it needs nothing."""
    Aanvraag = apps.get_model("aanvragen", "Aanvraag")
    leeg = Q(grondslag="") | Q(niet_automatisch="", beslissing__isnull=False)
    oud = Aanvraag.objects.filter(leeg).exclude(formulier_code="").only("antwoorden", "bronnen", "beslissing")
    for aanvraag in oud.order_by("pk").iterator(chunk_size=200):
        waarden = {vraag: antwoord.get("waarde") for vraag, antwoord in aanvraag.antwoorden.items()}
        gestuurd = aanvraag.bronnen.get("softwarepakket", {})
        Aanvraag.objects.filter(pk=aanvraag.pk).update(
            grondslag=str(waarden.get("grondslag") or gestuurd.get("grondslag", "zvw"))[:3],
            specialisme=_code(waarden.get("specialisme"), 4),
            zorgverlener=_code(waarden.get("zorgverlener"), 8),
            niet_automatisch=_aanleiding(aanvraag.beslissing or {}),
        )


def _code(waarde, lengte):
    tekst = str(waarde or "")
    return tekst if len(tekst) == lengte and tekst.isascii() and tekst.isdigit() else ""


def _aanleiding(beslissing):
    if beslissing.get("uitkomst") != "beoordelen":
        return ""
    return CODES.get(beslissing.get("tekst", ""), beslissing.get("regel", ""))[:80]


class Migration(migrations.Migration):
    dependencies = [
        ("aanvragen", "0005_besluit_woorden"),
    ]

    operations = [
        migrations.RunPython(fill_columns, migrations.RunPython.noop),
    ]
