"""The scenarios, in order. A number is never used again for something else."""

from collections.abc import Iterable

from machtigingen_sandbox import patienten, personas

from machtigingen_testkit import toetsen as t
from machtigingen_testkit import toneel
from machtigingen_testkit.scenario import Feiten, Handeling, Scenario, Stap, Toets

AANVRAGEN = Stap(handeling=Handeling.AANVRAGEN)
OPNIEUW_ALS_NODIG = Stap(handeling=Handeling.OPNIEUW, als_nodig=True)
VOLGEN = Stap(handeling=Handeling.VOLGEN)
BIJWERKEN = Stap(handeling=Handeling.BIJWERKEN)
NA_EEN_STORING = (AANVRAGEN, OPNIEUW_ALS_NODIG)
EEN_KEER = (t.herhaald_zoals_het_was, t.een_aanvraag)
GEWEIGERD = (t.niet_herhaald, t.toont_fout, t.geen_link_open)
NAAM = 'Zoë d\'Ångström-Łęcka & Çelik "<b>" 的'
WACHT = 1  # seconds: long enough to see whether somebody waits
TRAAG = 2.0


def _aanvragen(**feiten: object) -> tuple[Stap, ...]:
    return (Stap(handeling=Handeling.AANVRAGEN, feiten=Feiten(**feiten)),)  # type: ignore[arg-type]


def _certificaat(nummer: str, titel: str, naam: str) -> Scenario:
    return Scenario(
        nummer=nummer,
        titel=titel,
        waarom="Een certificaat loopt af of wordt ingetrokken terwijl iedereen doorwerkt. Alleen de melding zegt dan "
        "wie het oplost.",
        stappen=_aanvragen(certificaat=naam),
        toetsen=GEWEIGERD,
    )


def _storing(nummer: str, titel: str, waarom: str, maak: toneel.Maak, *toetsen: Toets) -> Scenario:
    return Scenario(
        nummer=nummer, titel=titel, waarom=waarom, stappen=NA_EEN_STORING, toneel=maak, toetsen=(*EEN_KEER, *toetsen)
    )


def _server(nummer: str, titel: str, waarom: str, soort: str) -> Scenario:
    return Scenario(
        nummer=nummer,
        titel=titel,
        waarom=waarom,
        stappen=(AANVRAGEN,),
        servercertificaat=soort,
        toetsen=(t.niets_gestuurd, t.toont_iets),
    )


