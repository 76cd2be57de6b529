"""After the besluit: taken back to the desk in time and with a reason, or ended on another day, in red."""

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from levensloop.conftest import Balie
from oordelen import heel
from pypdf import PdfReader
from reis import fouten, tekst
from wereld import Beller, Wereld

from machtigingen.aanvragen import afsluiting, besluiten, vervolg
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.project import klok

Desk = Callable[..., Beller]


@pytest.fixture
def goedgekeurd(balie: Balie) -> Aanvraag:
    return _besloten(balie, goed=True)


@pytest.fixture
def afgewezen(balie: Balie) -> Aanvraag:
    return _besloten(balie, goed=False)


def _besloten(balie: Balie, *, goed: bool) -> Aanvraag:
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": balie.verstuurd().id}
    return besluiten.decide(**wie, oordeel=heel(goed))


def gelezen(pdf: bytes) -> str:
    """In one line."""
    return " ".join(" ".join(blad.extract_text() for blad in PdfReader(BytesIO(pdf)).pages).split())


def pad(aanvraag: Aanvraag, handeling: str = "") -> str:
    return f"/beoordelen/{aanvraag.id}/{handeling}"


def test_a_besluit_is_taken_back_to_the_own_desk(desk: Desk, goedgekeurd: Aanvraag) -> None:
    mens = desk()
    pagina = tekst(mens.get(pad(goedgekeurd, "heropenen")))
    assert "U kunt dit besluit heropenen tot en met 5 januari 2027." in pagina
    assert "De machtiging geldt niet tot u opnieuw besluit." in pagina
    assert mens.post(pad(goedgekeurd, "heropenen"), {"reden": "Verkeerd gelezen."})["Location"] == pad(goedgekeurd)
    dossier = tekst(mens.get(pad(goedgekeurd)))
    assert "Op uw bureau" in dossier
    assert "Eerder besluit" in dossier
    assert Aanvraag.objects.get().machtigingsnummer == ""


def test_a_rule_can_be_overruled_by_reopening(desk: Desk, wereld: Wereld) -> None:
    from reis import dien_in

    dien_in(wereld, wereld.mens())
    door_regel, mens = Aanvraag.objects.get(), desk()
    assert "Besluit heropenen" in tekst(mens.get(pad(door_regel)))
    assert mens.post(pad(door_regel, "heropenen"), {"reden": "Bekeken."}).status_code == 302


def test_reopening_is_offered_and_done_within_the_agreed_days(desk: Desk, balie: Balie, goedgekeurd: Aanvraag) -> None:
    Besluit.objects.update(besloten_at=balie.now - timedelta(days=43))
    mens = desk()
    assert "Besluit heropenen" not in tekst(mens.get(pad(goedgekeurd)))
    assert mens.get(pad(goedgekeurd, "heropenen")).status_code == 409
    assert mens.post(pad(goedgekeurd, "heropenen"), {"reden": "Te laat."}).status_code == 409
    assert Aanvraag.objects.get().status == "goedgekeurd"


def test_what_was_built_upon_stays(desk: Desk, balie: Balie, afgewezen: Aanvraag) -> None:
    vervolg.ask_again(
        actor=balie.indiener,
        now=balie.now,
        aanvraag_id=afgewezen.id,
        soort="herbeoordeling",
        motivering="Kijk nog eens.",
    )
    mens = desk()
    assert "Besluit heropenen" not in tekst(mens.get(pad(afgewezen)))
    assert mens.post(pad(afgewezen, "heropenen"), {"reden": "Toch."}).status_code == 409


def test_a_machtiging_ends_on_another_day_and_that_is_red(desk: Desk, goedgekeurd: Aanvraag) -> None:
    mens = desk()
    assert "Toegekend is: van 2 november 2026 tot en met 1 november 2027." in tekst(
        mens.get(pad(goedgekeurd, "einddatum"))
    )
    einde = {"einde": "31-12-2026", "reden": "De verzekering stopt."}
    assert mens.post(pad(goedgekeurd, "einddatum"), einde)["Location"] == pad(goedgekeurd)
    assert Aanvraag.objects.get().geldig_tot_on == date(2026, 12, 31)
    pagina = mens.get(pad(goedgekeurd))
    assert "De machtiging eindigt op 31 december 2026" in tekst(pagina)
    assert "De verzekering stopt." in tekst(pagina)
    assert "mp-melding--fout" in pagina.content.decode()
    lijst = mens.get("/beoordelen/?lijst=besloten").content.decode()
    assert '<p class="mp-tabel__onder mp-voorbij">eindigt op 31-12-2026</p>' in lijst


