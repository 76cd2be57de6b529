"""What does the fictitious COV answer? As VZ802 says it: every value of that message can be had, by a magic BSN or by
what is asked."""

from dataclasses import dataclass, replace
from datetime import date

from machtigingen.foundation import Bsn, DomainError
from machtigingen.foundation.datums import jaren_eerder
from machtigingen.registers.cov import CovUitkomst, Geslacht
from machtigingen.registers.vz801802.berichten import (
    ZOEKOPDRACHTEN_MAX,
    Geslachtsoort,
    Retourbericht,
    Retourresultaat,
    SoortVerzekering,
    Verzekerde,
    Verzekerderesultaat,
    Verzekering,
    Verzekeringresultaat,
    Verzoek,
    Zoekopdracht,
    Zoekresultaat,
    Zoekresultaattype,
)
from machtigingen_sandbox import personas
from machtigingen_sandbox.personas import PERSONAS, Persona
from machtigingen_sandbox.registers import VERZEKERAARS, ZORGKANTOOR

POSTCODE, HUISNUMMER = "9999ZZ", "1"  # where everybody lives
GEBOREN = date(1970, 1, 1)  # who stands in BIJZONDER


@dataclass(frozen=True, kw_only=True)
class Bijzonder:
    """A BSN for what no patient of the demo package shows. Without `retour` and `resultaat` somebody is found."""

    bsn: str
    uitleg: str
    retour: Retourresultaat = Retourresultaat.VERZOEK_AKKOORD
    resultaat: Zoekresultaattype = Zoekresultaattype.GEVONDEN
    geslacht: Geslachtsoort = Geslachtsoort.VROUW


BIJZONDER = {
    een.bsn: een
    for een in (
        Bijzonder(bsn="999940004", uitleg="NietGevonden", resultaat=Zoekresultaattype.NIET_GEVONDEN),
        Bijzonder(
            bsn="999940016",
            uitleg="BsnVoldoetNietAanElfProef",
            resultaat=Zoekresultaattype.BSN_VOLDOET_NIET_AAN_ELFPROEF,
        ),
        Bijzonder(bsn="999940028", uitleg="GeenGeldigZoekpad", resultaat=Zoekresultaattype.GEEN_GELDIG_ZOEKPAD),
        Bijzonder(
            bsn="999940041",
            uitleg="MeerdereZoekpadenOpgegeven",
            resultaat=Zoekresultaattype.MEERDERE_ZOEKPADEN_OPGEGEVEN,
        ),
        Bijzonder(
            bsn="999940053",
            uitleg="GevondenPeildatumInToekomst",
            resultaat=Zoekresultaattype.GEVONDEN_PEILDATUM_IN_TOEKOMST,
        ),
        Bijzonder(bsn="999940065", uitleg="Gevonden, met geslacht Onbekend", geslacht=Geslachtsoort.ONBEKEND),
        Bijzonder(
            bsn="999940077",
            uitleg="Gevonden, met geslacht NietGespecificeerd",
            geslacht=Geslachtsoort.NIET_GESPECIFICEERD,
        ),
        Bijzonder(bsn="999940089", uitleg="GeenZoekopdrachten", retour=Retourresultaat.GEEN_ZOEKOPDRACHTEN),
        Bijzonder(bsn="999940090", uitleg="MeerDan20Zoekopdrachten", retour=Retourresultaat.MEER_DAN_20_ZOEKOPDRACHTEN),
    )
}
_BY_BSN = {persona.bsn.onthul(): persona for persona in PERSONAS}
_NIEMAND = {
    CovUitkomst.ONBEKEND: Zoekresultaattype.BSN_ONBEKEND,
    CovUitkomst.GEBOORTEDATUM_ONJUIST: Zoekresultaattype.COMBINATIE_BSN_GEBOORTEDATUM_ONBEKEND,
    CovUitkomst.MEERDERE_PERSONEN: Zoekresultaattype.MEERDERE_PERSONEN_GEVONDEN,
    CovUitkomst.PEILDATUM_TE_OUD: Zoekresultaattype.PEILDATUM_2_JAAR_OF_OUDER,
}
_GESLACHT = {
    Geslacht.MAN: (Geslachtsoort.MAN, 1),
    Geslacht.VROUW: (Geslachtsoort.VROUW, 2),
    Geslacht.ONBEKEND: (Geslachtsoort.ONBEKEND, 0),
}
_OOK = {
    personas.GEVONDEN: (SoortVerzekering.AANVULLEND_PLUS_TAND,),
    personas.OOK_GEVONDEN: (SoortVerzekering.AANVULLEND, SoortVerzekering.TAND),
    personas.NOG_EEN_GEVONDEN: (SoortVerzekering.AWBZ,),
}


