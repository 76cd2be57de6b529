"""Asking for more: from templates or in one's own words; nothing typed is lost, and the clock stands still."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from levensloop.conftest import Balie
from reis import tekst
from wereld import Beller, Wereld

from machtigingen.aanvragen import aanvulling, afsluiting, behandeling
from machtigingen.aanvragen.models import Aanvraag, Informatieverzoek
from machtigingen.audit.models import Regel
from machtigingen.foundation import DomainError
from machtigingen.project import klok

Desk = Callable[..., Beller]


@pytest.fixture
def aanvraag(balie: Balie) -> Aanvraag:
    return balie.verstuurd()


@pytest.fixture
def pad(aanvraag: Aanvraag) -> str:
    return f"/beoordelen/{aanvraag.id}/vragen"


def velden(antwoord) -> list[str]:
    """What stands in the fields."""
    return re.findall(r'<textarea[^>]*name="vraag-\d+"[^>]*>\n(.*?)</textarea>', antwoord.content.decode(), re.DOTALL)


def test_questions_in_ones_own_words_are_sent_and_empty_fields_left_out(desk: Desk, pad: str) -> None:
    mens = desk()
    vragen = {"vraag-1": "Hoe lang al?", "vraag-2": "", "vraag-3": "En links?", "actie": "versturen"}
    assert mens.post(pad, vragen)["Location"] == pad.removesuffix("vragen")
    assert Informatieverzoek.objects.get().vragen == ["Hoe lang al?", "En links?"]
    dossier = tekst(mens.get(pad.removesuffix("vragen")))
    assert "En links? Nog geen antwoord" in dossier
    assert "Antwoorden kan tot en met 8 december 2026. De termijn staat stil." in dossier
    assert "gepauzeerd antwoord tot en met 8 december" in dossier
    assert "gepauzeerd antwoord tot en met 8 december" in tekst(mens.get("/beoordelen/?lijst=wacht"))


def test_the_page_says_what_asking_does_to_the_clock(desk: Desk, pad: str) -> None:
    pagina = tekst(desk().get(pad))
    assert "Antwoorden kan tot en met dinsdag 8 december 2026." in pagina
    assert "Na het antwoord begint de termijn opnieuw: 10 werkdagen." in pagina


def test_a_template_fills_in_its_questions_below_what_was_typed(desk: Desk, pad: str) -> None:
    mens = desk()
    antwoord = mens.post(pad, {"vraag-1": "Mijn vraag?", "vraag-2": " ", "actie": "sjabloon:foto_oogleden"})
    eigen, foto, opzij = velden(antwoord)
    assert (eigen, "van voren" in foto, "van opzij" in opzij) == ("Mijn vraag?", True, True)
    nog_eens = {f"vraag-{n}": vraag for n, vraag in enumerate((eigen, foto, opzij), 1)}
    assert len(velden(mens.post(pad, nog_eens | {"actie": "sjabloon:foto_oogleden"}))) == 3
    assert not Informatieverzoek.objects.exists()


def test_templates_are_those_of_the_form(desk: Desk, pad: str) -> None:
    pagina = desk().get(pad).content.decode()
    assert "sjabloon:gezichtsveldonderzoek" in pagina
    assert "sjabloon:rontgenfoto" not in pagina
    assert velden(desk().post(pad, {"actie": "sjabloon:rontgenfoto"})) == ["", ""]


def test_one_more_question_at_a_time_up_to_ten(desk: Desk, pad: str) -> None:
    mens = desk()
    for aantal in range(3, 11):
        staat = {f"vraag-{n}": str(n) for n in range(1, aantal)}
        assert len(velden(mens.post(pad, staat | {"actie": "erbij"}))) == aantal
    vol = mens.post(pad, {f"vraag-{n}": str(n) for n in range(1, 11)} | {"actie": "erbij"})
    assert len(velden(vol)) == 10
    assert 'value="erbij"' not in vol.content.decode()


@pytest.mark.parametrize(
    ("vragen", "veld"),
    [
        ({}, "vraag-1"),
        ({"vraag-1": "  ", "vraag-2": ""}, "vraag-1"),
        ({"vraag-1": "Goed?", "vraag-2": "a" * 4001}, "vraag-2"),
        ({"vraag-1": "Goed?", "vraag-2": "", "vraag-3": "on\x07zichtbaar"}, "vraag-3"),
    ],
)
def test_what_is_wrong_stands_at_its_field(desk: Desk, pad: str, vragen: dict[str, str], veld: str) -> None:
    antwoord = desk().post(pad, vragen | {"actie": "versturen"})
    assert antwoord.status_code == 422
    assert re.findall(r'id="veld-(vraag-\d+)-fout"', antwoord.content.decode()) == [veld]
    assert velden(antwoord)[: len(vragen)] == list(vragen.values())
    assert not Informatieverzoek.objects.exists()


def test_what_was_typed_is_back_after_the_session_ended(desk: Desk, balie: Balie, pad: str) -> None:
    mens = desk()
    mens.get(pad)
    klok.zet(lambda: balie.now + timedelta(minutes=20))
    assert mens.post(pad, {"vraag-1": "Eerste?", "vraag-2": "Tweede?"}).status_code == 401
    assert velden(mens.get(mens.post("/inloggen", {"verder": pad})["Location"])) == ["Eerste?", "Tweede?"]
    assert not Informatieverzoek.objects.exists()


def test_the_answer_comes_back_to_the_desk_of_who_asked(desk: Desk, balie: Balie, aanvraag: Aanvraag, pad: str) -> None:
    mens = desk()
    mens.post(pad, {"vraag-1": "Hoe lang al?"})
    aanvulling.send_answers(
        actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, antwoorden={0: "Twee jaar."}, gezien={}
    )
    lijst = tekst(mens.get("/beoordelen/"))
    assert "Op mijn bureau 1" in lijst
    assert "aangevuld, de verzekeraar kijkt opnieuw" in lijst
    assert "Hoe lang al? Twee jaar." in tekst(mens.get(pad.removesuffix("vragen")))


def test_while_one_question_waits_there_is_no_other(desk: Desk, pad: str) -> None:
    mens = desk()
    mens.post(pad, {"vraag-1": "Hoe lang al?"})
    assert mens.get(pad).status_code == mens.post(pad, {"vraag-1": "En?"}).status_code == 409
    assert Informatieverzoek.objects.count() == 1


def test_what_a_colleague_has_is_asked_by_the_colleague(desk: Desk, balie: Balie, aanvraag: Aanvraag, pad: str) -> None:
    behandeling.take(actor=balie.als("beoordelaar-9901-collega"), now=balie.now, aanvraag_id=aanvraag.id)
    mens = desk()
    assert mens.get(pad).status_code == mens.post(pad, {"vraag-1": "En?"}).status_code == 409


@pytest.mark.parametrize(("wie", "status"), [("beoordelaar-9902", 404), ("persoonlijk-goed", 403)])
def test_nobody_else_asks(wereld: Wereld, pad: str, wie: str, status: int) -> None:
    mens = wereld.mens(wie)
    mens.get("/wie-ben-ik")
    assert mens.get(pad).status_code == mens.post(pad, {"vraag-1": "En?"}).status_code == status
    assert not Informatieverzoek.objects.exists()


@pytest.fixture
def gevraagd(desk: Desk, aanvraag: Aanvraag, pad: str) -> Aanvraag:
    """A question to which no answer came."""
    desk().post(pad, {"vraag-1": "Hoe lang al?"})
    return aanvraag


def over_de_tijd(dagen: int = 1) -> None:
    """So many days after the last day for an answer."""
    Informatieverzoek.objects.update(reageren_voor_on=(datetime(2026, 11, 24) - timedelta(days=dagen)).date())


def test_as_long_as_an_answer_may_come_the_question_can_be_taken_back(
    desk: Desk, balie: Balie, gevraagd: Aanvraag, wereld: Wereld
) -> None:
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": gevraagd.id}
    aanvulling.save_answers(**wie, antwoorden={0: "Half af."}, gezien={0: ""})
    mens, pad = desk(), f"/beoordelen/{gevraagd.id}/"
    over_de_tijd(0)
    assert "U kunt weer verder zodra de zorgverlener antwoordt." in tekst(mens.get(pad))
    assert f'action="{pad}niet-wachten"' in mens.get(pad).content.decode()
    mutatie = Aanvraag.objects.get().mutatie
    assert mens.post(f"{pad}niet-wachten")["Location"] == pad
    na = Aanvraag.objects.get()
    assert (na.status, na.behandelaar, na.mutatie > mutatie) == ("in_behandeling", "B. Ordelaar", True)
    gesloten = "De zorgverzekeraar heeft deze vraag ingetrokken, een antwoord is niet meer nodig."
    assert gesloten in tekst(mens.get(pad))
    bij_ons = tekst(wereld.mens().get(f"/aanvragen/{gevraagd.id}/"))
    assert gesloten in bij_ons and "Half af." in bij_ons


def test_without_an_answer_in_time_it_is_decided_with_what_there_is(desk: Desk, gevraagd: Aanvraag) -> None:
    over_de_tijd()
    mens, pad = desk(), f"/beoordelen/{gevraagd.id}/"
    assert "De tijd om te antwoorden is voorbij." in tekst(mens.get(pad))
    assert mens.get(f"{pad}niet-wachten")["Location"] == pad
    assert Aanvraag.objects.get().status == "informatie_gevraagd"
    assert mens.post(f"{pad}niet-wachten")["Location"] == pad
    dossier = tekst(mens.get(pad))
    assert "Op uw bureau" in dossier
    assert "nog 10 werkdagen" in dossier
    assert "Hoe lang al? Geen antwoord Er kwam op tijd geen antwoord." in dossier
    besluit = {"besluit": "afwijzen", "reden": "niet_beantwoord", "toelichting": "Wij kregen geen antwoord."}
    assert mens.post(pad, besluit).status_code == 302


def test_an_answer_that_comes_late_counts_while_somebody_waits_for_it(
    desk: Desk, balie: Balie, gevraagd: Aanvraag
) -> None:
    over_de_tijd()
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": gevraagd.id}
    aanvulling.send_answers(**wie, antwoorden={0: "Twee jaar."}, gezien={})
    assert desk().post(f"/beoordelen/{gevraagd.id}/niet-wachten").status_code == 409
    assert Aanvraag.objects.get().status == "aangevuld"


def test_who_stopped_waiting_is_recorded_and_the_provider_hears_of_it(
    desk: Desk, balie: Balie, gevraagd: Aanvraag, wereld: Wereld
) -> None:
    over_de_tijd()
    mutatie = Aanvraag.objects.get().mutatie
    desk().post(f"/beoordelen/{gevraagd.id}/niet-wachten")
    assert Regel.objects.get(handeling="wachten_gestopt").actor == "B. Ordelaar"
    assert Aanvraag.objects.get().mutatie > mutatie
    assert "Geen antwoord gekregen" in tekst(wereld.mens().get(f"/aanvragen/{gevraagd.id}/"))
    with pytest.raises(DomainError) as fout:
        aanvulling.send_answers(
            actor=balie.indiener, now=balie.now, aanvraag_id=gevraagd.id, antwoorden={0: "Te laat."}, gezien={}
        )
    assert fout.value.code == "A102"


def test_a_colleague_sees_to_it_and_it_stays_with_who_asked(desk: Desk, gevraagd: Aanvraag) -> None:
    over_de_tijd()
    collega, pad = desk("beoordelaar-9901-collega"), f"/beoordelen/{gevraagd.id}/"
    assert "Niet langer wachten" in tekst(collega.get(pad))
    collega.post(f"{pad}niet-wachten")
    assert Aanvraag.objects.get().behandelaar == "B. Ordelaar"
    assert "Overnemen" in tekst(collega.get(pad))


@pytest.mark.parametrize(("wie", "status"), [("beoordelaar-9902", 404), ("persoonlijk-goed", 403)])
def test_nobody_else_stops_waiting(wereld: Wereld, gevraagd: Aanvraag, wie: str, status: int) -> None:
    over_de_tijd()
    mens = wereld.mens(wie)
    mens.get("/wie-ben-ik")
    assert mens.post(f"/beoordelen/{gevraagd.id}/niet-wachten").status_code == status
    assert Aanvraag.objects.get().status == "informatie_gevraagd"


def test_questions_that_come_too_late_stay_on_the_page(desk: Desk, balie: Balie, aanvraag: Aanvraag, pad: str) -> None:
    mens = desk()
    mens.get(pad)
    afsluiting.withdraw(actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, reden="Dubbel.")
    for actie in ("versturen", "erbij"):
        antwoord = mens.post(pad, {"vraag-1": "Een lang verhaal?", "actie": actie})
        assert antwoord.status_code == 409
        assert "Een lang verhaal?" in antwoord.content.decode()
        assert "past niet bij de status Ingetrokken" in tekst(antwoord)
    assert not Informatieverzoek.objects.exists()
