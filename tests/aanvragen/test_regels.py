"""What a decision is about, line by line."""

from types import SimpleNamespace
from typing import Any

from machtigingen.aanvragen.regels import prestatiecodes_in, regels_of
from machtigingen.beslisboom import Controle, Optie, Vraag, Vraagtype

CODE = Vraag(
    link_id="code",
    tekst="Code",
    type=Vraagtype.CHOICE,
    controle=Controle.PRESTATIE,
    opties=(Optie("J080", "J080 Klikgebit"), Optie("J070", "J070 Drukknop")),
)
MIDDEL = Vraag(link_id="middel", tekst="Middel", type=Vraagtype.STRING)
ZORG = Vraag(
    link_id="zorgactiviteit",
    tekst="Behandeling",
    type=Vraagtype.CHOICE,
    controle=Controle.ZORGACTIVITEIT,
    opties=(Optie("031545", "031545 Ooglidcorrectie"),),
)


def tabel(naam: str, kolom: Vraag) -> Vraag:
    return Vraag(link_id=naam, tekst=naam, type=Vraagtype.GROUP, meerdere=True, kolommen=(kolom,))


def dossier(*vragen: Vraag, **waarden: Any) -> Any:
    return SimpleNamespace(vragen=vragen, waarden=waarden, formulier=SimpleNamespace(titel="Een formulier"))


MEDICIJNEN = {"medicijnen": [{"middel": "Acenocoumarol"}, {"middel": "Metoprolol"}]}


def test_it_is_about_the_prestaties_whichever_table_comes_first() -> None:
    vragen = tabel("medicijnen", MIDDEL), tabel("prestaties", CODE)
    aanvraag = dossier(*vragen, **MEDICIJNEN, prestaties=[{"code": "J080"}, {"code": "J070"}])
    assert [regel.nummer for regel in regels_of(aanvraag)] == [1, 2]
    assert prestatiecodes_in(aanvraag) == ("J080", "J070")


def test_a_table_of_something_else_is_no_list_of_what_is_asked_for() -> None:
    (regel,) = regels_of(dossier(ZORG, tabel("medicijnen", MIDDEL), **MEDICIJNEN, zorgactiviteit="031545"))
    assert regel.omschrijving == "031545 Ooglidcorrectie"


def test_where_nothing_else_is_asked_for_it_is_about_the_rows_of_the_first_table() -> None:
    aanvraag = dossier(tabel("medicijnen", MIDDEL), **MEDICIJNEN)
    assert [regel.nummer for regel in regels_of(aanvraag)] == [1, 2]
