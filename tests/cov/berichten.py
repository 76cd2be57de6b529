"""Messages of COV as a test wants them: any that can be, and one good answer."""

from dataclasses import fields, is_dataclass
from datetime import date
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from machtigingen.foundation import Bsn
from machtigingen.registers.cov import CovVraag
from machtigingen.registers.vz801802.berichten import (
    Geslachtsoort,
    Retourbericht,
    Retourresultaat,
    SoortVerzekering,
    Verzekerde,
    Verzekerderesultaat,
    Verzekering,
    Verzekeringresultaat,
    Zoekopdracht,
    Zoekresultaat,
    Zoekresultaattype,
)

BSN, GEBOREN, PEIL = "999911004", date(1958, 3, 14), date(2026, 11, 24)
VRAAG = CovVraag(bsn=Bsn(BSN), geboortedatum=GEBOREN, peildatum=PEIL, grondslag="zvw")
OPDRACHT = Zoekopdracht(volgnummer=1, geboortedatum=GEBOREN, peildatum=PEIL, bsn=BSN)
BASIS = Verzekering(
    resultaat=Verzekeringresultaat.ACTIEF, uzovi=9901, verzekerdenummer="990111004", soort=SoortVerzekering.BASIS
)


def verzekerde(**anders: Any) -> Verzekerde:
    goed = {
        "resultaat": Verzekerderesultaat.ACTIEVE_VERZEKERINGEN,
        "geboortedatum": GEBOREN,
        "geslacht": Geslachtsoort.VROUW,
        "overleden": False,
        "bsn": BSN,
        "voorletters": "J",
        "achternaam1": "Jansen",
        "verzekeringen": (BASIS,),
    }
    return Verzekerde(**goed | anders)


def resultaat(type_: Zoekresultaattype = Zoekresultaattype.GEVONDEN, **anders: Any) -> Zoekresultaat:
    return Zoekresultaat(**{"volgnummer": 1, "resultaat": type_, "verzekerde": verzekerde()} | anders)


def retour(*resultaten: Zoekresultaat) -> Retourbericht:
    return Retourbericht(resultaat=Retourresultaat.VERZOEK_AKKOORD, zoekresultaten=resultaten or (resultaat(),))


# What XML can hold, and keeps: white space at the ends is no part of a value.
_TEKENS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
_WAARDEN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(_TEKENS, max_size=20).map(lambda tekst: tekst.strip(" \t\r\n")),
    int: st.integers(min_value=0, max_value=999_999_999),
    bool: st.booleans(),
    date: st.dates(min_value=date(1000, 1, 1)),
    NoneType: st.none(),
}


def alle(soort: type) -> st.SearchStrategy[Any]:
    """Every message of this type that can be."""
    hints = get_type_hints(soort)
    return st.builds(soort, **{veld.name: _van(hints[veld.name]) for veld in fields(soort)})


def _van(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) is tuple:
        return st.lists(alle(get_args(hint)[0]), max_size=3).map(tuple)
    if get_args(hint):
        return st.one_of(*map(_van, get_args(hint)))
    if is_dataclass(hint):
        return alle(hint)  # type: ignore[arg-type]
    return _WAARDEN[hint] if hint in _WAARDEN else st.sampled_from(hint)
