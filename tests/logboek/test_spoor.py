"""What the audit trail keeps of a call: which package, and what was wrong where. Never what the message said."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machtigingen_sandbox import personas
from wereld import Wereld, bericht

from machtigingen.audit.actions import verify_chain
from machtigingen.audit.foutregel import read_fouten
from machtigingen.audit.models import Regel
from machtigingen.foundation import Fout
from machtigingen.instroom.spoor import known, package_in, package_name

BSN = personas.GEVONDEN.bsn.onthul()


def laatste() -> Regel:
    return Regel.objects.filter(keten="agb:22990001").latest("volgnummer")


@pytest.mark.django_db
def test_a_message_that_is_taken_in_leaves_the_package_and_its_warnings(wereld: Wereld) -> None:
    wereld.software().push(bericht(antwoorden={"bestaat-niet": "x", "zijde": "geen zijde"}))
    regel = laatste()
    assert (regel.handeling, regel.code, regel.softwarepakket) == ("instroom_ontvangen", "", "DemoOog")
    assert regel.fouten.startswith("F105 antwoorden.…")
    assert verify_chain(regel.keten) is None


@pytest.mark.django_db
def test_a_repeat_leaves_the_package_too(wereld: Wereld) -> None:
    wereld.software().push(bericht())
    wereld.software().push(bericht())
    assert (laatste().handeling, laatste().softwarepakket) == ("instroom_herhaald", "DemoOog")


@pytest.mark.django_db
def test_a_refused_message_leaves_all_that_was_wrong_with_its_place(wereld: Wereld) -> None:
    fout = bericht(instantie={"agb": "2299000"}, verzekerde={"bsn": BSN})
    wereld.software().push(fout)
    regel = laatste()
    assert (regel.handeling, regel.code, regel.softwarepakket) == ("instroom_geweigerd", "B201", "DemoOog")
    assert regel.fouten == "B201 verzekerde.geboortedatum; B217 instantie.agb"
    assert verify_chain(regel.keten) is None


@pytest.mark.django_db
def test_what_cannot_be_read_leaves_only_its_code(wereld: Wereld) -> None:
    wereld.software().push(b"{")
    assert (laatste().code, laatste().softwarepakket, laatste().fouten) == ("B101", "", "B101")


@pytest.mark.django_db
def test_a_refused_question_how_it_stands_is_recorded_without_what_was_asked_for(wereld: Wereld) -> None:
    wereld.software().get("/api/v1/instroom/kanarie")
    assert (laatste().handeling, laatste().code, laatste().onderwerp) == ("instroom_gevolgd", "A101", "")


NAMEN: tuple[Any, ...] = (
    {"verzekerde": {"bsn": BSN, "geboortedatum": "1958-03-14", "kanarie": 1}},
    {"verzekerde": {"bsn": BSN, "geboortedatum": "1958-03-14", f"bsn.{BSN}": 1}},
    {"verzekerde": {"bsn": BSN, "geboortedatum": "1958-03-14", "9999-11-004": 1}},
    {"verstrekking": {"prestaties": [{"code": "J081", "aantal": 1, "Kanarie; B201 kanarie": 1}]}},
    {"antwoorden": {"kanarie": {}}},
    {"antwoorden": {f"x{BSN}": []}},
    {f"[{BSN}]": 1},
    {"softwarepakket": {"naam": BSN, "versie": "1"}},
    {"softwarepakket": {"naam": f"Pakket {BSN[:3]}.{BSN[3:6]}.{BSN[6:]}", "versie": "1"}},
    {"softwarepakket": {"naam": ["kanarie"], "versie": "1"}},
    {"softwarepakket": "kanarie"},
)


@pytest.mark.django_db
@pytest.mark.parametrize("anders", NAMEN, ids=[f"{nummer}" for nummer in range(len(NAMEN))])
def test_no_name_from_outside_gets_in(wereld: Wereld, anders: dict[str, Any]) -> None:
    assert wereld.software().push(bericht(**anders)).status_code < 500
    regel = laatste()
    tekst = f"{regel.softwarepakket} {regel.fouten}".casefold()
    assert "kanarie" not in tekst
    assert not any(stuk in tekst for stuk in (BSN, BSN[3:], "9999-11"))


@given(st.text(max_size=80))
def test_whatever_a_path_says_only_our_own_names_are_kept(pad: str) -> None:
    merk = "kanarie"
    delen = (f"verzekerde.{merk}{pad}", f"{pad}{merk}", f"antwoorden.{pad}{merk}", f"[{merk}{pad}]", f"{merk}[0].{pad}")
    assert not any(merk in fout.pad for fout in known(Fout("B202", deel) for deel in delen))


def test_our_own_paths_are_kept_as_they_are() -> None:
    paden = ("", "verzekerde.geboortedatum", "verstrekking.prestaties[12].code", "antwoorden.zijde", "referentie")
    assert tuple(fout.pad for fout in known(Fout("B201", pad) for pad in paden)) == paden


@pytest.mark.parametrize("naam", ["DemoOog", "Zorg+ 2026", "Æsculaap (v9)"])
def test_the_name_of_a_package_is_kept(naam: str) -> None:
    assert package_in({"softwarepakket": {"naam": naam}}) == naam


@pytest.mark.parametrize("naam", [None, 5, "x" * 61, "a\nb", "٩٩٩٩١١٠٠٤", "9 9 9 9 1 1 0 0 4"])
def test_a_name_that_could_be_something_else_is_left_out(naam: Any) -> None:
    assert package_name(naam) == ""


def test_a_semicolon_makes_no_second_fault() -> None:
    (fout,) = known([Fout("B202", "x; B201 verzekerde")])
    assert len(read_fouten(f"{fout.code} {fout.pad}")) == 1
