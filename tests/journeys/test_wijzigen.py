"""An earlier answer is changed: what would fall away by it is shown first, and nobody loses a word meanwhile."""

import re
from dataclasses import replace

import pytest
from beelden import png
from conftest import NU
from handelingen import actor, blad_nu
from reis import MEDISCH, dien_in_klaar, doorgaan, foto, fouten, tekst, toont, vervalt, vul_in
from wereld import Wereld

from machtigingen.aanvragen import actions
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.samen import Blad
from machtigingen.foundation import foutcode

UITERLIJK = MEDISCH | {"oorzaak": "uiterlijk", "mrd": "1"}


@pytest.fixture
def aanvraag(wereld: Wereld, mens) -> str:
    """All questions answered, and a photo of the eyes."""
    return dien_in_klaar(wereld, mens)


def waarde(link_id: str) -> object:
    return Aanvraag.objects.get().antwoorden[link_id].get("waarde")


def medisch(mens, aanvraag: str) -> str:
    return mens.get(f"{aanvraag}vragen/medisch").content.decode()


def collega_schrijft(wereld: Wereld, *, blad: Blad, **ruw: str):
    """What a colleague typed on this page; returns what collided."""
    collega = replace(actor(wereld, "persoonlijk-goed"), naam="C. Collega", certificaat="c" * 64)
    id_ = Aanvraag.objects.get().id
    return actions.answer(actor=collega, now=NU, aanvraag_id=id_, blad=blad, ruw=ruw)[1]


def test_first_it_is_shown_which_answers_would_fall_away(mens, aanvraag: str) -> None:
    antwoord = vul_in(mens, aanvraag, "medisch", **UITERLIJK)
    assert antwoord["Location"].endswith("vragen/medisch#wijziging-oorzaak")
    pagina = medisch(mens, aanvraag)
    assert "Dan vervallen deze 2 antwoorden: Hoe groot is de afstand" in tekst(mens.get(f"{aanvraag}vragen/medisch"))
    assert vervalt(doorgaan(pagina)) == "oorzaak mrd foto"
    assert "foto ogen.png" in pagina
    assert waarde("oorzaak") == "verslapping"
    assert re.search(r'value="uiterlijk" checked', pagina)


def test_who_goes_on_changes_it_and_all_other_answers_stay(mens, aanvraag: str) -> None:
    vul_in(mens, aanvraag, "medisch", **UITERLIJK)
    knop = doorgaan(medisch(mens, aanvraag))
    antwoord = vul_in(mens, aanvraag, "medisch", **UITERLIJK, opmerking="Ook dit.", doorgaan=knop)
    assert antwoord["Location"].endswith("vragen/medisch#veld-oorzaak")
    assert (waarde("oorzaak"), waarde("zijde"), waarde("opmerking")) == ("uiterlijk", "beide", "Ook dit.")
    pagina = medisch(mens, aanvraag)
    assert "data-wijziging=" not in pagina and 'name="mrd"' not in pagina


def test_who_keeps_it_has_everything_as_it_was(mens, aanvraag: str) -> None:
    vul_in(mens, aanvraag, "medisch", **UITERLIJK)
    vul_in(mens, aanvraag, "medisch", **UITERLIJK, laten="oorzaak")
    pagina = medisch(mens, aanvraag)
    assert "data-wijziging=" not in pagina and re.search(r'value="verslapping" checked', pagina)
    assert mens.post(f"{aanvraag}indienen").status_code == 302


def test_what_fell_away_is_there_again_when_the_answer_is_changed_back(mens, aanvraag: str) -> None:
    vul_in(mens, aanvraag, "medisch", **UITERLIJK)
    vul_in(mens, aanvraag, "medisch", **UITERLIJK, doorgaan=doorgaan(medisch(mens, aanvraag)))
    vul_in(mens, aanvraag, "medisch", **MEDISCH)
    assert re.search(r'value="1"[^>]* name="mrd"', medisch(mens, aanvraag))


