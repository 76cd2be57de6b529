"""Who may do what, by hand: the promise of the portal that the whole matrix is held against. Not taken from its code.

A route that does not stand here fails `test_matrix.py`: whoever adds one says here who may call it.
"""

from dataclasses import dataclass
from typing import TypeGuard

from machtigingen_sandbox.personas_certificaten import (
    GESTOPT,
    NOG_NIET_BEGONNEN,
    TUSSENPARTIJ,
    Persona,
    Toestand,
)

CONCEPT, IN_BEHANDELING, GOEDGEKEURD = "concept", "in_behandeling", "goedgekeurd"
GEVRAAGD, AFGEWEZEN = "informatie_gevraagd", "afgewezen"
ALLE = (CONCEPT, IN_BEHANDELING, GEVRAAGD, GOEDGEKEURD, AFGEWEZEN)
VERZONDEN = (IN_BEHANDELING, GEVRAAGD, GOEDGEKEURD, AFGEWEZEN)
BESLIST = (GOEDGEKEURD, AFGEWEZEN)
# How none of the aanvragen here stands; who may then is in tests/beoordeling.
OP_EEN_BUREAU, ONBEANTWOORD = "op een bureau", "onbeantwoord"
# How an organisation stands, for what it can have of itself; none here is complete.
VAN_INSTANTIE, COMPLEET = "van een instantie", "compleet"
VAN_VERZEKERAAR, VOORSTEL = "van een verzekeraar", "voorstel"


@dataclass(frozen=True, kw_only=True)
class Mag:
    """These methods, for a certificate of this kind with this autorisatie, while the aanvraag stands so."""

    methoden: str
    soort: str = ""
    recht: str = ""
    standen: tuple[str, ...] = ALLE


OPEN = [Mag(methoden="GET HEAD")]
SYSTEEM = "systeem"
PERSOON = "persoonlijk"


def _persoon(methoden: str, recht: str, *standen: str) -> Mag:
    return Mag(methoden=methoden, soort=PERSOON, recht=recht, standen=standen or ALLE)


def _volger(methoden: str) -> list[Mag]:
    """Software that may look: of an instantie, or of an insurer."""
    return [Mag(methoden=methoden, soort=SYSTEEM, recht=recht) for recht in ("raadplegen", "beoordelen")]


def _formulieren(methoden: str) -> list[Mag]:
    """Who judges or manages at an insurer."""
    return [_persoon(methoden, recht, VAN_VERZEKERAAR) for recht in ("beoordelen", "beheren")]


