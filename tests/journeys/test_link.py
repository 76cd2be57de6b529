"""From the button in the package to the form: the link, and who may open it."""

import re
from datetime import timedelta

from conftest import NU
from reis import dien_in, open_link, tekst
from wereld import Wereld, bericht

from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import stand
from machtigingen.project import klok


def test_the_link_leads_to_the_first_page_with_something_to_do(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens)
    antwoord = mens.get(aanvraag)
    assert antwoord.status_code == 302
    pagina = mens.get(antwoord["Location"])
    assert pagina.status_code == 200
    tekst = pagina.content.decode()
    assert "Medische vragen" in tekst
    assert re.search(r"\d+ van \d+ gegevens zijn al ingevuld", tekst)
    assert "J. Jansen-Voorbeeld" in tekst


def test_after_submission_the_link_leads_to_the_outcome(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = dien_in(wereld, mens)
    link = wereld.software().push(bericht()).json()["link"].removeprefix("https://localhost:8443")
    assert mens.get(link)["Location"] == aanvraag


def test_several_forms_give_a_choice_and_then_the_filled_in_form(wereld: Wereld) -> None:
    mens = wereld.mens()
    aanvraag = open_link(wereld, mens, verstrekking={"diagnose": "251"})
    keuze = mens.get(mens.get(aanvraag)["Location"])
    assert "Welk formulier past" in tekst(keuze)
    assert mens.post(f"{aanvraag}formulier", {}).status_code == 422
    verder = mens.post(f"{aanvraag}formulier", {"formulier": "X10:2026-1"})
    assert verder.status_code == 302
    assert "J. Jansen-Voorbeeld" in tekst(mens.get(verder["Location"]))


def test_a_link_that_nobody_opened_lapses_after_24_hours(wereld: Wereld) -> None:
    link = wereld.software().push(bericht()).json()["link"].removeprefix("https://localhost:8443")
    klok.zet(lambda: NU + timedelta(hours=24, minutes=1))
    assert wereld.mens().get(link).status_code == 410
    daarna = wereld.software().push(bericht()).json()
    assert (daarna["toestand"], daarna["link"]) == ("vervallen", None)


def test_an_opened_concept_stays_for_thirty_days(wereld: Wereld) -> None:
    open_link(wereld, wereld.mens())
    aanvraag = Aanvraag.objects.get()
    assert stand(aanvraag, NU + timedelta(days=29)) is Status.CONCEPT
    assert stand(aanvraag, NU + timedelta(days=30)) is Status.VERVALLEN


def test_a_foreign_link_and_one_that_never_existed_give_the_same_page(wereld: Wereld) -> None:
    link = wereld.software().push(bericht()).json()["link"].removeprefix("https://localhost:8443")
    ander = wereld.mens("persoonlijk-andere-instantie")
    bestaat, nooit = ander.get(link), ander.get("/instroom/" + "A" * 43)
    assert bestaat.status_code == nooit.status_code == 404
    assert "Ziekenhuis Voorbeeldland (AGB 06990002)" in tekst(bestaat)
    zonder = [
        antwoord.content.decode().replace(antwoord["Correlatie-Id"], "").replace(pad, "")
        for antwoord, pad in ((bestaat, link), (nooit, "/instroom/" + "A" * 43))
    ]
    assert re.sub(r"data-sessie-\w+=\"\d+\"|value=\"\w{64}\"", "", zonder[0]) == re.sub(
        r"data-sessie-\w+=\"\d+\"|value=\"\w{64}\"", "", zonder[1])  # fmt: skip
