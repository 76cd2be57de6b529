"""Fictitious fields for the style guide: empty, wrong, and of every kind. No person or practice in here exists."""

from machtigingen.ui.bestanden import IN_QUARANTAINE, MET_VIRUS
from machtigingen.ui.velden import Bestand, Breedte, Keuze, Veld, Veldrij, Veldsoort, Wijziging

ZIJDEN = (
    Keuze(waarde="links", label="Links"),
    Keuze(waarde="rechts", label="Rechts"),
    Keuze(waarde="beide", label="Beide", uitleg="Vul straks voor elk oog de meting in."),
)
ZORGVERLENERS = (Keuze(waarde="03990011", label="O. Oogarts"), Keuze(waarde="03990014", label="D. Derde"))

LEGE_VELDEN = (
    Veld(
        naam="zorgverlener",
        label="AGB-code zorgverlener",
        hint="Acht cijfers. Kies een zorgverlener die bij u werkt.",
        doel="De verzekeraar controleert of deze zorgverlener de behandeling mag geven.",
        suggesties=ZORGVERLENERS,
    ),
    Veld(
        naam="begindatum",
        label="Gewenste startdatum",
        soort=Veldsoort.DATUM,
        hint="Bijvoorbeeld 31-12-2026",
        getoond="eerst",
    ),
    Veld(
        naam="klachten",
        label="Welke klachten zijn er?",
        soort=Veldsoort.MEERKEUZE,
        waarden=("zicht",),
        keuzes=(
            Keuze(waarde="zicht", label="Het zicht is beperkt"),
            Keuze(waarde="hoofdpijn", label="Er is hoofdpijn"),
        ),
    ),
    Veld(naam="opmerking", label="Opmerking", soort=Veldsoort.LANGE_TEKST, mag_leeg=True, max_lengte=2000),
)
FOUTE_VELDEN = (
    Veld(
        naam="zorgverlener",
        label="AGB-code zorgverlener",
        waarde="03999999",
        fout="deze code staat niet in het AGB-register. Kies een zorgverlener die bij u werkt.",
        fout_kort="Zorgverlener 03999999 staat niet in het AGB-register",
        bron="gebruiker",
        suggesties=ZORGVERLENERS,
    ),
    Veld(
        naam="begindatum",
        label="Gewenste startdatum",
        soort=Veldsoort.DATUM,
        hint="Bijvoorbeeld 31-12-2026",
        fout="vul de gewenste startdatum in.",
        fout_kort="Vul de gewenste startdatum in",
    ),
)
PRESTATIES = (
    Keuze(waarde="J070", label="J070 Eerste drukknop"),
    Keuze(waarde="J081", label="J081 Klikgebit in de onderkaak"),
)
TABELVELD = Veld(
    naam="prestaties",
    label="Welke prestaties vraagt u aan?",
    soort=Veldsoort.TABEL,
    hint="Bedragen zijn per stuk.",
    bron="softwarepakket",
    totaal="€ 1.050,00",
    rijen=(
        Veldrij(
            id="prestaties-0",
            nummer=1,
            totaal="€ 1.050,00",
            cellen=(
                Veld(
                    naam="prestaties-0-code",
                    label="Prestatie",
                    soort=Veldsoort.LIJST,
                    keuzes=PRESTATIES,
                    waarde="J081",
                ),
                Veld(naam="prestaties-0-aantal", label="Aantal", soort=Veldsoort.GETAL, waarde="1"),
                Veld(naam="prestaties-0-bedrag", label="Bedrag in euro", soort=Veldsoort.GETAL, waarde="1050,00"),
            ),
        ),
        Veldrij(
            id="prestaties-1",
            nummer=2,
            cellen=(
                Veld(naam="prestaties-1-code", label="Prestatie", soort=Veldsoort.LIJST, keuzes=PRESTATIES),
                Veld(
                    naam="prestaties-1-aantal",
                    label="Aantal",
                    soort=Veldsoort.GETAL,
                    waarde="0",
                    fout="Dit aantal kan niet.",
                    fout_kort="Regel 2, aantal: dit aantal kan niet",
                ),
                Veld(naam="prestaties-1-bedrag", label="Bedrag in euro", soort=Veldsoort.GETAL),
            ),
        ),
    ),
)
ALLE_VELDEN = (
    TABELVELD,
    Veld(
        naam="naam",
        label="Naam van de verzekerde",
        waarde="T. Testpersoon",
        bron="softwarepakket",
        breedte=Breedte.LANG,
    ),
    Veld(
        naam="datum",
        label="Datum van de meting",
        soort=Veldsoort.DATUM,
        waarde="3/11/26",
        begrepen="dinsdag 3 november 2026",
        hint="Bijvoorbeeld 31-12-2026",
        bron="gebruiker",
    ),
    Veld(
        naam="afstand",
        label="Afstand tussen pupil en ooglid",
        soort=Veldsoort.GETAL,
        waarde="1,5",
        eenheid="mm",
        doel="Hiermee bepaalt de verzekeraar of het ooglid het zicht hindert.",
        bron="aangepast",
        gestuurd="2",
    ),
    Veld(naam="zijde", label="Welke zijde?", soort=Veldsoort.KEUZE, keuzes=ZIJDEN, waarde="beide"),
    Veld(
        naam="let_op",
        label="De volgende vragen gaan over wat de patiënt merkt.\nVraag het aan de patiënt zelf.",
        soort=Veldsoort.WEERGAVE,
        mag_leeg=True,
    ),
    Veld(naam="het_oog", label="Het linkeroog", soort=Veldsoort.GROEP, mag_leeg=True),
    Veld(
        naam="eerder",
        label="Is dit oog eerder geopereerd?",
        groep="Het linkeroog",
        soort=Veldsoort.KEUZE,
        waarde="nee",
        keuzes=(Keuze(waarde="ja", label="Ja"), Keuze(waarde="nee", label="Nee")),
        wijziging=Wijziging(
            was="Ja",
            wordt="Nee",
            vervallen=(("Wanneer was dat?", "12-03-2024"), ("Wat was het resultaat?", "Goed")),
            doorgaan="eerder wanneer=5f1d resultaat=90ab",
        ),
    ),
    Veld(
        naam="aanleiding",
        label="Hoe kwamen de klachten?",
        hint="Kies of schrijf het zelf. Keuzes: Door een ongeval, Door een ziekte.",
        suggesties=(
            Keuze(waarde="Door een ongeval", label="Door een ongeval"),
            Keuze(waarde="Door een ziekte", label="Door een ziekte"),
        ),
    ),
    Veld(
        naam="klachten",
        label="Welke klachten zijn er?",
        soort=Veldsoort.MEERKEUZE,
        hint="Kies alles wat past.",
        fout="kies ten minste één klacht.",
        keuzes=(
            Keuze(waarde="zicht", label="Het zicht naar boven is beperkt"),
            Keuze(waarde="hoofdpijn", label="Hoofdpijn door het optrekken van het voorhoofd"),
        ),
    ),
    Veld(
        naam="verzekeraar",
        label="Verzekeraar",
        soort=Veldsoort.LIJST,
        waarde="9901",
        keuzes=(
            Keuze(waarde="9901", label="Voorbeeld Zorgverzekeraar"),
            Keuze(waarde="9902", label="Testzorg"),
        ),
        bron="cov",
    ),
    Veld(
        naam="toelichting",
        label="Toelichting",
        soort=Veldsoort.LANGE_TEKST,
        waarde="Sinds twee jaar toenemende klachten.\nMevrouw kan niet meer veilig fietsen.",
        mag_leeg=True,
    ),
    Veld(
        naam="bijlagen",
        label="Foto of meetrapport",
        soort=Veldsoort.BESTAND,
        hint="Een pdf of een foto (jpg, png, tiff of heic). U mag er meer tegelijk kiezen.",
        accept=".pdf,.jpg,.jpeg,.png",
        max_bytes=20_000_000,
        samen_bytes=17_400_000,
        bestanden=(
            Bestand(id="b1", naam="gezichtsveld rechts.pdf", grootte=1_400_000, url="#b1"),
            Bestand(id="b2", naam="meetrapport.pdf", grootte=9_000_000, melding=str(IN_QUARANTAINE)),
            Bestand(id="b3", naam="foto van thuis.pdf", grootte=7_000_000, melding=str(MET_VIRUS)),
        ),
        elders=(Bestand(id="b4", naam="meting van links.pdf", grootte=400_000, url="#b4"),),
        mag_leeg=True,
    ),
    Veld(
        naam="akkoord",
        label="Ik heb deze antwoorden gecontroleerd en zij komen overeen met het dossier.",
        soort=Veldsoort.VINKJE,
    ),
)
