"""The first page of who runs the portal: calm when all is well, and else what to do."""

from datetime import timedelta

from notificaties.toneel import Doos, Klok, abonneer, gebeurt, werk
from reis import tekst
from wereld import Beller, Wereld

from machtigingen.bedrijfsvoering.hartslagen import Proces, beat
from machtigingen.doors.beheer.portaal.beheerstand import AANPAK, Onderwerp
from machtigingen.notificaties.models import Abonnement, Bezorging
from machtigingen.notificaties.zending import Bezorgfout
from machtigingen.project import certificaten, gezondheid, klok
from machtigingen.project.beheerstand import stand_of
from machtigingen.registers.models import Lading
from machtigingen.toegang.models import Certificaat, Organisatie
from portaalbeheer.conftest import OPERATOR


def test_who_runs_the_portal_begins_there(wereld: Wereld, operator: Beller) -> None:
    assert operator.get("/")["Location"] == "/portaalbeheer/"


def test_it_is_calm_when_all_is_well(operator: Beller) -> None:
    pagina = tekst(operator.get("/portaalbeheer/"))
    assert "Alles werkt U hoeft nu niets te doen." in pagina
    assert "Dit vraagt uw aandacht" not in pagina
    assert "Intrekkingslijst" in pagina and "dagen" in pagina


def test_what_stops_the_portal_stands_first_with_what_to_do(operator: Beller) -> None:
    Lading.objects.filter(register="uzovi").delete()
    beat(proces=Proces.BEZORG, naam="b", versie="1", now=klok.nu() - timedelta(minutes=16))
    pagina = tekst(operator.get("/portaalbeheer/"))
    assert "Alles werkt" not in pagina
    assert "nooit geladen. Laad het met machtigingen register laad. Zo doet u dat" in pagina and "Nu doen" in pagina
    assert "een kwartier niet gedraaid." in pagina and "Start hem met systemctl restart machtigingen-bezorg." in pagina
    assert pagina.index("nooit geladen") < pagina.index("een kwartier niet gedraaid")


def test_a_list_that_ends_soon_is_told_with_the_days_that_it_has_left(operator: Beller) -> None:
    begin = klok.nu()
    dagen = next(dag for dag in range(60) if certificaten.bron().meldingen(begin + timedelta(days=dag)))
    klok.zet(lambda: begin + timedelta(days=dagen))
    operator.get("/wie-ben-ik")
    operator.post("/inloggen")
    pagina = tekst(operator.get("/portaalbeheer/"))
    assert "de intrekkingslijst verloopt op" in pagina
    (lijst,) = [een for een in certificaten.geldigheid(klok.nu()) if een.let_op]
    assert f"{lijst.dagen} dagen" in pagina


def test_a_list_that_is_over_stops_the_portal_and_is_told_once_with_what_stops_it(wereld: Wereld) -> None:
    later = klok.nu() + timedelta(days=400)
    stand = stand_of(later)
    over = stand.redenen[Onderwerp.CERTIFICATEN]
    assert over and set(over) <= set(gezondheid.redenen(later))
    zinnen = [zin for soort in (stand.redenen, stand.meldingen) for zinnen in soort.values() for zin in zinnen]
    assert sum("geen geldige intrekkingslijst" in zin for zin in zinnen) == len(over)
    assert not any("intrekkingslijst" in zin for zin in stand.meldingen[Onderwerp.CERTIFICATEN])


def test_what_never_arrived_is_counted(operator: Beller) -> None:
    abonneer("https://pakket.example/", now=klok.nu())
    gebeurt(now=klok.nu())
    werk(Klok(klok.nu()), verzenders=Doos(fouten=[Bezorgfout("http_404", blijvend=True)]).als)
    pagina = tekst(operator.get("/portaalbeheer/"))
    assert "1 bericht kwam niet aan. Kijk met machtigingen bezorgingen --opgegeven" in pagina


def test_what_nobody_is_to_be_told_any_more_is_no_message_that_never_arrived(operator: Beller) -> None:
    for einde in (
        lambda: Abonnement.objects.update(ended_at=klok.nu()),
        lambda: Organisatie.objects.filter(code="22990001").update(einde_on=klok.nu().date() - timedelta(days=1)),
    ):
        abonneer("https://pakket.example/", now=klok.nu())
        gebeurt(now=klok.nu())
        einde()
        werk(Klok(klok.nu()), verzenders=Doos().als)
    over = set(Bezorging.objects.filter(toestand="opgegeven").values_list("foutcode", flat=True))
    assert over == {"opgezegd", "overeenkomst_voorbij"}
    assert "Alles werkt" in tekst(operator.get("/portaalbeheer/"))


def test_what_its_receiver_called_off_is_nothing_to_do_something_about(operator: Beller) -> None:
    abonneer("https://pakket.example/", now=klok.nu())
    gebeurt(now=klok.nu())
    werk(Klok(klok.nu()), verzenders=Doos(fouten=[Bezorgfout("http_410", opgezegd=True)]).als)
    assert Bezorging.objects.get().toestand == "opgegeven"
    assert "Alles werkt" in tekst(operator.get("/portaalbeheer/"))


def test_who_am_i_tells_an_operator_what_is_his(operator: Beller) -> None:
    pagina = tekst(operator.get("/wie-ben-ik"))
    assert "Het portaal beheren: zien wat aandacht vraagt, en de toegang stilzetten : ja" in pagina
    assert "Code 99990001" in pagina
    for van_anderen in ("Machtigingen", "AGB", "Vraag dit recht", "Mijn aanvragen"):
        assert van_anderen not in pagina.replace("Machtigingenportaal", ""), van_anderen


def test_an_operator_without_the_right_cannot_ask_for_it(wereld: Wereld) -> None:
    Certificaat.objects.filter(organisatie__code="99990001").update(autorisaties=[])
    mens = wereld.mens(OPERATOR)
    pagina = tekst(mens.get("/wie-ben-ik"))
    assert "en de toegang stilzetten : nee" in pagina and "Vraag dit recht" not in pagina
    geweigerd = mens.get("/portaalbeheer/")
    assert (geweigerd.status_code, "D208" in tekst(geweigerd), "Vraag dit recht" in tekst(geweigerd)) == (
        403,
        True,
        False,
    )
    for recht in ("portaalbeheer", "raadplegen"):
        assert mens.post("/recht-vragen", {"autorisatie": recht}).status_code == 422


def test_who_manages_an_organisation_is_offered_no_right_that_he_has(wereld: Wereld) -> None:
    mens = wereld.mens("beheerder-9901")
    geweigerd = mens.get("/portaalbeheer/")
    assert (geweigerd.status_code, "Vraag dit recht" in tekst(geweigerd)) == (403, False)


def test_each_line_leads_to_its_part_of_the_page_that_tells_more(wereld: Wereld) -> None:
    pagina = wereld.bezoeker().get("/docs/wat-doe-ik-als").content.decode()
    assert AANPAK.keys() == set(Onderwerp)
    for anker in (*(een.anker for een in AANPAK.values()), "een-certificaat-is-gestolen"):
        assert f'id="{anker}"' in pagina, anker
    assert "wat-doe-ik-als" not in wereld.bezoeker().get("/docs/").content.decode(), "is not for vendors"
