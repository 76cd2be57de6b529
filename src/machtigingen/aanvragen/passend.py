"""Is this the form for these answers: for the care they ask for, at the insurer they name?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from machtigingen.aanvragen import toetsing
from machtigingen.aanvragen.dossier import Dossier
from machtigingen.aanvragen.regels import prestatiecodes_in
from machtigingen.beslisboom import Formulier
from machtigingen.formulieren import Keuze, catalogus
from machtigingen.foundation import DomainError, Fout, Uzovi

VERKEERD = ("F107", "F108")
"""What is wrong is the form: no other answer mends that, and one goes on with another form (`overstap`)."""


def keuze_of(dossier: Dossier, bronnen: Mapping[str, Any]) -> Keuze | None:
    """The care in the answers, as a package would name it; None without a begin date. A form that is for no codes is
    known by its name, and so is an own one for prestaties while none is filled in."""
    begin = dossier.waarden.get("begindatum")
    return _keuze_on(date.fromisoformat(begin), dossier, bronnen) if begin else None


def _keuze_on(dag: date, dossier: Dossier, bronnen: Mapping[str, Any]) -> Keuze:
    formulier, waarden, codes = dossier.formulier, dossier.waarden, prestatiecodes_in(dossier)
    by_codes = formulier.prestatiecodelijsten and (codes or not formulier.uzovi)
    return Keuze(
        grondslag=toetsing.grondslag(waarden, bronnen),
        on=dag,
        specialisme=waarden.get("specialisme", ""),
        diagnose=waarden.get("diagnose"),
        zorgactiviteit=waarden.get("zorgactiviteit"),
        prestatiecodelijst=toetsing.lijst_van_prestaties(formulier.prestatiecodelijsten, bronnen),
        prestatiecodes=codes,
        formulier=None if formulier.trajecten or by_codes else formulier.code,
        uzovi=waarden.get("verzekeraar", ""),
    )


def _keuzes(dossier: Dossier, bronnen: Mapping[str, Any]) -> tuple[Keuze, ...]:
    """That care in each list that its codes may be of: nobody named one, and the form knows more."""
    keuze = keuze_of(dossier, bronnen)
    if keuze is None or keuze.prestatiecodelijst:
        return (keuze,) if keuze else ()
    return tuple(replace(keuze, prestatiecodelijst=een) for een in dossier.formulier.prestatiecodelijsten or ("",))


def not_needed(dossier: Dossier, bronnen: Mapping[str, Any], *, agb: str) -> str | None:
    """Why this insurer needs no machtiging for this care, in whichever list; None when it does, or when that is not
    known."""
    keuzes = [keuze for keuze in _keuzes(dossier, bronnen) if keuze.uzovi]
    redenen = [catalogus().niet_nodig(een, uzovi=Uzovi.parse(een.uzovi), agb=agb) for een in keuzes]
    return redenen[0] if redenen and all(redenen) else None


def formulier_fouten(dossier: Dossier, bronnen: Mapping[str, Any], *, agb: str) -> tuple[Fout, ...]:
    """F107 on the form of another insurer; F108 on the national one where this insurer has its own for this care, and
    needs a machtiging for it."""
    eigen, uzovi = dossier.formulier.uzovi, dossier.waarden.get("verzekeraar")
    if uzovi is None or uzovi == eigen:
        return ()
    if eigen:
        return (Fout("F107", "verzekeraar", {"uzovi": eigen}),)
    passend = {(een.code, een.uzovi) for een in fitting(dossier, bronnen)}
    stays = (dossier.formulier.code, "") in passend or not any(van_wie for _, van_wie in passend)
    if stays or not_needed(dossier, bronnen, agb=agb):
        return ()
    return (Fout("F108", "verzekeraar", {"uzovi": uzovi}),)


def fitting(dossier: Dossier, bronnen: Mapping[str, Any]) -> tuple[Formulier, ...]:
    """The forms for this care at this insurer, while that one is unknown the national ones; none while the care is
    unknown, or when there is none for it."""
    gevonden = (een for keuze in _keuzes(dossier, bronnen) for een in _passend(keuze))
    return tuple({(een.code, een.versie): een for een in gevonden}.values())


def _passend(keuze: Keuze) -> tuple[Formulier, ...]:
    try:
        return catalogus().passend(keuze)
    except DomainError:
        return ()


def newest(dossier: Dossier, bronnen: Mapping[str, Any]) -> Formulier:
    """The form that a new message about this care would get, of this name and owner if it can; while the care is
    unknown, or for whom, the newest version of it, without a begin date that of today, and the same one when there is
    none any more."""
    formulier = dossier.formulier
    keuze = keuze_of(dossier, bronnen) or _keuze_on(dossier.vandaag, dossier, bronnen)
    passend = fitting(dossier, bronnen)
    zelfde = [een for een in passend if een.code == formulier.code]
    if zelfde or len(passend) == 1:
        return max(zelfde or passend, key=lambda een: een.uzovi == formulier.uzovi)
    if passend:
        return formulier
    voor = keuze.specialisme or (formulier.specialismen or ("",))[0]
    genoemd = _passend(replace(keuze, specialisme=voor, formulier=formulier.code, uzovi=formulier.uzovi))
    return genoemd[0] if genoemd else formulier
