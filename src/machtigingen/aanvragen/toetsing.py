"""What the registers say about answers that a person may have typed: the checks of the push, again at submission."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from machtigingen.aanvragen.dossier import Antwoord
from machtigingen.aanvragen.invulling import said
from machtigingen.beslisboom import GRONDSLAGEN
from machtigingen.foundation import Actor, AgbCode, Bsn, DomainError, Fout, Uzovi
from machtigingen.foundation.datums import last_day_of_a_year
from machtigingen.registers import agb as agb_register
from machtigingen.registers import cov as cov_register
from machtigingen.registers import regels
from machtigingen.registers import uzovi as uzovi_register
from machtigingen.registers.cov import CovAntwoord, CovUitkomst, CovVraag
from machtigingen.registers.standen import WLZ, Uitkomst

# Where the form asks what COV speaks of.
_VRAAG = {
    "verzekerde": "bsn",
    "verzekerde.bsn": "bsn",
    "verzekerde.geboortedatum": "geboortedatum",
    "verzekerde.uzovi": "verzekeraar",
}


def agb(
    waarden: Mapping[str, Any], bronnen: Mapping[str, Any], *, actor: Actor
) -> tuple[tuple[Fout, ...], tuple[Fout, ...]]:
    """(errors, warnings) about the zorgverlener and the instantie on the begin date. Raises R201 without a register."""
    on = _datum(waarden, "begindatum")
    if on is None or actor.agb is None or "zorgverlener" not in waarden:
        return (), ()
    try:
        zorgverlener = AgbCode.parse(str(waarden["zorgverlener"]))
    except DomainError as fout:
        return tuple(Fout(een.code, "zorgverlener") for een in fout.fouten), ()
    feiten = agb_register.agb_feiten(zorgverlener=zorgverlener, instantie=actor.agb, on=on)
    fouten = [
        regels.instantie(feiten.instantie, pad="instelling", on=on),
        regels.zorgverlener(feiten.zorgverlener, pad="zorgverlener", on=on),
        regels.specialisme(feiten.zorgverlener, str(waarden.get("specialisme", "")), pad="specialisme")
        if "specialisme" in waarden
        else None,
    ]
    koppeling = regels.koppeling(feiten, pad="zorgverlener")
    hard = grondslag(waarden, bronnen) == WLZ
    gevonden = tuple(fout for fout in (*fouten, koppeling if hard else None) if fout is not None)
    return gevonden, (koppeling,) if koppeling and not hard else ()


def grondslag(waarden: Mapping[str, Any], bronnen: Mapping[str, Any]) -> str:
    """The law asked under: as the form has it, or as it was said beforehand when the form does not ask."""
    return str(waarden.get("grondslag") or said(bronnen).get("grondslag", "zvw"))


def lijst_van_prestaties(mogelijk: Sequence[str], bronnen: Mapping[str, Any]) -> str:
    """The list that the codes of a form are of: as the package named it, or the only one that the form knows."""
    gestuurd = said(bronnen).get("verstrekking", {}).get("prestatiecodelijst")
    return gestuurd or (mogelijk[0] if len(mogelijk) == 1 else "")


def verzekeraar(waarden: Mapping[str, Any], bronnen: Mapping[str, Any]) -> tuple[Fout, ...]:
    """R309 unless the insurer is in the register on the begin date: a request to nobody helps nobody. R313 for one that
    has no part in the care."""
    on = _datum(waarden, "begindatum")
    uzovi = waarden.get("verzekeraar")
    if on is None or uzovi is None:
        return ()
    bekend = uzovi_register.verzekeraar(Uzovi.parse(str(uzovi)), on=on).uitkomst is Uitkomst.BEKEND
    return zorgkantoor(waarden, bronnen) if bekend else (Fout("R309", "verzekeraar"),)


def zorgkantoor(waarden: Mapping[str, Any], bronnen: Mapping[str, Any]) -> tuple[Fout, ...]:
    """R313 under the Wlz for who is no zorgkantoor in the register, or another than COV names: who pays the other care
    of this person, or has no part in it, may not read of this care."""
    uzovi = waarden.get("verzekeraar")
    if uzovi is None:
        return ()
    wet, genoemd = grondslag(waarden, bronnen), zorgkantoren_van_cov(waarden, bronnen)
    return may_decide(Uzovi.parse(str(uzovi)), grondslag=wet, genoemd=genoemd, pad="verzekeraar")


def zorgkantoren_van_cov(waarden: Mapping[str, Any], bronnen: Mapping[str, Any]) -> tuple[Uzovi, ...]:
    """Those that COV named about these very answers, where that is not one: no other decides."""
    return tuple(map(Uzovi.parse, cov_over(bronnen, waarden).get("zorgkantoren", ())))


def may_decide(uzovi: Uzovi, *, grondslag: str, pad: str, genoemd: Collection[Uzovi] = ()) -> tuple[Fout, ...]:
    """R313 under the Wlz for who is no zorgkantoor, or none of those that COV names (`genoemd`). Only under the Zvw COV
    always says who decides."""
    if grondslag == "zvw" or (uzovi_register.is_zorgkantoor(uzovi) and (not genoemd or uzovi in genoemd)):
        return ()
    return (Fout("R313", pad),)


def cov(
    waarden: Mapping[str, Any], bronnen: Mapping[str, Any], *, agb: str
) -> tuple[CovAntwoord | None, tuple[Fout, ...]]:
    """(what COV answers, what is wrong). None and R301 when COV cannot be reached; None when it can't be asked."""
    vraag = cov_vraag(waarden, bronnen)
    if vraag is None:
        return None, ()
    antwoord, fouten = raadpleeg(vraag, agb=AgbCode(agb), pushed=None)
    return antwoord, als_vragen(fouten)


