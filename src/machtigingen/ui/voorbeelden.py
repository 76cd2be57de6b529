"""Fictitious data for the style guide. No person, practice or number in here exists."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from machtigingen.aanvragen.termijn import Stand
from machtigingen.ui import voorbeeldcijfers
from machtigingen.ui.beslistabel import Beslistabelbeeld, Tabelrij
from machtigingen.ui.context import (
    Cel,
    Feit,
    Identiteit,
    LegeLijst,
    Melding,
    Meldingsoort,
    Navlink,
    Nummer,
    Pagina,
    Regel,
    Stap,
    Taak,
    Tabblad,
    Tabel,
    Toestand,
    Voortgang,
)
from machtigingen.ui.deur import Deurmelding, Kleur, Lampje
from machtigingen.ui.merken import BRONNEN, STATUSSEN
from machtigingen.ui.termijnbalk import termijnbalk
from machtigingen.ui.velden import Foutregel, Veld
from machtigingen.ui.voorbeeldvelden import ALLE_VELDEN

PAGINA = Pagina(
    identiteit=Identiteit(
        organisatie="Oogkliniek Voorbeeldstad",
        kenmerk="AGB 22990001",
        naam="S. de Vries",
        uitleg_url="#wie",
        uitloggen_url="#uit",
    ),
    navigatie=(
        Navlink(titel="Mijn aanvragen", url="#aanvragen", actief=True),
        Navlink(titel="Nieuwe aanvraag", url="#nieuw"),
        Navlink(titel="Hulp", url="#hulp"),
    ),
    hulp_url="#hulp",
    contactpersoon="C. Contact",
)
PAGINA_BUITEN = Pagina(hulp_url="#hulp")

BALKEN = (
    termijnbalk(Stand(over=7, van=10), tot=date(2026, 12, 3)),
    termijnbalk(Stand(over=1, van=10, waarschuwing=True), tot=date(2026, 11, 25)),
    termijnbalk(Stand(over=-2, van=10, te_laat=True), tot=date(2026, 11, 20)),
    termijnbalk(Stand(over=10, van=10, gepauzeerd=True), reageren_voor=date(2026, 12, 8)),
)

TABBLADEN = (
    Tabblad(titel="Wacht op u", url="#wacht", aantal=2, actief=True),
    Tabblad(titel="Loopt", url="#loopt", aantal=5),
    Tabblad(titel="Klaar", url="#klaar", aantal=0),
)

STAPPEN = (
    Stap(titel="Verzekerde", toestand=Toestand.KLAAR, url="#1"),
    Stap(titel="Behandeling", toestand=Toestand.NU),
    Stap(titel="Medische vragen", toestand=Toestand.STRAKS),
    Stap(titel="Controleren en versturen", toestand=Toestand.STRAKS),
)

FEITEN = (
    Feit(label="Instelling", waarde="Oogkliniek Voorbeeldstad, AGB 22990001", bron="certificaat", vast=True),
    Feit(
        label="Verzekerde",
        waarde="T. Testpersoon, geboren 01-02-1960",
        bron="softwarepakket",
        wijzig_url="#w1",
    ),
    Feit(label="Verzekeraar", waarde="Voorbeeld Zorgverzekeraar (9901)", bron="cov", wijzig_url="#w2"),
    Feit(label="Zorgactiviteit", waarde="031545 Correctie bovenooglid", bron="softwarepakket", wijzig_url="#w3"),
    Feit(
        label="Naam", waarde="J.M. Jansen", bron="aangepast", anders="COV zegt: J. Jansen-Voorbeeld", wijzig_url="#w5"
    ),
    Feit(label="Zijde", waarde="Beide", bron="aangepast", gestuurd="Links", wijzig_url="#w4"),
    Feit(label="Specialisme", waarde="0301 Oogheelkunde", bron="agb_register", wijzig_url="#w5"),
)

LAMPJES = (
    Lampje(titel="Beveiligde verbinding", kleur=Kleur.GROEN),
    Lampje(titel="Certificaat", kleur=Kleur.GROEN, uitleg="Uitgegeven door Voorbeeld CA."),
    Lampje(
        titel="Geldigheid",
        kleur=Kleur.ROOD,
        uitleg="Verlopen op 1 november 2026. Vraag een nieuw certificaat aan.",
    ),
    Lampje(titel="Instelling", kleur=Kleur.GRIJS),
    Lampje(titel="Rechten", kleur=Kleur.GRIJS),
)

DEUR = Deurmelding(
    titel="Uw certificaat is verlopen",
    wat="U gebruikt een certificaat dat tot 1 november 2026 geldig was. Daarom kunt u nu niet inloggen.",
    wie="Uw contactpersoon kan een nieuw certificaat voor u aanvragen.",
    oorzaak="De geldigheid van het certificaat is voorbij en er is nog geen nieuw certificaat in gebruik.",
    hoe=(
        "Vraag uw contactpersoon om een nieuw certificaat.",
        "Installeer het op deze computer.",
        "Sluit alle vensters van uw browser en probeer het opnieuw.",
    ),
    lampjes=LAMPJES,
    code="D104",
    correlatie_id="7f3k-29qd-x8m4",
    contactpersoon="C. Contact",
    mail_aan="contact@oogkliniek.example",
    doc_url="#D104",
    opnieuw_url="#opnieuw",
)

REGELS = (
    Regel(
        titel="Gegevens ontvangen uit DemoOog",
        op=datetime(2026, 11, 20, 9, 12, tzinfo=UTC),
        door="Oogkliniek Voorbeeldstad",
    ),
    Regel(titel="Aanvraag verstuurd", op=datetime(2026, 11, 20, 9, 31, tzinfo=UTC), door="S. de Vries"),
    Regel(
        titel="De verzekeraar beoordeelt de aanvraag",
        toestand=Toestand.NU,
        wanneer="uiterlijk 4 december 2026",
        tekst="Regel 4: bij eerdere chirurgie aan dit ooglid beslist een beoordelaar.",
    ),
    Regel(titel="Besluit", toestand=Toestand.STRAKS),
)

BESLISTABEL = Beslistabelbeeld(
    id="beslistabel",
    titel="Beslistabel van een voorbeeld",
    uitleg="De eerste regel die past, beslist.",
    kolommen=("Reden", "Afstand"),
    waarde="Uitkomst",
    rijen=(
        Tabelrij(naam="1. Uiterlijk", cellen=("uiterlijk", ""), uitkomst="Afgewezen", uitslag="past niet"),
        Tabelrij(
            naam="2. Kleine afstand",
            cellen=("", "hoogstens 1 mm"),
            uitkomst="Goedgekeurd",
            tekst="Het ooglid hangt voor de pupil.",
            onderbouwing="Besluit zorgverzekering, artikel 2.4",
            uitslag="past",
            merk="Deze regel besliste",
        ),
    ),
    beproefd=True,
)
TABEL = Tabel(
    titel="Eerdere aanvragen voor deze verzekerde",
    kolommen=("Nummer", "Formulier", "Verstuurd", "Status"),
    rijen=(
        (
            Cel(tekst="MA-7K3Q-20418", url="#a1"),
            Cel(tekst="Bovenooglid"),
            Cel(tekst="12-11-2026"),
            Cel(status="goedgekeurd"),
        ),
        (
            Cel(tekst="MA-7K3Q-19950", url="#a2"),
            Cel(tekst="Bovenooglid"),
            Cel(tekst="02-11-2026"),
            Cel(status="in_behandeling"),
        ),
        (
            Cel(tekst="MA-7K3Q-11207", url="#a3"),
            Cel(tekst="Maatwerk"),
            Cel(tekst="19-03-2026"),
            Cel(status="afgewezen"),
        ),
    ),
)

MELDINGEN = (
    Melding(tekst="COV is nu niet bereikbaar. U kunt verder invullen; wij controleren het bij het versturen."),
    Melding(
        soort=Meldingsoort.WAARSCHUWING,
        titel="Uw certificaat verloopt over 12 dagen",
        tekst="Vraag op tijd een nieuw certificaat aan.",
        url="#hoe",
        url_tekst="Zo doet u dat",
    ),
    Melding(soort=Meldingsoort.GOED, titel="Verstuurd", tekst="De verzekeraar heeft uw aanvraag ontvangen."),
    Melding(
        soort=Meldingsoort.FOUT,
        titel="Niet verstuurd",
        tekst="Het versturen lukte niet. Uw concept is bewaard.",
    ),
)

TAKEN = (
    Taak(titel="Certificaat voor uw softwarepakket", klaar=True, url="#t1"),
    Taak(titel="Verbinding testen", klaar=False, url="#t2", tekst="Duurt ongeveer een minuut."),
)


def stap(*, velden: tuple[Veld, ...]) -> dict[str, Any]:
    """The context of a full form step."""
    return {
        "pagina": PAGINA,
        "stappen": STAPPEN,
        "bewaard": "14:02",
        "feiten": FEITEN,
        "voortgang": Voortgang(bekend=11, totaal=15),
        "velden": velden,
        "tabel": TABEL,
    }


def onderdelen() -> dict[str, Any]:
    return {
        "pagina": PAGINA,
        "voorbeeldfouten": Foutregel.van(ALLE_VELDEN),
        "stappen": STAPPEN,
        "feiten": FEITEN,
        "bronnen": tuple(BRONNEN),
        "statussen": tuple(STATUSSEN),
        "voortgang": Voortgang(bekend=11, totaal=15),
        "velden": ALLE_VELDEN,
        "lampjes": LAMPJES,
        "regels": REGELS,
        "tabel": TABEL,
        "nummer": Nummer(
            label="Machtigingsnummer",
            waarde="9901 2026 0045 8812",
            uitleg="Dit nummer gebruikt u op de declaratie.",
        ),
        "meldingen": MELDINGEN,
        "tabbladen": TABBLADEN,
        "balken": BALKEN,
        "taken": TAKEN,
        "kerncijfers": voorbeeldcijfers.KERNCIJFERS,
        "tekeningen": (
            voorbeeldcijfers.PER_MAAND,
            voorbeeldcijfers.PER_FORMULIER,
            voorbeeldcijfers.DOORLOOPTIJD,
        ),
        "beslistabel": BESLISTABEL,
        "cijfertabel": voorbeeldcijfers.TABEL_PER_MAAND,
        "leeg": LegeLijst(
            titel="Er wacht niets op u",
            tekst="Nieuwe aanvragen uit uw softwarepakket komen hier vanzelf te staan.",
            url="#nieuw",
            url_tekst="Zelf een aanvraag beginnen",
        ),
    }
