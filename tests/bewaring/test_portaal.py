"""What people and software meet when something was erased: the portal goes on, and says what is the matter."""

from datetime import timedelta

import pytest
from bewaring.voorraad import DAG, JAAR, NU, aanvraag, wis
from reis import dien_in, open_link, tekst
from wereld import Wereld, bericht

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.models import Regel
from machtigingen.bewaring.queries import kept_until
from machtigingen.instroom import actions as instroom
from machtigingen.instroom.models import Instroom
from machtigingen.instroom.onderzoek import Onderzoek
from machtigingen.project import klok
from machtigingen.project.gezondheid import NIET_GEWIST, WACHT_TE_LANG


def later(dagen: int) -> None:
    klok.zet(lambda: NU + dagen * DAG)


def wis_na(dagen: int) -> None:
    """The job alone: the certificates of the tests are good for today."""
    wis(now=NU + dagen * DAG)


@pytest.fixture
def link(wereld: Wereld) -> str:
    """Of a message that nobody opened."""
    antwoord = wereld.software().push(bericht()).json()
    return antwoord["link"].removeprefix("https://localhost:8443")


def test_a_link_that_was_erased_is_one_that_does_not_exist(wereld: Wereld, link: str) -> None:
    later(2)
    assert wereld.mens().get(link).status_code == 410
    wis(now=klok.nu())
    pagina = wereld.mens().get(link)
    assert pagina.status_code == 404
    assert "L101" in tekst(pagina) and "Druk in uw softwarepakket opnieuw op de knop." in tekst(pagina)


def test_software_that_follows_a_message_hears_that_it_is_gone(wereld: Wereld) -> None:
    id_ = wereld.software().push(bericht()).json()["id"]
    later(2)
    assert wereld.software().get(f"/api/v1/instroom/{id_}").json()["toestand"] == "vervallen"
    wis(now=klok.nu())
    antwoord = wereld.software().get(f"/api/v1/instroom/{id_}")
    assert (antwoord.status_code, antwoord.json()["fouten"][0]["code"]) == (404, "A101")


def test_the_same_message_is_a_new_one_after_that(wereld: Wereld) -> None:
    eerste = wereld.software().push(bericht()).json()
    later(2)
    wis(now=klok.nu())
    tweede = wereld.software().push(bericht())
    assert tweede.status_code == 201
    assert tweede.json()["id"] != eerste["id"]


def test_also_when_it_is_erased_while_the_message_is_read(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    eerste = wereld.software().push(bericht()).json()
    later(2)
    vind = instroom.find_earlier

    def en_wis(onderzoek: Onderzoek) -> Instroom | None:
        gevonden = vind(onderzoek)
        wis(now=klok.nu())
        return gevonden

    monkeypatch.setattr(instroom, "find_earlier", en_wis)
    tweede = wereld.software().push(bericht())
    assert tweede.status_code == 201, tweede.content
    assert tweede.json()["id"] != eerste["id"]
    assert tweede.json()["toestand"] == "ongeopend"
    assert Aanvraag.objects.count() == Instroom.objects.count() == 1
    assert not Regel.objects.filter(handeling="instroom_herhaald").exists()


def test_of_an_aanvraag_that_lost_its_files_the_page_and_the_papers_say_so(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = dien_in(wereld, mens)
    bestand = Aanvraag.objects.get().bijlagen.get()
    wis_na(366)
    mens = wereld.mens()
    pagina = mens.get(aanvraag)
    assert pagina.status_code == 200
    assert "Gewist, want de bewaartermijn van bestanden is voorbij." in tekst(pagina)
    assert mens.get(f"{aanvraag}bijlagen/{bestand.pk}").status_code == 404
    assert mens.get(f"{aanvraag}vragen-en-antwoorden.pdf").status_code == 200


def test_an_aanvraag_that_was_erased_is_found_nowhere(wereld: Wereld) -> None:
    aanvraag = dien_in(wereld, wereld.mens())
    nummer = Aanvraag.objects.get().aanvraagnummer
    wis_na(800)
    mens = wereld.mens()
    assert mens.get(aanvraag).status_code == 404
    assert nummer not in tekst(mens.get("/aanvragen/"))


def test_a_concept_that_is_worked_on_stays(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    wis_na(29)
    assert wereld.mens().get(aanvraag).status_code == 302
    wis_na(31)
    assert wereld.mens().get(aanvraag).status_code == 404


def meldingen(wereld: Wereld) -> list[str]:
    return [een for een in wereld.bezoeker().get("/readyz").json()["meldingen"] if "gewist" in een]


def test_a_portal_where_the_job_never_runs_says_so_once_there_is_something_too_old(wereld: Wereld, link: str) -> None:
    for dagen, gemeld in ((0, []), (7, []), (9, [NIET_GEWIST])):
        later(dagen)
        assert meldingen(wereld) == gemeld


def test_a_portal_where_the_job_stopped_running_says_so_after_a_week(wereld: Wereld) -> None:
    wis()
    later(7)
    assert meldingen(wereld) == []
    later(8)
    assert meldingen(wereld) == [NIET_GEWIST]
    wis(proef=True, now=klok.nu())
    assert meldingen(wereld) == [NIET_GEWIST]
    wis(now=klok.nu())
    assert meldingen(wereld) == []


def test_a_portal_where_something_waits_for_years_says_so_after_the_job_ran(wereld: Wereld) -> None:
    een = aanvraag(oud=3 * JAAR, status="ingediend")
    wis(proef=True)
    assert meldingen(wereld) == []
    wis()
    assert meldingen(wereld) == [WACHT_TE_LANG.format(aantal=1)]
    Aanvraag.objects.filter(pk=een.pk).update(status="afgewezen")
    wis()
    assert meldingen(wereld) == []


def test_until_when_it_is_kept_can_be_asked(wereld: Wereld) -> None:
    dien_in(wereld, wereld.mens())
    tot = kept_until(Aanvraag.objects.get().pk)
    assert tot.aanvraag_on > tot.bijlagen_on
    een_dag = timedelta(days=1)
    assert tot.bijlagen_on - een_dag == (NU.replace(year=2027) - een_dag).date()
