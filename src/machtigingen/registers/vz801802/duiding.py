"""What does an answer of COV mean for an aanvraag? Every value of VZ802 has its place in a table here.

Who pays is the insurer of the basic policy that is active: only that one counts (Zorgverzekeringswet, article 10).
Where COV contradicts itself, or answers about somebody else, there is no answer.
"""

from collections.abc import Mapping
from datetime import date

from machtigingen.foundation import Uzovi
from machtigingen.registers.cov import CovAntwoord, CovNietBereikbaar, CovUitkomst, GeenAntwoord, Geslacht
from machtigingen.registers.vz801802.berichten import (
    Geslachtsoort,
    SoortVerzekering,
    Verzekerde,
    Verzekerderesultaat,
    Verzekering,
    Verzekeringresultaat,
    Zoekopdracht,
    Zoekresultaat,
    Zoekresultaattype,
)

GEVONDEN = frozenset({Zoekresultaattype.GEVONDEN, Zoekresultaattype.GEVONDEN_PEILDATUM_IN_TOEKOMST})
UITKOMST: Mapping[Zoekresultaattype, CovUitkomst] = {
    Zoekresultaattype.NIET_GEVONDEN: CovUitkomst.ONBEKEND,
    Zoekresultaattype.BSN_ONBEKEND: CovUitkomst.ONBEKEND,
    Zoekresultaattype.BSN_VOLDOET_NIET_AAN_ELFPROEF: CovUitkomst.ONBEKEND,
    Zoekresultaattype.COMBINATIE_BSN_GEBOORTEDATUM_ONBEKEND: CovUitkomst.GEBOORTEDATUM_ONJUIST,
    Zoekresultaattype.MEERDERE_PERSONEN_GEVONDEN: CovUitkomst.MEERDERE_PERSONEN,
    Zoekresultaattype.PEILDATUM_2_JAAR_OF_OUDER: CovUitkomst.PEILDATUM_TE_OUD,
}
# What the portal asked wrongly: nobody who fills in a form can mend that.
ONS_BERICHT = frozenset({Zoekresultaattype.GEEN_GELDIG_ZOEKPAD, Zoekresultaattype.MEERDERE_ZOEKPADEN_OPGEGEVEN})
GESLACHT: Mapping[Geslachtsoort, Geslacht] = {
    Geslachtsoort.MAN: Geslacht.MAN,
    Geslachtsoort.VROUW: Geslacht.VROUW,
    Geslachtsoort.ONBEKEND: Geslacht.ONBEKEND,
    Geslachtsoort.NIET_GESPECIFICEERD: Geslacht.ONBEKEND,
}
BASIS = frozenset({SoortVerzekering.BASIS, SoortVerzekering.HOOFDVERZEKERING})


def antwoord_van(resultaat: Zoekresultaat, opdracht: Zoekopdracht) -> CovAntwoord:
    """Raises `CovNietBereikbaar` for an answer that cannot be used."""
    if resultaat.resultaat in ONS_BERICHT:
        raise CovNietBereikbaar(GeenAntwoord.ONS_BERICHT)
    if resultaat.resultaat not in GEVONDEN:
        return CovAntwoord(uitkomst=UITKOMST[resultaat.resultaat], peildatum=opdracht.peildatum)
    if resultaat.verzekerde is None:
        raise CovNietBereikbaar(GeenAntwoord.ONLEESBAAR)
    _require_same_person(resultaat.verzekerde, opdracht)
    return _antwoord(resultaat.verzekerde, opdracht.peildatum)


def _require_same_person(verzekerde: Verzekerde, opdracht: Zoekopdracht) -> None:
    """The BSN of an answer is a number to COV: its zeros in front may be gone."""
    ander_bsn = verzekerde.bsn and verzekerde.bsn.zfill(9) != opdracht.bsn
    if ander_bsn or verzekerde.geboortedatum != opdracht.geboortedatum:
        raise CovNietBereikbaar(GeenAntwoord.OVER_EEN_ANDER)


