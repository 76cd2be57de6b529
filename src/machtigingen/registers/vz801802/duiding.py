"""What does an answer of COV mean for an aanvraag? Every value of VZ802 has its place in a table here.

Who decides is the insurer of the policy that is active under the law that is asked about. Under the Zvw that is the
basic one, and there must be one. Under the Wlz it is the zorgkantoor of the line that COV still calls AWBZ; where that
does not name one a person has to say which zorgkantoor it is, for the insurer of the basic policy has no part in that
care. Where COV contradicts itself, or answers about somebody else, there is no answer.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from machtigingen.foundation import Uzovi
from machtigingen.registers.cov import CovAntwoord, CovNietBereikbaar, CovUitkomst, CovVraag, GeenAntwoord, Geslacht
from machtigingen.registers.standen import WLZ
from machtigingen.registers.vz801802.berichten import (
    Geslachtsoort,
    SoortVerzekering,
    Verzekerde,
    Verzekerderesultaat,
    Verzekering,
    Verzekeringresultaat,
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
VAN_DE_WET: Mapping[str, frozenset[SoortVerzekering]] = {
    "zvw": frozenset({SoortVerzekering.BASIS, SoortVerzekering.HOOFDVERZEKERING}),
    WLZ: frozenset({SoortVerzekering.AWBZ}),
}


def antwoord_van(resultaat: Zoekresultaat, vraag: CovVraag) -> CovAntwoord:
    """Raises `CovNietBereikbaar` for an answer that cannot be used."""
    if resultaat.resultaat in ONS_BERICHT:
        raise CovNietBereikbaar(GeenAntwoord.ONS_BERICHT)
    if resultaat.resultaat not in GEVONDEN:
        return _uitkomst(UITKOMST[resultaat.resultaat], vraag)
    if resultaat.verzekerde is None:
        raise CovNietBereikbaar(GeenAntwoord.ONLEESBAAR)
    _require_same_person(resultaat.verzekerde, vraag)
    return _antwoord(resultaat.verzekerde, vraag)


def _uitkomst(uitkomst: CovUitkomst, vraag: CovVraag, **bekend: Any) -> CovAntwoord:
    return CovAntwoord(uitkomst=uitkomst, peildatum=vraag.peildatum, grondslag=vraag.grondslag, **bekend)


def _require_same_person(verzekerde: Verzekerde, vraag: CovVraag) -> None:
    """The BSN of an answer is a number to COV: its zeros in front may be gone."""
    ander_bsn = verzekerde.bsn and verzekerde.bsn.zfill(9) != vraag.bsn.onthul()
    if ander_bsn or verzekerde.geboortedatum != vraag.geboortedatum:
        raise CovNietBereikbaar(GeenAntwoord.OVER_EEN_ANDER)


def _antwoord(verzekerde: Verzekerde, vraag: CovVraag) -> CovAntwoord:
    if verzekerde.overleden:
        return _uitkomst(CovUitkomst.OVERLEDEN, vraag)
    van_de_wet = [een for een in verzekerde.verzekeringen if een.soort in VAN_DE_WET[vraag.grondslag]]
    actief = [een for een in van_de_wet if een.resultaat is Verzekeringresultaat.ACTIEF]
    _require_one_reading(verzekerde, actief, vraag.peildatum)
    if vraag.grondslag == WLZ:
        return _under_the_wlz(verzekerde, actief, vraag)
    match verzekerde.resultaat:
        case Verzekerderesultaat.DUBBELE_ACTIEVE_VERZEKERINGEN_GEVONDEN:
            return _uitkomst(CovUitkomst.DUBBEL_VERZEKERD, vraag)
        case Verzekerderesultaat.ACTIEVE_VERZEKERINGEN if actief:
            return _gevonden(verzekerde, actief, vraag)
    if any(een.resultaat is Verzekeringresultaat.NIET_GEAUTORISEERD for een in verzekerde.verzekeringen):
        return _uitkomst(CovUitkomst.NIET_GEAUTORISEERD, vraag)
    return _uitkomst(CovUitkomst.POLIS_BEEINDIGD, vraag, polis_einde=_latest(van_de_wet))


def _under_the_wlz(verzekerde: Verzekerde, actief: list[Verzekering], vraag: CovVraag) -> CovAntwoord:
    """Whether somebody has a basic policy, or two, says nothing here; nor does an AWBZ line that ended, as they all did
    when the Wlz came. Where it does not name one zorgkantoor (none, two, or we may not look) a person does: of those
    that it names."""
    zorgkantoren = tuple(sorted({_uzovi(een) for een in actief}))
    if len(zorgkantoren) == 1:
        return _gevonden(verzekerde, actief, vraag)
    return _uitkomst(CovUitkomst.GEVONDEN, vraag, zorgkantoren=zorgkantoren, **_persoon(verzekerde))


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


def _gevonden(verzekerde: Verzekerde, actief: list[Verzekering], vraag: CovVraag) -> CovAntwoord:
    eerste, *andere = actief
    uzovi = _uzovi(eerste)
    if any(een.uzovi != eerste.uzovi for een in andere):
        return _uitkomst(CovUitkomst.DUBBEL_VERZEKERD, vraag)
    return _uitkomst(
        CovUitkomst.GEVONDEN,
        vraag,
        uzovi=uzovi,
        verzekeraar=eerste.labelnaam or f"UZOVI {uzovi}",
        verzekerdenummer=max(een.verzekerdenummer for een in actief),
        polis_einde=eerste.einddatum,
        **_persoon(verzekerde),
    )


def _uzovi(verzekering: Verzekering) -> Uzovi:
    if verzekering.uzovi is None or not 1 <= verzekering.uzovi <= 9999:
        raise CovNietBereikbaar(GeenAntwoord.ONLEESBAAR)
    return Uzovi.parse(f"{verzekering.uzovi:04}")


def _persoon(verzekerde: Verzekerde) -> dict[str, Any]:
    return {"naam": naam_van(verzekerde), "geslacht": GESLACHT[verzekerde.geslacht]}


def _latest(verzekeringen: list[Verzekering]) -> date | None:
    return max((een.einddatum for een in verzekeringen if een.einddatum), default=None)


def naam_van(verzekerde: Verzekerde) -> str:
    """M.J. el Voorbeeld-van den Test. Initials come with or without dots."""
    letters = verzekerde.voorletters
    letters = "".join(f"{letter}." for letter in letters) if letters.isalpha() else letters
    eerste = f"{verzekerde.voorvoegsel1} {verzekerde.achternaam1}".strip()
    tweede = f"{verzekerde.voorvoegsel2} {verzekerde.achternaam2}".strip()
    return f"{letters} {'-'.join(filter(None, (eerste, tweede)))}".strip()
