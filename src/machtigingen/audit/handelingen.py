"""Every act that the trail knows: what kind it is for NEN 7513, and how a sentence says it. Pure.

NEN 7513 (domain notes 6) wants one of five actions with each event: create, read, update, delete, execute.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class Actie(Enum):
    """What was done to the data."""

    MAAK = "C"
    LEES = "R"
    WIJZIG = "U"
    WIS = "D"
    VOER_UIT = "E"


@dataclass(frozen=True)
class Handelingsoort:
    """One kind of act: "S. de Vries {deed}.", or "S. de Vries wilde {wilde}, en dat is geweigerd."."""

    actie: Actie
    deed: str
    wilde: str


def _soorten(actie: Actie, **zinnen: tuple[str, str]) -> dict[str, Handelingsoort]:
    return {handeling: Handelingsoort(actie, deed, wilde) for handeling, (deed, wilde) in zinnen.items()}


HANDELINGEN: Mapping[str, Handelingsoort] = MappingProxyType(
    _soorten(
        Actie.MAAK,
        instroom_ontvangen=("stuurde gegevens voor een aanvraag", "gegevens voor een aanvraag sturen"),
        instroom_geweigerd=("stuurde gegevens voor een aanvraag", "gegevens voor een aanvraag sturen"),
        aanvraag_begonnen=("begon een nieuwe aanvraag", "een nieuwe aanvraag beginnen"),
        aanvraag_gekopieerd=("begon een nieuwe aanvraag met de gegevens van een eerdere", "de aanvraag kopiëren"),
        bijlage_toegevoegd=("voegde een bestand toe", "een bestand toevoegen"),
        medewerker_toegevoegd=("voegde een medewerker toe", "een medewerker toevoegen"),
        tweede_factor_ingesteld=("stelde een tweede factor in", "een tweede factor instellen"),
        certificaat_aangevraagd=("vroeg een certificaat aan", "een certificaat aanvragen"),
        certificaat_geregistreerd=("registreerde een certificaat", "een certificaat registreren"),
        recht_gevraagd=("vroeg om een recht", "om een recht vragen"),
        formulier_geupload=("uploadde een voorstel voor een formulier", "een voorstel voor een formulier uploaden"),
        abonnement_gemaakt=("vroeg om berichten over de aanvragen", "om berichten over de aanvragen vragen"),
    )
    | _soorten(
        Actie.LEES,
        aanvraag_bekeken=("bekeek de aanvraag", "de aanvraag bekijken"),
        bijlage_bekeken=("bekeek een bestand", "een bestand bekijken"),
        bijlage_klein_gezien=("zag een foto in het klein", "een foto in het klein zien"),
        besluit_herhaald=("stuurde hetzelfde besluit nog een keer", "hetzelfde besluit nog een keer sturen"),
        bijlage_herhaald=("stuurde hetzelfde bestand nog een keer", "hetzelfde bestand nog een keer sturen"),
        cijfers_bekeken=("bekeek de cijfers", "de cijfers bekijken"),
        cov_geraadpleegd=("vroeg bij wie de patiënt verzekerd is", "vragen bij wie de patiënt verzekerd is"),
        gevonden_op_bsn=("zag de aanvraag bij het zoeken op patiënt", "de aanvraag zien bij het zoeken op patiënt"),
        gezocht=("zocht in de aanvragen", "in de aanvragen zoeken"),
        gezocht_op_bsn=("zocht aanvragen van één patiënt", "aanvragen van één patiënt zoeken"),
        gezocht_op_nummer=("zocht een aanvraag op nummer", "een aanvraag op nummer zoeken"),
        instroom_beproefd=(
            "liet gegevens voor een aanvraag controleren",
            "gegevens voor een aanvraag laten controleren",
        ),
        instroom_gevolgd=("vroeg hoe het met de aanvraag staat", "vragen hoe het met de aanvraag staat"),
        instroom_herhaald=("stuurde dezelfde gegevens nog een keer", "dezelfde gegevens nog een keer sturen"),
        lijst_bekeken=("bekeek de lijst met aanvragen", "de lijst met aanvragen bekijken"),
        logboek_bekeken=("bekeek het logboek", "het logboek bekijken"),
        mutatie_bekeken=("vroeg wat er met de aanvraag gebeurd is", "vragen wat er met de aanvraag gebeurd is"),
        mutaties_bekeken=("vroeg welke aanvragen veranderd zijn", "vragen welke aanvragen veranderd zijn"),
        organisatie_bekeken=("bekeek een organisatie", "een organisatie bekijken"),
        patientlogboek_gemaakt=(
            "maakte een overzicht van wie de aanvraag zag of veranderde",
            "een overzicht maken van wie de aanvraag zag of veranderde",
        ),
        verzekerde_opgezocht=("zocht op bij wie de patiënt verzekerd is", "opzoeken bij wie de patiënt verzekerd is"),
        vragen_herhaald=("stelde dezelfde vragen nog een keer", "dezelfde vragen nog een keer stellen"),
        werklijst_bekeken=("bekeek de werklijst", "de werklijst bekijken"),
    )
    | _soorten(
        Actie.WIJZIG,
        aanvraag_aangevuld=("beantwoordde vragen van de zorgverzekeraar", "vragen van de zorgverzekeraar beantwoorden"),
        aanvraag_afgewezen=("wees de aanvraag af", "de aanvraag afwijzen"),
        aanvraag_gedeeltelijk_goedgekeurd=(
            "keurde de aanvraag voor een deel goed",
            "de aanvraag voor een deel goedkeuren",
        ),
        aanvraag_besloten=("besloot over de aanvraag", "over de aanvraag besluiten"),
        aanvraag_genomen=("nam de aanvraag in behandeling", "de aanvraag in behandeling nemen"),
        aanvraag_goedgekeurd=("keurde de aanvraag goed", "de aanvraag goedkeuren"),
        aanvraag_heropend=("opende de aanvraag opnieuw", "de aanvraag opnieuw openen"),
        aanvraag_ingediend=("diende de aanvraag in", "de aanvraag indienen"),
        aanvraag_ingetrokken=("trok de aanvraag in", "de aanvraag intrekken"),
        aanvraag_overgedragen=("droeg de aanvraag over aan een collega", "de aanvraag overdragen"),
        aanvulling_bewaard=("bewaarde een antwoord dat nog niet klaar is", "een antwoord bewaren"),
        abonnement_geheim_vernieuwd=(
            "vroeg een nieuw geheim om berichten mee te controleren",
            "een nieuw geheim vragen om berichten mee te controleren",
        ),
        adressen_gezet=("bepaalde vanaf welke adressen software mag bellen", "bepalen vanaf waar software mag bellen"),
        contactpersoon_gezet=("bepaalde wie contactpersoon is", "bepalen wie contactpersoon is"),
        medewerker_gedeblokkeerd=("hief de blokkade van een medewerker op", "een blokkade opheffen"),
        medewerker_gewijzigd=("veranderde de gegevens van een medewerker", "de gegevens van een medewerker veranderen"),
        medewerker_terug=("liet een medewerker terugkomen", "een medewerker laten terugkomen"),
        recht_gegeven=("gaf een recht", "een recht geven"),
        recht_geweigerd=("gaf een gevraagd recht niet", "een gevraagd recht weigeren"),
        recht_ingetrokken=("trok een recht in", "een recht intrekken"),
        tweede_factor_gewist=("wiste de tweede factor van een medewerker", "een tweede factor wissen"),
        besluit_voorgesteld=("stelde een besluit voor aan een tweede beoordelaar", "een besluit voorstellen"),
        bewaarslot_gelicht=("liet de aanvraag weer vrij om te wissen", "de aanvraag weer vrijlaten om te wissen"),
        bewaarslot_gezet=(
            "bepaalde dat de aanvraag niet gewist mag worden",
            "bepalen dat de aanvraag niet gewist wordt",
        ),
        concept_gewijzigd=("wijzigde de aanvraag", "de aanvraag wijzigen"),
        einddatum_gezet=("zette een einddatum bij de machtiging", "een einddatum bij de machtiging zetten"),
        formulier_gekozen=("koos een formulier", "een formulier kiezen"),
        formulier_gepubliceerd=("publiceerde een formulier", "een formulier publiceren"),
        informatie_gevraagd=("vroeg de zorgaanbieder om informatie", "de zorgaanbieder om informatie vragen"),
        wachten_gestopt=("wachtte niet langer op antwoord", "niet langer op antwoord wachten"),
        niet_uitgevoerd_gemeld=("meldde dat de zorg niet is gegeven", "melden dat de zorg niet is gegeven"),
    )
    | _soorten(
        Actie.WIS,
        abonnement_beeindigd=("stopte de berichten over de aanvragen", "de berichten over de aanvragen stoppen"),
        abonnement_opgezegd_door_ontvanger=("stopte berichten die niemand meer wil", "berichten stoppen"),
        abonnement_gewist=(
            "wiste een abonnement dat lang geleden stopte",
            "een abonnement wissen dat lang geleden stopte",
        ),
        certificaat_beeindigd=("beëindigde een certificaat", "een certificaat beëindigen"),
        certificaat_niet_geregistreerd=(
            "registreerde een certificaat niet, want de aanvraag liep niet meer",
            "een certificaat niet registreren",
        ),
        certificaatverzoek_ingetrokken=(
            "trok een aanvraag voor een certificaat in",
            "een aanvraag voor een certificaat intrekken",
        ),
        certificaatverzoek_vervallen=(
            "liet een aanvraag voor een certificaat vervallen",
            "een aanvraag laten vervallen",
        ),
        formulier_teruggetrokken=(
            "trok een voorstel voor een formulier terug",
            "een voorstel voor een formulier terugtrekken",
        ),
        medewerker_beeindigd=("beëindigde de toegang van een medewerker", "de toegang van een medewerker beëindigen"),
        aanvraag_gewist=("wiste de aanvraag: de bewaartermijn was voorbij", "de aanvraag wissen"),
        bijlage_gewist=("wiste een bestand: de bewaartermijn was voorbij", "een bestand wissen"),
        bijlage_verwijderd=("haalde een bestand weg", "een bestand weghalen"),
        concept_gewist=("wiste het concept: de bewaartermijn was voorbij", "het concept wissen"),
        instroom_gewist=("wiste wat software stuurde: de bewaartermijn was voorbij", "wissen wat software stuurde"),
        keten_ingekort=("wiste oude regels van het logboek", "oude regels van het logboek wissen"),
    )
    | _soorten(
        Actie.VOER_UIT,
        intrekkingslijst_geladen=(
            "nam een nieuwe intrekkingslijst in gebruik",
            "een nieuwe intrekkingslijst in gebruik nemen",
        ),
        intrekkingslijst_vergeten=(
            "liet het portaal een intrekkingslijst vergeten",
            "het portaal een intrekkingslijst laten vergeten",
        ),
        aanroep_geweigerd=("riep het portaal aan", "het portaal aanroepen"),
        aanvraag_geopend=("opende de aanvraag om eraan te werken", "de aanvraag openen"),
        bezorging_opnieuw=("liet een bericht nog een keer sturen", "een bericht nog een keer laten sturen"),
        bewaring_beproefd=("keek wat er gewist zou worden", "kijken wat er gewist zou worden"),
        bewaring_uitgevoerd=("wiste alles waarvan de bewaartermijn voorbij was", "wissen wat te oud is"),
        bijlage_besmet=("vond een virus in een bestand", "een bestand scannen"),
        bijlage_vrijgegeven=("gaf een bestand vrij: er zit geen virus in", "een bestand vrijgeven"),
        backup_gemaakt=("maakte een back-up", "een back-up maken"),
        backup_teruggezet=("zette een back-up terug", "een back-up terugzetten"),
        diagnose=("onderzocht waarom een koppeling niet werkt", "onderzoeken waarom een koppeling niet werkt"),
        code_ingevuld=("vulde een code in", "een code invullen om in te loggen"),
        ingelogd=("logde in", "inloggen"),
        inloggen_geweigerd=("logde in", "inloggen"),
        link_geopend=("opende een link naar een aanvraag", "een link naar een aanvraag openen"),
        onderhoud_gemeld=("meldde dat er onderhoud komt", "melden dat er onderhoud komt"),
        onderhoud_ingetrokken=("haalde het bericht over onderhoud weg", "het bericht over onderhoud weghalen"),
        sleutel_geroteerd=("nam een nieuwe sleutel in gebruik", "een nieuwe sleutel in gebruik nemen"),
        sleutel_herverzegeld=("versleutelde alles opnieuw", "alles opnieuw versleutelen"),
        sleutel_verwijderd=("haalde een oude sleutel weg", "een oude sleutel weghalen"),
        toegang_stilgezet=("zette toegang stil", "toegang stilzetten"),
        toegang_vrijgegeven=("gaf toegang weer vrij", "toegang weer vrijgeven"),
        toegang_geladen=("legde vast wie er toegang heeft", "vastleggen wie er toegang heeft"),
        toegang_geweigerd=("kwam binnen", "binnenkomen"),
        uitgelogd=("logde uit", "uitloggen"),
    )
)


def soort_van(handeling: str) -> Handelingsoort:
    """Also of one that this version does not know: a log outlives the code that wrote it."""
    return HANDELINGEN.get(handeling) or Handelingsoort(
        Actie.VOER_UIT, f"deed: {handeling.replace('_', ' ')}", handeling.replace("_", " ")
    )