def test_a_change_that_takes_nothing_away_is_made_at_once(mens, aanvraag: str) -> None:
    vul_in(mens, aanvraag, "medisch", **MEDISCH | {"eerdere_correctie": "anders"}, mrd="0,5")
    assert (waarde("eerdere_correctie"), waarde("mrd")) == ("anders", "0.5")


def test_who_types_the_old_answer_again_is_asked_nothing(mens, aanvraag: str) -> None:
    vul_in(mens, aanvraag, "medisch", **UITERLIJK)
    vul_in(mens, aanvraag, "medisch", **MEDISCH, mrd="1")
    assert "data-wijziging=" not in medisch(mens, aanvraag)


def test_what_was_typed_on_the_same_page_counts_as_something_to_lose(mens, aanvraag: str) -> None:
    vul_in(mens, aanvraag, "medisch", **MEDISCH, mrd="3,5")
    vul_in(mens, aanvraag, "medisch", **MEDISCH | {"oorzaak": "uiterlijk"}, mrd="3,5", gezichtsveld_gemeten="nee")
    assert vervalt(doorgaan(medisch(mens, aanvraag))) == "oorzaak mrd gezichtsveld_gemeten foto"
    assert waarde("gezichtsveld_gemeten") is False


def test_an_answer_that_cannot_be_read_takes_nothing_away(mens, aanvraag: str) -> None:
    vul_in(mens, aanvraag, "medisch", **MEDISCH, mrd="3,5")
    vul_in(mens, aanvraag, "medisch", **MEDISCH, mrd="3,5", gezichtsveld_gemeten="nee")
    antwoord = vul_in(mens, aanvraag, "medisch", **MEDISCH, mrd="drie", gezichtsveld_gemeten="nee")
    assert fouten(antwoord) == ["mrd"]
    pagina = antwoord.content.decode()
    assert 'value="drie"' in pagina and "data-wijziging=" not in pagina
    assert (waarde("mrd"), waarde("gezichtsveld_gemeten")) == ("3.5", False)


def test_beside_other_mistakes_the_summary_leads_to_it_too(mens, aanvraag: str) -> None:
    antwoord = vul_in(mens, aanvraag, "medisch", **UITERLIJK | {"zijde": ""})
    assert (antwoord.status_code, fouten(antwoord)) == (422, ["zijde"])
    assert 'href="#wijziging-oorzaak"' in antwoord.content.decode()
    assert "Er zijn 2 dingen om te verbeteren" in tekst(antwoord)


def test_nothing_is_sent_while_a_change_waits(mens, aanvraag: str) -> None:
    vul_in(mens, aanvraag, "medisch", **UITERLIJK)
    controle = mens.get(f"{aanvraag}controleren").content.decode()
    assert foutcode("V113").melding[1:] in controle and "?wijzig=oorzaak#veld-oorzaak" in controle
    geweigerd = mens.post(f"{aanvraag}indienen")
    assert geweigerd.status_code == 422
    assert foutcode("V113").melding[1:] in tekst(geweigerd)
    assert Aanvraag.objects.get().ingediend_at is None


def test_a_change_that_waited_for_a_photo_counts_once_that_is_taken_off(wereld: Wereld, mens) -> None:
    aanvraag = dien_in_klaar(wereld, mens, mrd="")
    foto(mens, aanvraag)
    vul_in(mens, aanvraag, "medisch", **MEDISCH | {"oorzaak": "uiterlijk"})
    assert vervalt(doorgaan(medisch(mens, aanvraag))) == "oorzaak foto"
    vul_in(mens, aanvraag, "bijlagen", verwijder=str(Aanvraag.objects.get().bijlagen.get().pk), actie="")
    assert waarde("oorzaak") == "uiterlijk"
    assert "wachtend" not in Aanvraag.objects.get().bronnen
    assert "data-wijziging=" not in medisch(mens, aanvraag)


APART = "Dit van u staat niet in de aanvraag"
AFSTAND = "Hoe groot is de afstand"