def retourbericht(verzoek: Verzoek, *, vandaag: date) -> Retourbericht:
    opdrachten = verzoek.zoekopdrachten
    if not opdrachten:
        return Retourbericht(resultaat=Retourresultaat.GEEN_ZOEKOPDRACHTEN)
    if len(opdrachten) > ZOEKOPDRACHTEN_MAX:
        return Retourbericht(resultaat=Retourresultaat.MEER_DAN_20_ZOEKOPDRACHTEN)
    for opdracht in opdrachten:
        bijzonder = BIJZONDER.get(opdracht.bsn)
        if bijzonder and bijzonder.retour is not Retourresultaat.VERZOEK_AKKOORD:
            return Retourbericht(resultaat=bijzonder.retour)
    return Retourbericht(
        resultaat=Retourresultaat.VERZOEK_AKKOORD,
        zoekresultaten=tuple(zoekresultaat(een, vandaag=vandaag) for een in opdrachten),
    )


def zoekresultaat(opdracht: Zoekopdracht, *, vandaag: date) -> Zoekresultaat:
    gevonden = _search(opdracht, vandaag)
    resultaat = gevonden if isinstance(gevonden, Zoekresultaattype) else Zoekresultaattype.GEVONDEN
    if resultaat is Zoekresultaattype.GEVONDEN and opdracht.peildatum > vandaag:
        resultaat = Zoekresultaattype.GEVONDEN_PEILDATUM_IN_TOEKOMST
    bijzonder = BIJZONDER.get(opdracht.bsn)
    return Zoekresultaat(
        volgnummer=opdracht.volgnummer,
        resultaat=bijzonder.resultaat if bijzonder and isinstance(gevonden, Verzekerde) else resultaat,
        referentie=opdracht.referentie,
        verzekerde=gevonden if isinstance(gevonden, Verzekerde) else None,
    )


def _search(opdracht: Zoekopdracht, vandaag: date) -> Verzekerde | Zoekresultaattype:
    paden = [opdracht.bsn, opdracht.verzekerdenummer, opdracht.postcode and opdracht.huisnummer]
    if sum(map(bool, paden)) != 1:
        meer = any(paden)
        return Zoekresultaattype.MEERDERE_ZOEKPADEN_OPGEGEVEN if meer else Zoekresultaattype.GEEN_GELDIG_ZOEKPAD
    if opdracht.peildatum <= jaren_eerder(vandaag, 2):
        return Zoekresultaattype.PEILDATUM_2_JAAR_OF_OUDER
    return _by_bsn(opdracht) if opdracht.bsn else _by_another_path(opdracht)


def _by_bsn(opdracht: Zoekopdracht) -> Verzekerde | Zoekresultaattype:
    try:
        Bsn.parse(opdracht.bsn)
    except DomainError:
        return Zoekresultaattype.BSN_VOLDOET_NIET_AAN_ELFPROEF
    if bijzonder := BIJZONDER.get(opdracht.bsn):
        found = opdracht.geboortedatum == GEBOREN
        return _special(bijzonder, opdracht) if found else Zoekresultaattype.COMBINATIE_BSN_GEBOORTEDATUM_ONBEKEND
    persona = _BY_BSN.get(opdracht.bsn)
    if persona is None or persona.cov is CovUitkomst.ONBEKEND:
        return Zoekresultaattype.BSN_ONBEKEND
    if persona.geboortedatum != opdracht.geboortedatum:
        return Zoekresultaattype.COMBINATIE_BSN_GEBOORTEDATUM_ONBEKEND
    return _NIEMAND.get(persona.cov) or verzekerde_van(persona, opdracht.peildatum)


def _special(bijzonder: Bijzonder, opdracht: Zoekopdracht) -> Verzekerde | Zoekresultaattype:
    if bijzonder.resultaat not in (Zoekresultaattype.GEVONDEN, Zoekresultaattype.GEVONDEN_PEILDATUM_IN_TOEKOMST):
        return bijzonder.resultaat
    somebody = verzekerde_van(personas.BIJ_TESTZORG, opdracht.peildatum)
    return replace(somebody, bsn=bijzonder.bsn, geboortedatum=GEBOREN, geslacht=bijzonder.geslacht, geslachtcode=None)