# Somebody who may do nothing at all is not let in, so each of these asks for any autorisatie.
IEDER_RECHT = "*"
RECHTEN: dict[tuple[str, str], list[Mag]] = {
    ("info", "/"): OPEN,
    ("info", "/foutcodes/"): OPEN,
    ("info", "/foutcodes/{code}"): OPEN,
    ("info", "/foutcodes/controlestappen.svg"): OPEN,
    ("info", "/foutcodes"): OPEN,
    ("info", "/en/foutcodes/"): OPEN,
    ("info", "/en/foutcodes/{code}"): OPEN,
    ("info", "/en/foutcodes/controlestappen.svg"): OPEN,
    ("info", "/en/foutcodes"): OPEN,
    ("info", "/bericht/{token}"): OPEN,
    ("info", "/en/bericht/{token}"): OPEN,
    ("info", "/koppeling"): [Mag(methoden="GET HEAD POST")],
    ("info", "/docs/"): OPEN,
    ("info", "/docs/{pagina}"): OPEN,
    ("info", "/hulp/"): OPEN,
    ("info", "/hulp"): OPEN,
    ("info", "/status"): OPEN,
    ("info", "/healthz"): OPEN,
    ("info", "/readyz"): OPEN,
    ("portaal", "/healthz"): OPEN,
    ("portaal", "/readyz"): OPEN,
    ("portaal", "/"): [_persoon("GET HEAD", IEDER_RECHT)],
    ("portaal", "/inloggen"): [_persoon("POST", IEDER_RECHT)],
    ("portaal", "/inloggen/code"): [_persoon("GET HEAD POST", IEDER_RECHT)],
    ("portaal", "/uitloggen"): [_persoon("POST", IEDER_RECHT)],
    ("portaal", "/sessie/verlengen"): [_persoon("POST", IEDER_RECHT)],
    ("portaal", "/wie-ben-ik"): [Mag(methoden="GET", soort=PERSOON)],
    ("portaal", "/instroom/{token}"): [
        _persoon("GET", "indienen", CONCEPT),
        _persoon("GET", "raadplegen", *VERZONDEN),
    ],
    ("portaal", "/aanvragen/"): [_persoon("GET HEAD POST", "raadplegen")],  # a POST looks for something
    ("portaal", "/aanvragen.csv"): [_persoon("GET HEAD", "raadplegen")],
    ("portaal", "/aanvragen/{id}/"): [
        _persoon("GET", "indienen", CONCEPT),
        _persoon("GET", "raadplegen", *VERZONDEN),
    ],
    ("portaal", "/aanvragen/{id}/formulier"): [_persoon("GET HEAD POST", "indienen", CONCEPT)],
    ("portaal", "/aanvragen/{id}/zorgverlener"): [_persoon("GET HEAD POST", "indienen", CONCEPT)],
    ("portaal", "/aanvragen/{id}/vragen/{onderwerp}"): [_persoon("GET HEAD POST", "indienen", CONCEPT)],
    ("portaal", "/aanvragen/{id}/ander-formulier"): [_persoon("GET HEAD POST", "indienen", CONCEPT)],
    ("portaal", "/aanvragen/{id}/controleren"): [_persoon("GET", "indienen", CONCEPT)],
    # Sending again what was sent is safe: it leads to where it stands.
    ("portaal", "/aanvragen/{id}/indienen"): [_persoon("POST", "indienen")],
    ("portaal", "/aanvragen/{id}/samenvatting.pdf"): [_persoon("GET", "raadplegen", *VERZONDEN)],
    ("portaal", "/aanvragen/{id}/vragen-en-antwoorden.pdf"): [
        _persoon("GET", "indienen", CONCEPT),
        _persoon("GET", "raadplegen", *VERZONDEN),
    ],
    ("portaal", "/aanvragen/{id}/bijlagen/{bijlage_id}"): [
        _persoon("GET", "indienen", CONCEPT),
        _persoon("GET", "raadplegen", *VERZONDEN),
    ],
    ("portaal", "/aanvragen/nieuw"): [_persoon("GET HEAD POST", "indienen")],
    ("portaal", "/aanvragen/nieuw/patient"): [_persoon("GET HEAD POST", "indienen")],
    ("portaal", "/aanvragen/nieuw/beginnen"): [_persoon("POST", "indienen")],  # what was not looked up leads back
    ("portaal", "/aanvragen/downloaden"): [_persoon("GET HEAD", "raadplegen")],
    ("portaal", "/aanvragen/dossiers.zip"): [_persoon("GET", "raadplegen")],  # of others: tests/journeys
    ("portaal", "/aanvragen/{id}/dossier.zip"): [_persoon("GET", "raadplegen", *VERZONDEN)],
    ("portaal", "/aanvragen/{id}/antwoord"): [
        _persoon("GET HEAD", "indienen"),  # leads to the aanvraag while nothing is asked
        _persoon("POST", "indienen", GEVRAAGD),
    ],
    ("portaal", "/aanvragen/{id}/documenten"): [_persoon("GET HEAD POST", "indienen", IN_BEHANDELING, GEVRAAGD)],
    ("portaal", "/aanvragen/{id}/intrekken"): [_persoon("GET HEAD POST", "indienen", IN_BEHANDELING, GEVRAAGD)],
    ("portaal", "/aanvragen/{id}/niet-uitgevoerd"): [_persoon("GET HEAD POST", "indienen", GOEDGEKEURD)],
    ("portaal", "/aanvragen/{id}/herbeoordeling"): [_persoon("GET HEAD POST", "indienen", AFGEWEZEN)],
    ("portaal", "/aanvragen/{id}/verlenging"): [_persoon("GET HEAD POST", "indienen", GOEDGEKEURD)],
    ("portaal", "/aanvragen/{id}/kopie"): [_persoon("POST", "indienen", *VERZONDEN)],
    ("portaal", "/koppeling/"): [_persoon("GET HEAD POST", "raadplegen")],
    ("portaal", "/koppeling/correcties"): [_persoon("GET HEAD", "raadplegen")],
    ("portaal", "/meldingen/"): [_persoon("GET HEAD", "raadplegen"), _persoon("POST", "indienen")],
    ("portaal", "/meldingen/{id}/stoppen"): [_persoon("POST", "indienen")],
    # Who may do nothing at all may still ask for it.
    ("portaal", "/recht-vragen"): [Mag(methoden="POST", soort=PERSOON)],
    ("portaal", "/beheer/"): [_persoon("GET HEAD", "beheren")],
    ("portaal", "/beheer/rechtverzoeken/{id}"): [_persoon("POST", "beheren")],
    ("portaal", "/beheer/medewerkers/"): [_persoon("GET HEAD", "beheren")],
    ("portaal", "/beheer/medewerkers/nieuw"): [_persoon("GET HEAD POST", "beheren")],
    ("portaal", "/beheer/medewerkers/{id}/"): [_persoon("GET HEAD", "beheren")],
    ("portaal", "/beheer/medewerkers/{id}/wijzigen"): [_persoon("GET HEAD POST", "beheren")],
    ("portaal", "/beheer/medewerkers/{id}/contactpersoon"): [_persoon("POST", "beheren")],
    ("portaal", "/beheer/medewerkers/{id}/deblokkeren"): [_persoon("POST", "beheren")],
    ("portaal", "/beheer/medewerkers/{id}/tweede-factor"): [_persoon("POST", "beheren")],
    ("portaal", "/beheer/medewerkers/{id}/beeindigen"): [_persoon("GET HEAD POST", "beheren")],
    ("portaal", "/beheer/certificaten/"): [_persoon("GET HEAD", "beheren")],
    ("portaal", "/beheer/certificaten/aanvragen"): [_persoon("GET HEAD POST", "beheren")],
    ("portaal", "/beheer/certificaten/{id}/"): [_persoon("GET HEAD", "beheren")],
    ("portaal", "/beheer/certificaten/{id}/rechten"): [_persoon("POST", "beheren")],
    ("portaal", "/beheer/certificaten/{id}/adressen"): [_persoon("GET HEAD POST", "beheren")],
    ("portaal", "/beheer/certificaten/{id}/beeindigen"): [_persoon("GET HEAD POST", "beheren")],
    ("portaal", "/beheer/verzoeken/{id}/"): [_persoon("GET HEAD POST", "beheren")],
    ("portaal", "/beheer/verzoeken/{id}/certificaat.pem"): [_persoon("GET HEAD", "beheren")],
    ("portaal", "/beheer/logboek"): [_persoon("GET HEAD", "beheren")],
    ("portaal", "/beheer/logboek.csv"): [_persoon("GET HEAD", "beheren")],
    # Of an instantie; an insurer has none (tests/contactpersoon), and it is there when all is ready.
    ("portaal", "/beheer/aansluitbewijs"): [_persoon("GET HEAD", "beheren", VAN_INSTANTIE)],
    ("portaal", "/beheer/aansluitbewijs.pdf"): [_persoon("GET HEAD", "beheren", COMPLEET)],
    ("portaal", "/beoordelen/"): [_persoon("GET", "beoordelen")],
    ("portaal", "/portaalbeheer/"): [_persoon("GET HEAD", "portaalbeheer")],
    ("portaal", "/portaalbeheer/organisaties/"): [_persoon("GET HEAD", "portaalbeheer")],
    ("portaal", "/portaalbeheer/organisaties/{code}/"): [_persoon("GET HEAD", "portaalbeheer")],
    ("portaal", "/portaalbeheer/noodstop/"): [_persoon("GET HEAD", "portaalbeheer")],
    ("portaal", "/portaalbeheer/noodstop/{soort}/{waarde}/"): [_persoon("GET HEAD POST", "portaalbeheer")],
    ("portaal", "/beoordelen/zoeken"): [_persoon("GET HEAD POST", "beoordelen")],  # a POST looks for something
    ("portaal", "/beoordelen/cijfers"): [_persoon("GET HEAD", "beoordelen")],
    ("portaal", "/beoordelen/cijfers.csv"): [_persoon("GET HEAD", "beoordelen")],
    ("portaal", "/beoordelen/cijfers.json"): [_persoon("GET HEAD", "beoordelen")],
    # Of an insurer only: a contactpersoon manages too, and has no forms.
    ("portaal", "/beoordelen/formulieren/"): _formulieren("GET HEAD"),
    ("portaal", "/beoordelen/formulieren/uploaden"): [_persoon("GET HEAD POST", "beheren", VAN_VERZEKERAAR)],
    ("portaal", "/beoordelen/formulieren/{code}/{versie}/"): _formulieren("GET HEAD"),
    ("portaal", "/beoordelen/formulieren/{code}/{versie}/proberen"): _formulieren("GET HEAD POST"),
    ("portaal", "/beoordelen/formulieren/{code}/{versie}/bestanden.zip"): _formulieren("GET HEAD"),
    # Of a proposal; of what is published nothing changes. What two colleagues may: tests/formulieren.
    ("portaal", "/beoordelen/formulieren/{code}/{versie}/publiceren"): [_persoon("GET HEAD POST", "beheren", VOORSTEL)],
    ("portaal", "/beoordelen/formulieren/{code}/{versie}/terugtrekken"): [
        _persoon("GET HEAD POST", "beheren", VOORSTEL)
    ],
    ("portaal", "/beoordelen/{id}/"): [
        _persoon("GET HEAD", "beoordelen", *VERZONDEN),
        _persoon("POST", "beoordelen", IN_BEHANDELING),
    ],
    ("portaal", "/beoordelen/{id}/nemen"): [  # a GET only leads to the aanvraag
        _persoon("GET HEAD", "beoordelen", *VERZONDEN),
        _persoon("POST", "beoordelen", IN_BEHANDELING),
    ],
    ("portaal", "/beoordelen/{id}/niet-wachten"): [
        _persoon("GET HEAD", "beoordelen", *VERZONDEN),
        _persoon("POST", "beoordelen", GEVRAAGD, ONBEANTWOORD),
    ],
    ("portaal", "/beoordelen/{id}/overdragen"): [_persoon("GET HEAD POST", "beoordelen", OP_EEN_BUREAU)],
    ("portaal", "/beoordelen/{id}/vragen"): [_persoon("GET HEAD POST", "beoordelen", IN_BEHANDELING)],
    ("portaal", "/beoordelen/{id}/heropenen"): [_persoon("GET HEAD POST", "beoordelen", *BESLIST)],
    ("portaal", "/beoordelen/{id}/einddatum"): [_persoon("GET HEAD POST", "beoordelen", GOEDGEKEURD)],
    ("portaal", "/beoordelen/{id}/brief.pdf"): [_persoon("GET", "beoordelen", *BESLIST)],
    ("portaal", "/beoordelen/{id}/vragen-en-antwoorden.pdf"): [_persoon("GET", "beoordelen", *VERZONDEN)],
    ("portaal", "/beoordelen/{id}/bijlagen/{bijlage_id}"): [_persoon("GET", "beoordelen", *VERZONDEN)],
    ("api", "/healthz"): OPEN,
    ("api", "/readyz"): OPEN,
    ("api", "/openapi.json"): OPEN,
    ("api", "/api/v1/logboek"): [Mag(methoden="GET HEAD", soort=SYSTEEM, recht="raadplegen")],
    ("api", "/api/v1/logboek/correcties"): [Mag(methoden="GET HEAD", soort=SYSTEEM, recht="raadplegen")],
    ("api", "/wie-ben-ik"): [Mag(methoden="GET HEAD", soort=SYSTEEM)],
    # Its contract is open. Here a push is posted; its other operations are in tests/soap/test_envelop.py.
    ("api", "/soap/instroom/v1"): [
        Mag(methoden="GET HEAD"),
        Mag(methoden="POST", soort=SYSTEEM, recht="indienen"),
    ],
    ("api", "/api/v1/instroom"): [Mag(methoden="POST", soort=SYSTEEM, recht="indienen")],
    # Who may not send is told so, in an answer that is no error; and nothing else.
    ("api", "/api/v1/instroom/controle"): [Mag(methoden="POST", soort=SYSTEEM)],
    ("api", "/api/v1/instroom/{id}"): [Mag(methoden="GET HEAD", soort=SYSTEEM, recht="raadplegen")],
    ("api", "/api/v1/aanvragen"): [Mag(methoden="GET HEAD", soort=SYSTEEM, recht="raadplegen")],
    ("api", "/api/v1/aanvragen/{id}"): [Mag(methoden="GET HEAD", soort=SYSTEEM, recht="raadplegen")],
    ("api", "/api/v1/aanvragen/{id}/samenvatting.pdf"): [
        Mag(methoden="GET HEAD", soort=SYSTEEM, recht="raadplegen", standen=VERZONDEN),
    ],
    ("api", "/api/v1/abonnementen"): _volger("GET HEAD POST"),
    ("api", "/api/v1/abonnementen/{id}"): _volger("DELETE"),
    ("api", "/api/v1/abonnementen/{id}/geheim"): _volger("POST"),
    ("api", "/api/v1/abonnementen/{id}/bezorgingen"): _volger("GET HEAD"),
    ("api", "/api/v1/abonnementen/{id}/bezorgingen/{bezorging_id}/opnieuw"): _volger("POST"),
    ("api", "/api/v1/aanvragen/{id}/vragen-en-antwoorden.pdf"): [
        Mag(methoden="GET HEAD", soort=SYSTEEM, recht="raadplegen", standen=VERZONDEN),
    ],
    ("api", "/api/v1/aanvragen/{id}/antwoorden"): [
        Mag(methoden="PUT", soort=SYSTEEM, recht="indienen", standen=(CONCEPT,)),
    ],
    ("api", "/api/v1/aanvragen/{id}/bijlagen"): [
        Mag(methoden="POST", soort=SYSTEEM, recht="indienen", standen=(CONCEPT,)),
    ],
    ("api", "/api/v1/verzekeraar/aanvragen"): [Mag(methoden="GET HEAD", soort=SYSTEEM, recht="beoordelen")],
    ("api", "/api/v1/verzekeraar/aanvragen/{id}"): [
        Mag(methoden="GET HEAD", soort=SYSTEEM, recht="beoordelen", standen=VERZONDEN),
    ],
    ("api", "/api/v1/verzekeraar/aanvragen/{id}/bijlagen/{bijlage_id}"): [
        Mag(methoden="GET HEAD", soort=SYSTEEM, recht="beoordelen", standen=VERZONDEN),
    ],
    ("api", "/api/v1/verzekeraar/aanvragen/{id}/besluit"): [
        Mag(methoden="POST", soort=SYSTEEM, recht="beoordelen", standen=(IN_BEHANDELING,)),
    ],
    ("api", "/api/v1/verzekeraar/aanvragen/{id}/vragen"): [
        Mag(methoden="POST", soort=SYSTEEM, recht="beoordelen", standen=(IN_BEHANDELING,)),
    ],
    ("api", "/api/v1/verzekeraar/cijfers"): [Mag(methoden="GET HEAD", soort=SYSTEEM, recht="beoordelen")],
    ("api", "/api/v1/mogelijkheden"): [Mag(methoden="GET HEAD", soort=SYSTEEM, recht=IEDER_RECHT)],
}


