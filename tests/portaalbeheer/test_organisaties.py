"""What who runs the portal sees of an organisation: its agreement, who manages it, its certificates, and no patient."""

from reis import dien_in, tekst
from wereld import Beller, Wereld

from machtigingen.audit.models import Regel
from machtigingen.project import klok
from machtigingen.toegang.noodstop import block

LIJST = "/portaalbeheer/organisaties/"


def test_an_organisation_is_found_by_its_code_or_name(operator: Beller) -> None:
    for zoek in ("22990001", "22-990001", "oogkliniek", "2299000"):
        pagina = tekst(operator.get(f"{LIJST}?zoek={zoek}"))
        assert "Oogkliniek Voorbeeldstad 22990001 Instelling" in pagina, zoek
        assert "Testzorg" not in pagina
    pagina = tekst(operator.get(f"{LIJST}?zoek=9902"))
    assert "Testzorg 9902 Zorgverzekeraar Loopt, zonder einddatum" in pagina


def test_without_a_search_all_are_there_with_how_their_agreement_stands(operator: Beller) -> None:
    pagina = tekst(operator.get(LIJST))
    assert "Kliniek Gestopt 22990009 Instelling Voorbij sinds 31 december 2025" in pagina
    assert "Kliniek Binnenkort 22990011 Instelling Begint op 1 januari 2099" in pagina
    assert "Niets gevonden" in tekst(operator.get(f"{LIJST}?zoek=niemand"))


def test_one_organisation_has_its_contactpersonen_and_certificates_with_how_they_stand(operator: Beller) -> None:
    pagina = tekst(operator.get(f"{LIJST}22990001/"))
    assert "C. Contact, contact@oogkliniek.example" in pagina
    assert "S. de Vries Indienen, Raadplegen · geldig tot" in pagina
    assert "Noodstop voor G. Lekt Stilgezet" in pagina
    block(soort="organisatie", waarde="22990001", reden="onderzoek", actor=None, now=klok.nu())
    assert "Staat stil" in tekst(operator.get(f"{LIJST}22990001/"))
    assert "O. Perator Portaalbeheer · geldig tot" in tekst(operator.get(f"{LIJST}99990001/"))


def test_who_looked_at_an_organisation_and_its_people_is_recorded(operator: Beller) -> None:
    operator.get(f"{LIJST}22990001/")
    regel = Regel.objects.get(handeling="organisatie_bekeken")
    assert (regel.keten, regel.actor, regel.onderwerp, regel.afzender) == (
        "systeem", "beheer: O. Perator", "organisatie:22990001", "agb:99990001",
    )  # fmt: skip


def test_what_is_no_organisation_is_not_there(operator: Beller) -> None:
    assert operator.get(f"{LIJST}22990099/").status_code == 404
    assert not Regel.objects.filter(handeling="organisatie_bekeken").exists()


def test_nothing_of_a_patient_is_on_any_page(wereld: Wereld, operator: Beller) -> None:
    mens = wereld.mens()
    aanvraag = dien_in(wereld, mens, referentie="kanarie-77").split("/")[2]
    for pad in ("/portaalbeheer/", LIJST, f"{LIJST}22990001/", f"{LIJST}?zoek=kanarie-77"):
        inhoud = operator.get(pad).content.decode()
        assert aanvraag not in inhoud and "999990" not in inhoud
    assert operator.get(f"/aanvragen/{aanvraag}/").status_code == 403