def test_the_letter_about_a_last_day_stands_beside_that_of_the_besluit(desk: Desk, goedgekeurd: Aanvraag) -> None:
    mens = desk()
    assert "Brief over de einddatum" not in tekst(mens.get(pad(goedgekeurd)))
    for dag, reden in (("31-12-2026", "De verzekering stopt."), ("31-01-2027", "Een maand later.")):
        mens.post(pad(goedgekeurd, "einddatum"), {"einde": dag, "reden": reden})
    adressen = re.findall(r'href="([^"]*brief\.pdf\?einde=\d+)"', mens.get(pad(goedgekeurd)).content.decode())
    eerste, tweede = (gelezen(mens.get(adres).content) for adres in adressen)
    assert "De toestemming geldt tot en met 31 december 2026." in eerste and "De verzekering stopt." in eerste
    assert "De toestemming geldt tot en met 31 januari 2027." in tweede and "De verzekering stopt." not in tweede
    for geen in ("1", "99", "x", ""):
        assert mens.get(f"{pad(goedgekeurd, 'brief.pdf')}?einde={geen}").status_code == 409


def test_a_last_day_that_was_taken_back_has_no_letter(desk: Desk, goedgekeurd: Aanvraag) -> None:
    mens = desk()
    mens.post(pad(goedgekeurd, "einddatum"), {"einde": "31-12-2026", "reden": "De verzekering stopt."})
    (adres,) = re.findall(r'href="([^"]*brief\.pdf\?einde=\d+)"', mens.get(pad(goedgekeurd)).content.decode())
    mens.post(pad(goedgekeurd, "heropenen"), {"reden": "Toch niet."})
    assert "Brief over de einddatum" not in tekst(mens.get(pad(goedgekeurd)))
    assert mens.get(adres).status_code == 409