SCENARIOS = (
    Scenario(
        nummer="T01",
        titel="Een goed bericht: de link gaat één keer open",
        waarom="Dit is de gewone weg, van knop tot formulier.",
        stappen=(AANVRAGEN,),
        toetsen=(t.een_bericht, t.aangenomen, t.link_een_keer_open),
    ),
    Scenario(
        nummer="T02",
        titel="De verbinding testen: wie ben ik?",
        waarom="Wie dit op het scherm kan zien, hoeft bij een storing niemand te bellen.",
        stappen=(Stap(handeling=Handeling.VERBINDING),),
        toetsen=(t.vraagt_wie, t.toont_organisatie),
    ),
    Scenario(
        nummer="T03",
        titel="Er ontbreekt een veld",
        waarom="Wij halen de geboortedatum onderweg uit uw bericht. De gebruiker moet lezen wat er mis is.",
        stappen=(AANVRAGEN,),
        toneel=toneel.zonder_veld("verzekerde", "geboortedatum"),
        toetsen=GEWEIGERD,
    ),
    Scenario(
        nummer="T04",
        titel="Het certificaat is van een andere instantie",
        waarom="Bij een overname of een verhuizing van een server komt dit voor.",
        stappen=_aanvragen(certificaat="systeem-andere-instantie"),
        toetsen=GEWEIGERD,
    ),
    Scenario(
        nummer="T05",
        titel="De zorgverlener is onbekend",
        waarom="Een 422 verandert niet door het nog eens te sturen: eerst moet iemand iets verbeteren.",
        stappen=_aanvragen(zorgverlener="03999999"),
        toetsen=GEWEIGERD,
    ),
    Scenario(
        nummer="T06",
        titel="Een foutcode die uw pakket niet kent",
        waarom="Er komen codes bij. Handel naar de HTTP-status en toon de tekst die erbij staat.",
        stappen=(AANVRAGEN,),
        toneel=toneel.code_van_morgen,
        toetsen=GEWEIGERD,
    ),
    _certificaat("T07", "Het systeemcertificaat is verlopen", "systeem-verlopen"),
    _certificaat("T08", "Het systeemcertificaat is ingetrokken", "systeem-ingetrokken"),
    _certificaat("T09", "Een persoonlijk certificaat op de koppeling", "persoonlijk-goed"),
    _storing(
        "T10",
        "Het antwoord komt niet aan, het bericht wel",
        "Na een time-out weet u niet of het bericht er is. Stuur precies hetzelfde: dan blijft het één aanvraag.",
        toneel.antwoord_kwijt,
    ),
    _storing(
        "T11",
        "De verbinding valt weg voor het bericht er is",
        "Dit gebeurt elke dag, bij elk netwerk.",
        toneel.verbinding_weg,
    ),
    _storing(
        "T12",
        "Het antwoord breekt halverwege af",
        "Een half antwoord is geen antwoord: ook dan stuurt u hetzelfde nog eens.",
        toneel.afgekapt,
    ),
    _storing(
        "T13",
        "Het portaal is nog niet klaar (503), met Retry-After",
        "Wie niet wacht, houdt het portaal langer bezet, voor iedereen.",
        toneel.weigert("S102", status=503, wacht=WACHT, times=1),
        t.wacht_lang_genoeg,
    ),
    Scenario(
        nummer="T14",
        titel="Het portaal blijft weg (503)",
        waarom="Een pakket dat eindeloos doorgaat, blijft hangen en houdt anderen tegen.",
        stappen=(AANVRAGEN,),
        toneel=toneel.weigert("S102", status=503, wacht=WACHT, times=1000),
        toetsen=(t.houdt_op, t.wacht_lang_genoeg, t.toont_fout, t.geen_link_open),
    ),
    _storing(
        "T15",
        "Te veel aanroepen (429), met Retry-After",
        "Uw pakket deelt het certificaat met andere pakketten van de praktijk.",
        toneel.weigert("S104", status=429, wacht=WACHT, times=1),
        t.wacht_lang_genoeg,
    ),
    Scenario(
        nummer="T16",
        titel="Een antwoord dat niet van het portaal is",
        waarom="Een proxy of een wifi-aanmelding zegt 200 met een eigen pagina. Dat is geen goed antwoord.",
        stappen=(AANVRAGEN,),
        toneel=toneel.onleesbaar,
        toetsen=(t.een_keer_hetzelfde, t.toont_iets, t.geen_link_open),
    ),
    Scenario(
        nummer="T17",
        titel="Twee keer op de knop",
        waarom="Dubbelklikken is een gewoonte. De patiënt krijgt er geen tweede aanvraag bij.",
        stappen=(Stap(handeling=Handeling.AANVRAGEN_DUBBEL),),
        toetsen=(t.een_aanvraag,),
    ),
    Scenario(
        nummer="T18",
        titel="Twee patiënten",
        waarom="Een vaste referentie, of een patiënt die blijft hangen, zet gegevens bij de verkeerde mens.",
        stappen=(*_aanvragen(), *_aanvragen(persona=personas.BIJ_TESTZORG, behandeling=patienten.WENKBRAUWLIFT)),
        toetsen=(t.eigen_referenties,),
    ),
    Scenario(
        nummer="T19",
        titel="Bijzondere tekens in een naam",
        waarom="Mensen heten Zoë, d'Ancona en Łęcki. Wat verminkt aankomt, staat zo op de aanvraag.",
        stappen=_aanvragen(naam=NAAM),
        toetsen=(t.naam_klopt,),
    ),
    Scenario(
        nummer="T20",
        titel="Er is geen machtiging nodig",
        waarom="Dan is er geen link. Dat is goed nieuws, en geen fout.",
        stappen=_aanvragen(persona=personas.BIJ_DEMOVERZEKERING),
        toetsen=(t.een_bericht, t.toont_reden, t.geen_link_open),
    ),
    Scenario(
        nummer="T21",
        titel="Er passen meer formulieren",
        waarom="Dan is `formulier` leeg en kiest de gebruiker in het portaal.",
        stappen=_aanvragen(persona=personas.OOK_GEVONDEN, behandeling=patienten.PTOSIS_ZONDER_ZORGACTIVITEIT),
        toetsen=(t.aangenomen, t.link_een_keer_open),
    ),
    Scenario(
        nummer="T22",
        titel="Een waarschuwing bij een goed antwoord",
        waarom="De aanvraag gaat door, maar zonder die waarschuwing begrijpt niemand waarom indienen straks niet lukt.",
        stappen=_aanvragen(persona=personas.DUBBEL_VERZEKERD),
        toetsen=(t.aangenomen, t.toont_waarschuwing, t.link_een_keer_open),
    ),
    Scenario(
        nummer="T23",
        titel="Velden die uw pakket niet kent",
        waarom="Binnen v1 komen er velden bij. Negeer wat u niet kent.",
        stappen=(AANVRAGEN,),
        toneel=toneel.aangevuld,
        toetsen=(t.een_bericht, t.link_een_keer_open),
    ),
    Scenario(
        nummer="T24",
        titel="De stand na het indienen",
        waarom="De gebruiker hoort in uw pakket te zien wat er is beslist, met het nummer voor de declaratie.",
        stappen=(AANVRAGEN, Stap(handeling=Handeling.INDIENEN), VOLGEN),
        toetsen=(t.link_een_keer_open, t.stand_gevraagd, t.toont_besluit),
    ),
    Scenario(
        nummer="T25",
        titel="De link is vervallen",
        waarom="Een link die na 24 uur niet is geopend, werkt niet meer. Zeg dat, en laat opnieuw aanvragen.",
        stappen=(AANVRAGEN, VOLGEN),
        toneel=toneel.vervallen,
        toetsen=(t.aangenomen, t.toont_vervallen),
    ),
    _server(
        "T26",
        "De server heeft een certificaat van een vreemde CA",
        "Wie dit aanneemt, geeft een BSN aan een vreemde.",
        "server-vreemde-ca",
    ),
    _server(
        "T27",
        "De server heeft een certificaat voor een andere naam",
        "De juiste CA is niet genoeg: de naam moet kloppen.",
        "server-andere-naam",
    ),
    _server(
        "T28", "De server heeft een verlopen certificaat", "Ook dan is niet zeker wie er antwoordt.", "server-verlopen"
    ),
    Scenario(
        nummer="T29",
        titel="Een doorverwijzing",
        waarom="Het portaal verwijst nooit door. Wie dat volgt, stuurt een BSN naar een adres dat hij niet koos.",
        stappen=(AANVRAGEN,),
        toneel=toneel.doorverwijzing,
        toetsen=(t.niet_doorverwezen, t.toont_iets, t.geen_link_open),
    ),
    Scenario(
        nummer="T30",
        titel="Het BSN staat alleen in het bericht",
        waarom="Adressen, koppen en referenties staan in logboeken, bij u en bij ons.",
        stappen=(Stap(handeling=Handeling.VERBINDING), AANVRAGEN, VOLGEN),
        toetsen=(t.een_bericht, t.geen_bsn_buiten_de_inhoud),
    ),
    Scenario(
        nummer="T31",
        titel="Soort en codering van het bericht",
        waarom="Een BOM, Windows-1252 of een verkeerd Content-Type werkt vandaag en morgen niet meer.",
        stappen=_aanvragen(naam=NAAM),
        toetsen=(t.in_utf8,),
    ),
    Scenario(
        nummer="T32",
        titel="De verbinding blijft open",
        waarom="Een nieuwe beveiligde verbinding kost meer dan het bericht zelf.",
        stappen=(AANVRAGEN,),
        toetsen=(t.een_verbinding,),
        verplicht=False,
    ),
    Scenario(
        nummer="T33",
        titel="Eerst controleren, dan sturen",
        waarom="De controle noemt alles wat er mis is in één keer, en bewaart niets.",
        stappen=(Stap(handeling=Handeling.CONTROLEREN),),
        toetsen=(t.eerst_gecontroleerd,),
        verplicht=False,
    ),
    Scenario(
        nummer="T34",
        titel="Een traag antwoord",
        waarom="Een register kan even nadenken. Wie te snel opgeeft of intussen nog eens stuurt, maakt het erger.",
        stappen=(AANVRAGEN,),
        toneel=toneel.traag(TRAAG),
        toetsen=(t.een_bericht, t.link_een_keer_open),
    ),
    Scenario(
        nummer="T35",
        titel="Bijhouden wat er verandert",
        waarom="Eén vraag met een cursor mist niets en kost weinig. Elke aanvraag apart vragen raakt de limiet.",
        stappen=(AANVRAGEN, Stap(handeling=Handeling.INDIENEN), BIJWERKEN, BIJWERKEN),
        toetsen=(t.wijzigingen_gevraagd, t.verder_bij_de_cursor, t.toont_wijziging),
        verplicht=False,
    ),
)


def find(nummers: Iterable[str]) -> tuple[Scenario, ...]:
    """These scenarios in their own order; all of them when none is named. Raises ValueError on an unknown one."""
    wanted = {nummer.upper() for nummer in nummers}
    if unknown := wanted - {scenario.nummer for scenario in SCENARIOS}:
        raise ValueError(f"Er is geen scenario {', '.join(sorted(unknown))}.")
    return tuple(scenario for scenario in SCENARIOS if not wanted or scenario.nummer in wanted)