def _antwoord(verzekerde: Verzekerde, peildatum: date) -> CovAntwoord:
    if verzekerde.overleden:
        return CovAntwoord(uitkomst=CovUitkomst.OVERLEDEN, peildatum=peildatum)
    basis = [een for een in verzekerde.verzekeringen if een.soort in BASIS]
    actief = [een for een in basis if een.resultaat is Verzekeringresultaat.ACTIEF]
    _require_one_reading(verzekerde, actief, peildatum)
    match verzekerde.resultaat:
        case Verzekerderesultaat.DUBBELE_ACTIEVE_VERZEKERINGEN_GEVONDEN:
            return CovAntwoord(uitkomst=CovUitkomst.DUBBEL_VERZEKERD, peildatum=peildatum)
        case Verzekerderesultaat.ACTIEVE_VERZEKERINGEN if actief:
            return _gevonden(verzekerde, actief, peildatum)
    if any(een.resultaat is Verzekeringresultaat.NIET_GEAUTORISEERD for een in verzekerde.verzekeringen):
        return CovAntwoord(uitkomst=CovUitkomst.NIET_GEAUTORISEERD, peildatum=peildatum)
    return CovAntwoord(uitkomst=CovUitkomst.POLIS_BEEINDIGD, peildatum=peildatum, polis_einde=_latest(basis))


def _require_one_reading(verzekerde: Verzekerde, actief: list[Verzekering], peildatum: date) -> None:
    """Nothing is active where COV says so, what is active is so on this day, and has one number at one insurer."""
    toch_actief = verzekerde.resultaat is Verzekerderesultaat.INACTIEVE_VERZEKERINGEN and actief
    nummers = {een.verzekerdenummer for een in actief if een.verzekerdenummer}
    ander_nummer = len(nummers) > 1 and len({een.uzovi for een in actief}) == 1
    if toch_actief or ander_nummer or not all(_holds_on(peildatum, een) for een in actief):
        raise CovNietBereikbaar(GeenAntwoord.TEGENSTRIJDIG)


def _holds_on(dag: date, verzekering: Verzekering) -> bool:
    """The last day belongs to it; a day that COV does not give is no limit."""
    return (verzekering.ingangsdatum or dag) <= dag <= (verzekering.einddatum or dag)


def _gevonden(verzekerde: Verzekerde, actief: list[Verzekering], peildatum: date) -> CovAntwoord:
    eerste, *andere = actief
    if eerste.uzovi is None or not 1 <= eerste.uzovi <= 9999:
        raise CovNietBereikbaar(GeenAntwoord.ONLEESBAAR)
    if any(een.uzovi != eerste.uzovi for een in andere):
        return CovAntwoord(uitkomst=CovUitkomst.DUBBEL_VERZEKERD, peildatum=peildatum)
    uzovi = Uzovi.parse(f"{eerste.uzovi:04}")
    return CovAntwoord(
        uitkomst=CovUitkomst.GEVONDEN,
        peildatum=peildatum,
        naam=naam_van(verzekerde),
        geslacht=GESLACHT[verzekerde.geslacht],
        uzovi=uzovi,
        verzekeraar=eerste.labelnaam or f"UZOVI {uzovi}",
        verzekerdenummer=max(een.verzekerdenummer for een in actief),
        polis_einde=eerste.einddatum,
    )


def _latest(verzekeringen: list[Verzekering]) -> date | None:
    return max((een.einddatum for een in verzekeringen if een.einddatum), default=None)


def naam_van(verzekerde: Verzekerde) -> str:
    """M.J. el Voorbeeld-van den Test. Initials come with or without dots."""
    letters = verzekerde.voorletters
    letters = "".join(f"{letter}." for letter in letters) if letters.isalpha() else letters
    eerste = f"{verzekerde.voorvoegsel1} {verzekerde.achternaam1}".strip()
    tweede = f"{verzekerde.voorvoegsel2} {verzekerde.achternaam2}".strip()
    return f"{letters} {'-'.join(filter(None, (eerste, tweede)))}".strip()
