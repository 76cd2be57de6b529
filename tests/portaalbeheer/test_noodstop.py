"""Who runs the portal stops a certificate or an organisation at once, sees first what goes along, and lets it go."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from conftest import NU
from contactpersoon.conftest import certificaat_van, contactpersoon, csr, haal_op, wie
from reis import tekst
from wereld import Beller, Wereld

from machtigingen.audit.actions import verify_all
from machtigingen.audit.models import Regel
from machtigingen.toegang.collecting import Opgehaald
from machtigingen.toegang.models import Blokkade, Certificaat, Certificaatverzoek
from machtigingen.toegang.noodstop import block, keep_stopped, lift, stopped
from portaalbeheer.conftest import OPERATOR

__all__ = ["contactpersoon", "haal_op"]
NOODSTOP = "/portaalbeheer/noodstop/"
OOG = f"{NOODSTOP}organisatie/22990001/"


def nummer_van(naam: str) -> str:
    return Certificaat.objects.get(naam=naam).serienummer


def lift_as_seen(door: Beller, pad: str, *, reden: str) -> Any:
    """On a page that was opened just now."""
    (gezien,) = re.findall(r'name="gezien" value="(\d+)"', door.get(pad).content.decode())
    return door.post(pad, {"daad": "vrijgeven", "reden": reden, "gezien": gezien})


def test_an_organisation_stops_at_once_and_comes_back(wereld: Wereld, operator: Beller) -> None:
    software, mens, ander = wereld.software(), wereld.mens(), wereld.software("systeem-andere-instantie")
    assert (software.get("/wie-ben-ik").status_code, mens.get("/aanvragen/").status_code) == (200, 200)
    assert operator.post(OOG, {"daad": "stop", "reden": "onderzoek loopt"})["Location"] == OOG
    for beller, pad in ((software, "/wie-ben-ik"), (mens, "/aanvragen/")):
        geweigerd = beller.get(pad)
        assert (geweigerd.status_code, b"D110" in geweigerd.content) == (403, True)
    assert ander.get("/wie-ben-ik").status_code == 200
    assert "door O. Perator. Reden: onderzoek loopt" in tekst(operator.get(OOG))

    assert lift_as_seen(operator, OOG, reden="uitgezocht").status_code == 302
    assert software.get("/wie-ben-ik").status_code == 200


def test_before_it_stops_the_page_names_all_that_it_takes_along(operator: Beller) -> None:
    pagina = tekst(operator.get(OOG))
    assert "Wat stil komt te staan Alles van deze organisatie, ook elk certificaat dat er nog bij komt." in pagina
    assert "Software 22990001000001" in pagina
    assert "S. de Vries" in pagina and "Nu stilzetten" in pagina
    assert "V. Visser" not in pagina, "has expired"
    assert not Blokkade.objects.filter(soort="organisatie").exists()


def test_who_looks_at_whom_a_stop_would_take_is_recorded_too(operator: Beller) -> None:
    for pad in (OOG, f"{NOODSTOP}serienummer/{nummer_van('S. de Vries')}/"):
        assert "S. de Vries" in tekst(operator.get(pad))
    bekeken = Regel.objects.filter(handeling="organisatie_bekeken").values_list("keten", "actor", "onderwerp")
    assert list(bekeken) == [("systeem", "beheer: O. Perator", "organisatie:22990001")] * 2
    assert operator.get(f"{NOODSTOP}organisatie/22990099/").status_code == 200
    assert bekeken.count() == 2, "of what is not registered here nobody is named"


def test_one_certificate_stops_by_its_serial_number_however_it_is_typed(wereld: Wereld, operator: Beller) -> None:
    nummer = nummer_van("S. de Vries")
    getypt = ":".join(nummer.upper()[plek : plek + 2] for plek in range(0, len(nummer), 2))
    naar = operator.get(f"{NOODSTOP}?soort=serienummer&waarde={getypt}")["Location"]
    assert naar == f"{NOODSTOP}serienummer/{nummer}/"
    assert "S. de Vries, Oogkliniek Voorbeeldstad" in tekst(operator.get(naar))
    operator.post(naar, {"daad": "stop", "reden": "laptop gestolen"})
    assert wereld.mens().get("/aanvragen/").status_code == 403
    assert wereld.mens("persoonlijk-raadplegen").get("/aanvragen/").status_code == 200
    assert "S. de Vries, Oogkliniek Voorbeeldstad" in tekst(operator.get(NOODSTOP))


def test_with_a_certificate_its_renewal_stops_too(
    wereld: Wereld, operator: Beller, contactpersoon: Beller, haal_op: Callable[[], Opgehaald]
) -> None:
    van, ander = certificaat_van("S. de Vries"), wie("T. Jansen")
    pad, vraag = f"{NOODSTOP}serienummer/{van.serienummer}/", "/beheer/certificaten/aanvragen"
    assert "te vernieuwen" not in tekst(operator.get(pad))
    contactpersoon.post(vraag, {"vervangt": van.pk, "csr": csr()})
    contactpersoon.post(vraag, {"voor": ander.pk, "csr": csr()})
    verzoek = Certificaatverzoek.objects.get(vervangt=van)
    assert "aanvraag van C. Contact om dit certificaat te vernieuwen. Die trekken wij in." in tekst(operator.get(pad))
    assert operator.post(pad, {"daad": "stop", "reden": "laptop gestolen"}).status_code == 302
    assert "te vernieuwen" not in tekst(operator.get(pad))
    assert haal_op().geregistreerd == 1
    assert Certificaat.objects.filter(medewerker=ander, verzoek__stand="klaar").exists()
    assert not Certificaat.objects.filter(vervangt=van).exists()
    (regel,) = Regel.objects.filter(handeling="certificaatverzoek_ingetrokken")
    over = f"certificaatverzoek:{verzoek.pk}"
    assert (regel.actor, regel.onderwerp, regel.reden) == ("beheer: O. Perator", over, "laptop gestolen")
    daad = "De beheerder van het portaal trok een aanvraag voor een certificaat in"
    assert daad in tekst(contactpersoon.get("/beheer/logboek"))


def test_a_renewal_that_came_and_is_not_in_use_stops_too_and_one_in_use_is_its_own(
    operator: Beller, contactpersoon: Beller, haal_op: Callable[[], Opgehaald]
) -> None:
    for naam, in_gebruik in (("S. de Vries", False), ("T. Jansen", True)):
        van = certificaat_van(naam)
        contactpersoon.post("/beheer/certificaten/aanvragen", {"vervangt": van.pk, "csr": csr()})
        assert haal_op().geregistreerd == 1
        if in_gebruik:
            Certificaat.objects.filter(vervangt=van).update(gestart_at=NU)
        operator.post(f"{NOODSTOP}serienummer/{van.serienummer}/", {"daad": "stop", "reden": "laptop gestolen"})
        nieuw = Certificaat.objects.get(vervangt=van)
        assert (nieuw.einde_at is None, nieuw.verzoek.stand) == (
            (True, "klaar") if in_gebruik else (False, "vervallen")
        )


def test_a_stop_that_outlives_a_restore_stops_the_renewal_again(contactpersoon: Beller) -> None:
    van = certificaat_van("S. de Vries")
    contactpersoon.post("/beheer/certificaten/aanvragen", {"vervangt": van.pk, "csr": csr()})
    wat: dict[str, Any] = {"soort": "serienummer", "waarde": van.serienummer, "actor": None, "now": NU}
    block(**wat, reden="gestolen", beheerder="root")
    eerder = stopped()
    lift(**wat, beheerder="root")
    Certificaatverzoek.objects.update(stand="aangevraagd")
    keep_stopped(eerder, now=NU, beheerder="root")
    assert Certificaatverzoek.objects.get().stand == "vervallen"


def test_what_is_not_registered_can_be_stopped_in_advance(operator: Beller) -> None:
    pad = f"{NOODSTOP}serienummer/abc123/"
    assert "Klopt wat u intypte?" in tekst(operator.get(pad))
    assert operator.post(pad, {"daad": "stop", "reden": "gelekt"}).status_code == 302
    assert Blokkade.objects.filter(waarde="abc123", opgeheven_at=None).exists()


@pytest.mark.parametrize("daad", ["stop", "vrijgeven"])
def test_neither_goes_without_a_reason_or_with_a_bsn_in_it(operator: Beller, daad: str) -> None:
    if daad == "vrijgeven":
        operator.post(OOG, {"daad": "stop", "reden": "onderzoek"})
    for reden in ("  ", "patiënt 999990019"):
        antwoord = operator.post(OOG, {"daad": daad, "reden": reden})
        assert (antwoord.status_code, "waarom u dit doet, zonder BSN." in tekst(antwoord)) == (422, True)
    assert Blokkade.objects.filter(waarde="22990001", opgeheven_at=None).exists() is (daad == "vrijgeven")


def test_a_page_of_before_does_not_lift_what_a_colleague_stopped_since(operator: Beller) -> None:
    operator.post(OOG, {"daad": "stop", "reden": "vergissing"})
    gezien = Blokkade.objects.get(waarde="22990001").pk
    wat: dict[str, Any] = {"soort": "organisatie", "waarde": "22990001", "actor": None, "now": NU, "beheerder": "root"}
    lift(**wat)
    block(**wat, reden="echt gestolen")
    for getypt in ({"gezien": str(gezien)}, {"gezien": "x"}, {}):
        antwoord = operator.post(OOG, {"daad": "vrijgeven", "reden": "was een vergissing"} | getypt)
        assert (antwoord.status_code, "Een collega heeft dit net ook veranderd" in tekst(antwoord)) == (409, True)
        assert "Reden: echt gestolen" in tekst(antwoord)
        assert 'value="was een vergissing"' in antwoord.content.decode(), "what was typed stays"
    assert Blokkade.objects.filter(waarde="22990001", opgeheven_at=None).exists()
    assert lift_as_seen(operator, OOG, reden="gevonden").status_code == 302
    assert not Blokkade.objects.filter(waarde="22990001", opgeheven_at=None).exists()
    laat = operator.post(OOG, {"daad": "vrijgeven", "reden": "ook gevonden", "gezien": str(gezien)})
    assert laat.status_code == 302, "once more changes nothing"


def test_nobody_locks_himself_out(operator: Beller) -> None:
    eigen = f"{NOODSTOP}serienummer/{nummer_van('O. Perator')}/"
    for pad in (eigen, f"{NOODSTOP}organisatie/99990001/"):
        pagina = tekst(operator.get(pad))
        assert "U kunt uzelf niet stilzetten" in pagina and "Nu stilzetten" not in pagina
        geweigerd = operator.post(pad, {"daad": "stop", "reden": "per ongeluk"})
        assert (geweigerd.status_code, "T118" in tekst(geweigerd)) == (409, True)
    assert operator.get(NOODSTOP).status_code == 200


def test_what_cannot_be_stopped_is_said_at_its_field(operator: Beller) -> None:
    for vraag, wat in (
        ("soort=organisatie&waarde=oog", "Dit is geen serienummer en geen code van een organisatie."),
        ("waarde=22990001", "Kies wat u wilt stilzetten."),
    ):
        antwoord = operator.get(f"{NOODSTOP}?{vraag}")
        assert (antwoord.status_code, wat in tekst(antwoord)) == (422, True), vraag
    assert operator.get(f"{NOODSTOP}organisatie/oog/").status_code == 404
    assert operator.post(OOG, {"daad": "iets", "reden": "x"}).status_code == 400


def test_the_trail_says_who_and_the_contactpersoon_reads_that_it_was_the_operator(
    wereld: Wereld, operator: Beller
) -> None:
    operator.post(OOG, {"daad": "stop", "reden": "onderzoek loopt"})
    lift_as_seen(operator, OOG, reden="uitgezocht")
    velden = ("keten", "handeling", "actor", "onderwerp", "reden", "afzender")
    daden = Regel.objects.filter(onderwerp="organisatie:22990001").exclude(handeling="organisatie_bekeken")
    wie, over = "beheer: O. Perator", "organisatie:22990001"
    assert list(daden.values_list(*velden)) == [
        ("systeem", "toegang_stilgezet", wie, over, "onderzoek loopt", "agb:99990001"),
        ("systeem", "toegang_vrijgegeven", wie, over, "uitgezocht", "agb:99990001"),
    ]
    assert all(regel.certificaat for regel in Regel.objects.filter(onderwerp=over))
    assert {breuk for _, breuk in verify_all()} == {None}
    contactpersoon = wereld.mens("contactpersoon-goed")
    pagina = tekst(contactpersoon.get("/beheer/logboek"))
    assert "De beheerder van het portaal zette toegang stil onderzoek loopt" in pagina
    assert "O. Perator" not in pagina


def test_the_reason_that_was_typed_survives_the_end_of_the_session(operator: Beller) -> None:
    operator.post("/uitloggen")
    antwoord = operator.post(OOG, {"daad": "stop", "reden": "onderzoek loopt"})
    assert (antwoord.status_code, Blokkade.objects.filter(soort="organisatie").exists()) == (401, False)
    assert f'value="{OOG}"' in antwoord.content.decode()
    operator.post("/inloggen", {"verder": OOG})
    assert 'value="onderzoek loopt"' in operator.get(OOG).content.decode()


def test_with_a_second_factor_nothing_stops_before_the_code(wereld: Wereld, settings: Any) -> None:
    settings.MACHTIGINGEN_TWEEDE_FACTOR = "aan"
    mens = wereld.mens(OPERATOR)
    assert "Code van zes cijfers" in tekst(mens.get(NOODSTOP))
    assert mens.post(OOG, {"daad": "stop", "reden": "onderzoek"}).status_code == 401
    assert not Blokkade.objects.filter(soort="organisatie").exists()