def mag(wie: Persona | None, regels: list[Mag], methode: str, stand: str | None) -> bool:
    """May this certificate call this method, of something of its own that stands so?"""
    return any(
        methode in regel.methoden.split() and _past(wie, regel) and (stand is None or stand in regel.standen)
        for regel in regels
    )


def _is_known(wie: Persona | None) -> TypeGuard[Persona]:
    return (
        wie is not None
        and wie.toestand is Toestand.GELDIG
        and wie.in_register
        and wie.organisatiecode not in {een.agb for een in (GESTOPT, NOG_NIET_BEGONNEN, TUSSENPARTIJ)}
        and not wie.adressen  # who calls from elsewhere; here all call from this machine
    )


def _past(wie: Persona | None, regel: Mag) -> bool:
    if not regel.soort:
        return True
    if not _is_known(wie) or wie.soort != regel.soort:
        return False
    return not regel.recht or (
        bool(wie.autorisaties) if regel.recht == IEDER_RECHT else regel.recht in wie.autorisaties
    )


def is_van(wie: Persona | None, *, agb: str, uzovi: str, stand: str) -> bool:
    """Is an aanvraag theirs to know of: of the own instantie, or sent to the own insurer?"""
    if not _is_known(wie):
        return False
    if "beoordelen" in wie.autorisaties:
        return wie.organisatiecode == uzovi and stand != CONCEPT
    return wie.organisatiecode == agb and "raadplegen" in wie.autorisaties