def _by_another_path(opdracht: Zoekopdracht) -> Verzekerde | Zoekresultaattype:
    adres = (opdracht.postcode, opdracht.huisnummer) == (POSTCODE, HUISNUMMER)
    gevonden = [
        een
        for een in PERSONAS
        if een.geboortedatum == opdracht.geboortedatum
        and een.cov not in _NIEMAND
        and (adres or een.verzekerdenummer == opdracht.verzekerdenummer)
    ]
    if len(gevonden) > 1:
        return Zoekresultaattype.MEERDERE_PERSONEN_GEVONDEN
    return verzekerde_van(gevonden[0], opdracht.peildatum) if gevonden else Zoekresultaattype.NIET_GEVONDEN


def verzekerde_van(persona: Persona, peildatum: date) -> Verzekerde:
    voorletters, voorvoegsel, achternaam = _parts_of(persona.naam)
    geslacht, code = _GESLACHT[persona.geslacht]
    eerste, _, tweede = achternaam.partition("-")
    resultaat, verzekeringen = _polissen(persona, peildatum)
    return Verzekerde(
        resultaat=resultaat,
        geboortedatum=persona.geboortedatum,
        geslacht=geslacht,
        geslachtcode=code,
        overleden=persona.cov is CovUitkomst.OVERLEDEN,
        bsn=persona.bsn.onthul(),
        voorletters=voorletters,
        voorvoegsel1=voorvoegsel,
        achternaam1=eerste,
        achternaam2=tweede,
        verzekeringen=verzekeringen,
    )


def _parts_of(naam: str) -> tuple[str, str, str]:
    letters, *woorden = naam.split()
    return letters.replace(".", ""), " ".join(woorden[:-1]), woorden[-1]


def _polissen(persona: Persona, peildatum: date) -> tuple[Verzekerderesultaat, tuple[Verzekering, ...]]:
    match persona.cov:
        case CovUitkomst.POLIS_BEEINDIGD | CovUitkomst.OVERLEDEN:
            oud = _polis(persona, peildatum.year - 1, resultaat=Verzekeringresultaat.INACTIEF)
            return Verzekerderesultaat.INACTIEVE_VERZEKERINGEN, (replace(oud, einddatum=_year_end(peildatum, -1)),)
        case CovUitkomst.DUBBEL_VERZEKERD:
            een = _polis(persona, peildatum.year)
            ander = replace(een, uzovi=9902, labelnaam=VERZEKERAARS["9902"], verzekerdenummer="990223006")
            return Verzekerderesultaat.DUBBELE_ACTIEVE_VERZEKERINGEN_GEVONDEN, (een, ander)
        case CovUitkomst.NIET_GEAUTORISEERD:
            dicht = Verzekering(resultaat=Verzekeringresultaat.NIET_GEAUTORISEERD, uzovi=int(persona.uzovi))
            return Verzekerderesultaat.ACTIEVE_VERZEKERINGEN, (dicht,)
    basis = _polis(persona, peildatum.year)
    if persona.polis_loopt_af:
        basis = replace(basis, einddatum=_year_end(peildatum, 0))
    ook = tuple(_besides(basis, soort) for soort in _OOK.get(persona, ()))
    return Verzekerderesultaat.ACTIEVE_VERZEKERINGEN, (*ook, basis)


def _besides(basis: Verzekering, soort: SoortVerzekering) -> Verzekering:
    """Of the same insurer, but for the Wlz: that is for a zorgkantoor to carry out."""
    polis = replace(basis, soort=soort, pakketcode=soort.value[:4])
    if soort is not SoortVerzekering.AWBZ:
        return polis
    nummer = f"{ZORGKANTOOR}{basis.verzekerdenummer[-5:]}"
    naam = VERZEKERAARS[ZORGKANTOOR]
    return replace(polis, uzovi=int(ZORGKANTOOR), labelcode=ZORGKANTOOR, labelnaam=naam, verzekerdenummer=nummer)


def _polis(
    persona: Persona, jaar: int, *, resultaat: Verzekeringresultaat = Verzekeringresultaat.ACTIEF
) -> Verzekering:
    hoofd = persona is personas.BIJ_DEMOVERZEKERING
    return Verzekering(
        resultaat=resultaat,
        uzovi=int(persona.uzovi),
        verzekerdenummer=persona.verzekerdenummer,
        soort=SoortVerzekering.HOOFDVERZEKERING if hoofd else SoortVerzekering.BASIS,
        pakketcode="B01",
        pakketnaam="Voorbeeldpolis",
        labelcode=persona.uzovi,
        labelnaam=VERZEKERAARS[persona.uzovi],
        ingangsdatum=date(jaar, 1, 1),
    )


def _year_end(dag: date, verschil: int) -> date:
    return date(dag.year + verschil, 12, 31)