def cov_vraag(waarden: Mapping[str, Any], bronnen: Mapping[str, Any]) -> CovVraag | None:
    """What COV can be asked about these answers; None while something is missing or wrong."""
    try:
        bsn = Bsn.parse(str(waarden.get("bsn", "")))
    except DomainError:
        return None
    geboren, begin = _datum(waarden, "geboortedatum"), _datum(waarden, "begindatum")
    wet = grondslag(waarden, bronnen)
    if geboren is None or begin is None or wet not in GRONDSLAGEN:
        return None
    return CovVraag(bsn=bsn, geboortedatum=geboren, peildatum=begin, grondslag=wet)


def is_about_another(vraag: CovVraag, bronnen: Mapping[str, Any]) -> bool:
    """Than whom COV was last asked about here, and than whom it was about from the beginning."""
    persoon = [vraag.bsn.onthul(), vraag.geboortedatum.isoformat()]
    gezegd = said(bronnen).get("verzekerde") or {}
    gevraagd = (bronnen.get("cov_stand") or {}).get("gevraagd") or ()
    return persoon not in ([gezegd.get("bsn"), gezegd.get("geboortedatum")], list(gevraagd[:2]))


def als_vragen(fouten: tuple[Fout, ...]) -> tuple[Fout, ...]:
    """The same errors, at the questions of the form instead of the fields of the message."""
    return tuple(Fout(fout.code, _VRAAG.get(fout.pad, fout.pad), fout.gegevens) for fout in fouten)


def raadpleeg(vraag: CovVraag, *, agb: AgbCode, pushed: Uzovi | None) -> tuple[CovAntwoord | None, tuple[Fout, ...]]:
    """COV's answer with what it means for the aanvraag; None and R301 when it does not answer in time."""
    try:
        antwoord = cov_register.raadpleeg(vraag, agb=agb)
    except cov_register.CovNietBereikbaar:
        return None, (Fout("R301"),)
    return antwoord, cov_register.cov_fouten(antwoord, pushed)


def cov_bron(antwoord: CovAntwoord) -> dict[str, Any]:
    """COV's answer as a source to prefill from."""
    if antwoord.uitkomst is not CovUitkomst.GEVONDEN:
        return {}
    return antwoord.to_bron()


_GEVRAAGD = ("bsn", "geboortedatum", "begindatum")


def cov_stand(waarden: Mapping[str, Any], fouten: tuple[Fout, ...], *, grondslag: str) -> dict[str, Any]:
    """What COV was asked and what was wrong, to remember until one of those answers changes."""
    return {
        "gevraagd": [waarden.get(link_id) for link_id in _GEVRAAGD],
        "grondslag": grondslag,
        "fouten": [[fout.code, fout.pad, dict(fout.gegevens)] for fout in fouten],
    }


def cov_over(bronnen: Mapping[str, Any], waarden: Mapping[str, Any]) -> Mapping[str, Any]:
    """What COV said before, as long as it was about this very person on this date under this law."""
    return bronnen.get("cov", {}) if _was_asked(bronnen, waarden) else {}


def _was_asked(bronnen: Mapping[str, Any], waarden: Mapping[str, Any]) -> bool:
    """Before the law was asked along, all was asked as for the Zvw."""
    stand = bronnen.get("cov_stand") or {}
    same = stand.get("gevraagd") == [waarden.get(link_id) for link_id in _GEVRAAGD]
    return same and stand.get("grondslag", "zvw") == grondslag(waarden, bronnen)


def cov_fouten(bronnen: Mapping[str, Any], waarden: Mapping[str, Any]) -> tuple[Fout, ...] | None:
    """What COV said is wrong about these very answers; None when it was not asked about them, or did not answer."""
    if not _was_asked(bronnen, waarden):
        return None
    fouten = tuple(Fout(code, pad, gegevens) for code, pad, gegevens in bronnen["cov_stand"]["fouten"])
    return None if any(fout.code == "R301" for fout in fouten) else fouten


def geldigheid(antwoorden: Mapping[str, Antwoord], bronnen: Mapping[str, Any]) -> tuple[date | None, date | None]:
    """From the begin date for a year, or until the policy ends when COV knows that (domain notes 1.11)."""
    van = _datum({"begindatum": antwoorden["begindatum"].waarde}, "begindatum") if "begindatum" in antwoorden else None
    if van is None:
        return None, None
    tot, einde = last_day_of_a_year(van), polis_einde(bronnen)
    return van, min(tot, einde) if einde else tot


def polis_einde(bronnen: Mapping[str, Any]) -> date | None:
    """The last day of the policy, when COV knows it."""
    einde = bronnen.get("cov", {}).get("polis_einde")
    return date.fromisoformat(einde) if einde else None


def _datum(waarden: Mapping[str, Any], link_id: str) -> date | None:
    try:
        return date.fromisoformat(str(waarden[link_id]))
    except (KeyError, ValueError):
        return None
