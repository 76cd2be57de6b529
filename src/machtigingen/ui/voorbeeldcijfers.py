"""Fictitious figures for the style guide: one of each picture, with the table that says the same."""

from machtigingen.ui.getallen import Cijfertabel, Kerncijfer, heel
from machtigingen.ui.grafieken import Balk, Merklijn, Staaf, balken, staven, verdeling
from machtigingen.ui.tekening import Reeks, Vulling

KERNCIJFERS = (
    Kerncijfer(naam="Ingediend", waarde="1.234", uitleg="aanvragen in deze periode"),
    Kerncijfer(naam="Vanzelf besloten", waarde="62%", uitleg="704 van 1.135 besluiten"),
    Kerncijfer(naam="Te laat", waarde="3", uitleg="van 74 open aanvragen"),
)
REEKSEN = (
    Reeks(naam="Goedgekeurd", vulling=Vulling.GOED),
    Reeks(naam="Gedeeltelijk goedgekeurd", vulling=Vulling.DEELS),
    Reeks(naam="Afgewezen", vulling=Vulling.FOUT),
    Reeks(naam="Open", vulling=Vulling.OPEN),
    Reeks(naam="Geen besluit", vulling=Vulling.REST),
)
STAVEN = (
    Staaf(naam="dec", onder="2025", waarden=(71, 6, 9, 0, 2)),
    Staaf(naam="jan", onder="2026", waarden=(88, 9, 14, 0, 3)),
    Staaf(naam="feb", waarden=(79, 11, 10, 0, 1)),
    Staaf(naam="mrt", waarden=(0, 0, 0, 0, 0)),
    Staaf(naam="apr", waarden=(104, 12, 21, 3, 4)),
    Staaf(naam="mei", waarden=(66, 8, 12, 38, 1)),
)
PER_MAAND = staven(
    id="voorbeeld-maand",
    titel="Aanvragen per maand",
    uitleg="De meeste aanvragen kwamen in april 2026: 144. In maart 2026 kwam er geen.",
    reeksen=REEKSEN,
    staven=STAVEN,
)
TABEL_PER_MAAND = Cijfertabel(
    titel="Aanvragen per maand",
    kolommen=("Maand", "Ingediend", *(reeks.naam for reeks in REEKSEN)),
    rijen=tuple((staaf.naam, heel(sum(staaf.waarden)), *map(heel, staaf.waarden)) for staaf in STAVEN),
)
PER_FORMULIER = balken(
    id="voorbeeld-formulier",
    titel="Aanvragen per formulier",
    uitleg="Het meest gevraagd: bovenooglidcorrectie, 812 aanvragen.",
    reeksen=(
        Reeks(naam="Vanzelf besloten", vulling=Vulling.VANZELF),
        Reeks(naam="Door een beoordelaar", vulling=Vulling.MENS),
    ),
    balken=(
        Balk(naam="Bovenooglidcorrectie", waarden=(640, 172), achter="812"),
        Balk(naam="Prothetische voorzieningen op implantaten in de onderkaak", waarden=(60, 230), achter="290"),
        Balk(naam="Abdominoplastiek", waarden=(0, 3), achter="3"),
    ),
)
DOORLOOPTIJD = verdeling(
    id="voorbeeld-doorlooptijd",
    titel="Werkdagen tot het besluit",
    uitleg="De helft is besloten binnen 4 werkdagen, 90% binnen 9 werkdagen.",
    aantallen={0: 14, 1: 31, 2: 48, 3: 66, 4: 61, 5: 47, 6: 39, 7: 30, 8: 26, 9: 21, 10: 8, 13: 2, 24: 4},
    lijnen=(Merklijn(waarde=4, tekst="helft: 4 dagen"), Merklijn(waarde=9, tekst="90%: 9 dagen")),
    as_="Aantal besluiten, per aantal werkdagen",
)