@pytest.fixture
def wacht_ongevraagd(wereld: Wereld, mens) -> str:
    """A change that waits at a question that the reason, changed after that, takes away."""
    aanvraag = dien_in_klaar(wereld, mens, mrd="3,5")
    vul_in(mens, aanvraag, "medisch", **MEDISCH, mrd="1", gezichtsveld_gemeten="nee")
    vul_in(mens, aanvraag, "medisch", **UITERLIJK)
    knoppen = re.findall(r'name="doorgaan" value="(.*?)"', medisch(mens, aanvraag))
    vul_in(mens, aanvraag, "medisch", **UITERLIJK, doorgaan=next(een for een in knoppen if "foto" in een))
    assert list(Aanvraag.objects.get().bronnen["wachtend"]) == ["mrd"]
    return aanvraag


def apart_bij(mens, adres: str) -> str:
    """What the notice of this page says."""
    _, kop, rest = tekst(mens.get(adres)).partition(APART)
    return kop and rest


def test_what_waits_at_a_question_that_is_not_asked_is_not_sent_and_is_there_to_copy(
    wereld: Wereld, mens, wacht_ongevraagd: str
) -> None:
    collega = wereld.mens("contactpersoon-goed")
    for adres in (f"{wacht_ongevraagd}controleren", f"{wacht_ongevraagd}vragen/behandeling"):
        assert AFSTAND in apart_bij(mens, adres) and "1 mm" in apart_bij(mens, adres)
        assert apart_bij(collega, adres) == ""
    assert collega.post(f"{wacht_ongevraagd}indienen").status_code == 302
    sent = Aanvraag.objects.get()
    assert sent.ingediend_at is not None and "wachtend" not in sent.bronnen
    assert "1 mm" in apart_bij(mens, wacht_ongevraagd) and apart_bij(collega, wacht_ongevraagd) == ""


def test_it_is_told_no_more_once_it_was_read(mens, wacht_ongevraagd: str) -> None:
    pagina = mens.get(f"{wacht_ongevraagd}controleren").content.decode()
    [gelezen] = re.findall(r'name="gelezen" value="([^"]+)"', pagina)
    mens.post(f"{wacht_ongevraagd}indienen", {"actie": "gelezen", "gelezen": gelezen})
    assert apart_bij(mens, f"{wacht_ongevraagd}controleren") == ""
    assert mens.post(f"{wacht_ongevraagd}indienen").status_code == 302
    assert apart_bij(mens, wacht_ongevraagd) == ""


def test_it_waits_at_its_question_once_that_is_asked_again(mens, wacht_ongevraagd: str) -> None:
    vul_in(mens, wacht_ongevraagd, "medisch", **MEDISCH)
    assert apart_bij(mens, f"{wacht_ongevraagd}controleren") == ""
    assert re.search(r'value="1"[^>]* name="mrd"', medisch(mens, wacht_ongevraagd))


def test_a_change_made_after_the_session_ended_waits_when_one_is_back(mens, aanvraag: str) -> None:
    blad = toont(mens.get(f"{aanvraag}vragen/medisch"))
    mens.post("/uitloggen")
    mens.post(f"{aanvraag}vragen/medisch", blad | UITERLIJK | {"opmerking": "Ook dit."})
    mens.post("/inloggen", {"verder": f"{aanvraag}vragen/medisch"})
    assert vervalt(doorgaan(medisch(mens, aanvraag))) == "oorzaak mrd foto"
    assert waarde("opmerking") == "Ook dit."


def test_a_button_pressed_after_the_session_ended_counts(mens, aanvraag: str) -> None:
    vul_in(mens, aanvraag, "medisch", **UITERLIJK)
    blad = toont(mens.get(f"{aanvraag}vragen/medisch"))
    knop = doorgaan(medisch(mens, aanvraag))
    mens.post("/uitloggen")
    mens.post(f"{aanvraag}vragen/medisch", blad | UITERLIJK | {"doorgaan": knop})
    assert waarde("oorzaak") == "uiterlijk"