@pytest.mark.parametrize(
    ("getypt", "velden"),
    [
        ({"einde": "", "reden": "Omdat."}, ["einde"]),
        ({"einde": "gisteren", "reden": "Omdat."}, ["einde"]),
        ({"einde": "01-01-2026", "reden": "Omdat."}, ["einde"]),
        ({"einde": "02-11-2027", "reden": "Omdat."}, ["einde"]),
        ({"einde": "31-12-2026", "reden": ""}, ["reden"]),
        ({"einde": "gisteren", "reden": " "}, ["einde", "reden"]),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    desk: Desk, goedgekeurd: Aanvraag, getypt: dict[str, str], velden: list[str]
) -> None:
    antwoord = desk().post(pad(goedgekeurd, "einddatum"), getypt)
    assert (antwoord.status_code, fouten(antwoord)) == (422, velden)
    assert all(waarde in antwoord.content.decode() for waarde in getypt.values())
    assert Aanvraag.objects.get().einde_reden is None


@pytest.mark.parametrize("einde", ["", "  "])
def test_a_last_day_that_is_missing_is_asked_for(desk: Desk, goedgekeurd: Aanvraag, einde: str) -> None:
    pagina = tekst(desk().post(pad(goedgekeurd, "einddatum"), {"einde": einde, "reden": "Omdat."}))
    assert "Vul de laatste dag in." in pagina
    assert "niet vóór het begin" not in pagina


def test_what_was_chosen_to_work_on_stays_on_the_way_to_an_act_and_back(desk: Desk, goedgekeurd: Aanvraag) -> None:
    mens, keuze = desk(), "?lijst=besloten&formulier=X02"
    dossier = mens.get(pad(goedgekeurd) + keuze).content.decode()
    for handeling, getypt in (("einddatum", {"einde": "31-12-2026"}), ("heropenen", {})):
        adres = pad(goedgekeurd, handeling) + keuze
        assert f'href="{html.escape(adres)}"' in dossier
        assert f'href="{html.escape(pad(goedgekeurd) + keuze)}"' in mens.get(adres).content.decode()
        assert mens.post(adres, {"reden": "Omdat."} | getypt)["Location"] == pad(goedgekeurd) + keuze


def test_reopening_needs_a_reason(desk: Desk, goedgekeurd: Aanvraag) -> None:
    antwoord = desk().post(pad(goedgekeurd, "heropenen"), {"reden": "\n"})
    assert (antwoord.status_code, fouten(antwoord)) == (422, ["reden"])
    assert Aanvraag.objects.get().status == "goedgekeurd"


def test_what_was_refused_has_no_end_to_set(desk: Desk, afgewezen: Aanvraag) -> None:
    mens = desk()
    assert "Einddatum zetten" not in tekst(mens.get(pad(afgewezen)))
    assert mens.get(pad(afgewezen, "einddatum")).status_code == 409
    assert mens.post(pad(afgewezen, "einddatum"), {"einde": "31-12-2026", "reden": "X"}).status_code == 409


@pytest.mark.parametrize("handeling", ["heropenen", "einddatum"])
def test_what_was_typed_is_back_after_the_session_ended(
    desk: Desk, balie: Balie, goedgekeurd: Aanvraag, handeling: str
) -> None:
    mens, adres = desk(), pad(goedgekeurd, handeling)
    klok.zet(lambda: balie.now + timedelta(minutes=20))
    assert mens.post(adres, {"einde": "31-12-2026", "reden": "Getypt."}).status_code == 401
    assert "Getypt." in mens.get(mens.post("/inloggen", {"verder": adres})["Location"]).content.decode()
    assert Aanvraag.objects.get().status == "goedgekeurd"


@pytest.mark.parametrize("handeling", ["heropenen", "einddatum", "brief.pdf", "brief.pdf?einde=2"])
@pytest.mark.parametrize(("wie", "status"), [("beoordelaar-9902", 404), ("persoonlijk-goed", 403)])
def test_it_is_for_the_own_insurer(
    wereld: Wereld, goedgekeurd: Aanvraag, handeling: str, wie: str, status: int
) -> None:
    mens = wereld.mens(wie)
    mens.get("/wie-ben-ik")
    assert mens.get(pad(goedgekeurd, handeling)).status_code == status
    if not handeling.startswith("brief.pdf"):
        assert mens.post(pad(goedgekeurd, handeling), {"einde": "31-12-2026", "reden": "X"}).status_code == status
    assert Aanvraag.objects.get().status == "goedgekeurd"


def test_a_reason_that_comes_too_late_stays_on_the_page(desk: Desk, balie: Balie, goedgekeurd: Aanvraag) -> None:
    mens = desk()
    mens.get("/wie-ben-ik")
    afsluiting.report_not_done(actor=balie.indiener, now=balie.now, aanvraag_id=goedgekeurd.id, reden="Ziek.")
    for handeling, getypt in (("heropenen", {}), ("einddatum", {"einde": "1-12-2026"})):
        antwoord = mens.post(pad(goedgekeurd, handeling), {"reden": "Een heel verhaal."} | getypt)
        assert antwoord.status_code == 409
        assert "Een heel verhaal." in antwoord.content.decode()
        assert fouten(antwoord) == ["reden"]


@pytest.mark.parametrize(("getypt", "dag"), [("10-11-2026", date(2026, 11, 10)), ("1-1-27", date(2027, 1, 1))])
def test_a_last_day_that_may_be_a_slip_is_asked_for_twice(
    desk: Desk, goedgekeurd: Aanvraag, getypt: str, dag: date
) -> None:
    mens, adres = desk(), pad(goedgekeurd, "einddatum")
    gevraagd = mens.post(adres, {"einde": getypt, "reden": "Contract eindigt."})
    assert gevraagd.status_code == 422
    assert "Klopt dat? Leg dan nog een keer vast." in tekst(gevraagd)
    assert "Contract eindigt." in gevraagd.content.decode() and getypt in gevraagd.content.decode()
    assert Aanvraag.objects.get().einde_reden is None
    (bevestigd,) = re.findall(r'name="bevestigd" value="([^"]*)"', gevraagd.content.decode())
    ander = mens.post(adres, {"einde": "9-11-2026", "reden": "Contract eindigt.", "bevestigd": bevestigd})
    assert ander.status_code == 422, "yes was said to another day"
    gedaan = mens.post(adres, {"einde": getypt, "reden": "Contract eindigt.", "bevestigd": bevestigd})
    assert (gedaan.status_code, Aanvraag.objects.get().geldig_tot_on) == (302, dag)


def test_an_end_of_the_insurer_is_changed_and_taken_back_at_the_desk(
    desk: Desk, balie: Balie, goedgekeurd: Aanvraag
) -> None:
    mens, adres = desk(), pad(goedgekeurd, "einddatum")
    afsluiting.set_end(
        actor=balie.beoordelaar, now=balie.now, aanvraag_id=goedgekeurd.id, einde=date(2026, 11, 10), reden="Tikfout."
    )
    assert "Einddatum veranderen of terugnemen" in tekst(mens.get(pad(goedgekeurd)))
    pagina = tekst(mens.get(adres))
    assert "Nu staat de einddatum op 10 november 2026." in pagina
    assert "Vul 1 november 2027 in om de einddatum terug te nemen." in pagina
    assert mens.post(adres, {"einde": "1-11-2027", "reden": "Het was een tikfout."}).status_code == 302
    na = tekst(mens.get(pad(goedgekeurd)))
    assert "Einddatum zetten" in na
    assert "De machtiging gold tot en met" not in na


def test_what_was_opened_again_says_so_in_the_list(desk: Desk, balie: Balie, goedgekeurd: Aanvraag) -> None:
    balie.verstuurd()
    mens = desk()
    mens.post(pad(goedgekeurd, "heropenen"), {"reden": "Toch nog eens."})
    assert "heropend · bij u" in tekst(mens.get("/beoordelen/?lijst=bureau"))
    assert "heropend" not in tekst(mens.get("/beoordelen/?lijst=te-doen")).split("Termijn")[-1]