def test_a_colleague_sees_what_waits_and_a_page_from_before_leaves_it(wereld: Wereld, mens, aanvraag: str) -> None:
    eerder = blad_nu(Aanvraag.objects.get().id)
    vul_in(mens, aanvraag, "medisch", **UITERLIJK)
    assert collega_schrijft(wereld, blad=eerder, oorzaak="verslapping", opmerking="Van mij.") == ()
    assert waarde("opmerking") == "Van mij."
    assert vervalt(doorgaan(medisch(mens, aanvraag))) == "oorzaak mrd foto"


def test_two_who_change_the_same_answer_see_both_values(wereld: Wereld, mens, aanvraag: str) -> None:
    eerder = blad_nu(Aanvraag.objects.get().id)
    vul_in(mens, aanvraag, "medisch", **UITERLIJK)
    (botsing,) = collega_schrijft(wereld, blad=eerder, oorzaak="verminking")
    assert (botsing.code, botsing.pad) == ("A103", "oorzaak")
    assert botsing.gegevens["uw_waarde"] == "Verminking door een ziekte, een ongeval of een behandeling"
    assert botsing.gegevens["waarde"] == "Alleen het uiterlijk"
    assert waarde("oorzaak") == "verslapping"


@pytest.fixture
def gevraagd(mens, aanvraag: str) -> dict[str, str]:
    """The page as it asks whether the change may be made, with the yes."""
    vul_in(mens, aanvraag, "medisch", **UITERLIJK)
    pagina = mens.get(f"{aanvraag}vragen/medisch")
    return toont(pagina) | {"doorgaan": doorgaan(pagina.content.decode())}


def test_what_came_after_the_question_is_asked_about_again(mens, aanvraag: str, gevraagd: dict[str, str]) -> None:
    oorzaak, _mrd, bestand = gevraagd["doorgaan"].split()
    mens.post(f"{aanvraag}vragen/medisch", gevraagd | {"doorgaan": f"{oorzaak} {bestand}"})
    assert waarde("oorzaak") == "verslapping"
    assert vervalt(doorgaan(medisch(mens, aanvraag))) == "oorzaak mrd foto"


def test_a_photo_that_came_after_the_question_does_not_fall_away_unnamed(
    mens, aanvraag: str, gevraagd: dict[str, str]
) -> None:
    foto(mens, aanvraag, naam="tweede foto.png", inhoud=png("tweede"))
    mens.post(f"{aanvraag}vragen/medisch", gevraagd)
    assert waarde("oorzaak") == "verslapping"
    assert "tweede foto.png" in medisch(mens, aanvraag)
    vul_in(mens, aanvraag, "medisch", **UITERLIJK, doorgaan=doorgaan(medisch(mens, aanvraag)))
    assert waarde("oorzaak") == "uiterlijk"


def test_an_answer_that_a_colleague_changed_after_the_question_does_not_fall_away_unnamed(
    wereld: Wereld, mens, aanvraag: str, gevraagd: dict[str, str]
) -> None:
    assert collega_schrijft(wereld, blad=blad_nu(Aanvraag.objects.get().id), mrd="0,5") == ()
    mens.post(f"{aanvraag}vragen/medisch", gevraagd)
    assert (waarde("oorzaak"), waarde("mrd")) == ("verslapping", "0.5")
    assert "0,5 mm" in medisch(mens, aanvraag)


def test_what_one_changes_oneself_beside_the_question_is_no_reason_to_ask_again(
    mens, aanvraag: str, gevraagd: dict[str, str]
) -> None:
    mens.post(f"{aanvraag}vragen/medisch", gevraagd | {"mrd": "0,5"})
    assert (waarde("oorzaak"), waarde("mrd")) == ("uiterlijk", "0.5")


def test_the_script_of_the_page_is_told_what_waits(mens, aanvraag: str) -> None:
    adres = f"{aanvraag}vragen/medisch"
    blad = toont(mens.get(adres))
    concept = mens.post(adres, blad | {"oorzaak": "uiterlijk"}, headers={"X-Bewaar": "1"}).json()
    assert concept["wijzigingen"] == {"oorzaak": doorgaan(medisch(mens, aanvraag))}
    assert "mrd" in mens.post(adres, blad | {"zijde": "links"}, headers={"X-Bewaar": "1"}).json()["vragen"]
