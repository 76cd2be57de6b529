"""The letter to the insured says what was decided, as the domain knows it; before deciding there is an example."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from levensloop.conftest import TANDARTS, Balie
from machtigingen_sandbox import personas
from oordelen import heel, per_regel
from pypdf import PdfReader
from reis import MEDISCH, dien_in

from machtigingen.aanvragen import afsluiting, besluiten, vervolg
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.queries import besluit_of, besluiten_of
from machtigingen.aanvragen.regels import Oordeel
from machtigingen.audit.models import Regel
from machtigingen.bewaring.actions import run
from machtigingen.bewaring.regels import Termijnen
from machtigingen.formulieren.afspraken import Afspraken, Regelbesluit, afspraken, use_afspraken
from machtigingen.foundation import CATALOGUS, DomainError
from machtigingen.ui.documenten import brief_van, briefvoorbeeld_van


def gelezen(pdf: bytes) -> str:
    bladen = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(blad.extract_text() for blad in bladen).replace("\u200b", "").split())


def brief_na(balie: Balie, aanvraag: Aanvraag, oordeel: Oordeel) -> str:
    """The letter about this decision."""
    besloten = besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, oordeel=oordeel)
    besluit = besluit_of(besloten)
    assert besluit is not None
    return gelezen(brief_van(besloten, besluit, now=balie.now))


def test_a_grant_has_its_number_and_its_period(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    tekst = brief_na(balie, aanvraag, heel(True, "Gezien."))
    nummers = Aanvraag.objects.get(pk=aanvraag.pk)
    for woorden in (
        "Voorbeeld Zorgverzekeraar",
        "Geachte J. Jansen-Voorbeeld,",
        f"Aanvraagnummer {nummers.aanvraagnummer}",
        f"Machtigingsnummer {nummers.machtigingsnummer}",
        "Oogkliniek Voorbeeldstad heeft ons op 24 november 2026 toestemming gevraagd",
        "Wij geven toestemming.",
        "vanaf 2 november 2026 tot en met 1 november 2027",
        "Bovenooglidcorrectie",
        "Wat wij aan uw zorgverlener schreven Gezien.",
        "SKGZ",
    ):
        assert woorden in tekst


def test_of_a_grant_nobody_gave_a_reason_for_it_says_none(balie: Balie) -> None:
    tekst = brief_na(balie, balie.verstuurd(), heel(True, "Uit coulance: aan de voorwaarden is niet voldaan."))
    assert "Wat wij aan uw zorgverlener schreven Uit coulance: aan de voorwaarden is niet voldaan." in tekst
    assert "Waarop ons besluit rust" not in tekst
    for reden in afspraken().van("9901", "X02").redenen:
        assert reden.brieftekst not in tekst


def test_a_refusal_gives_the_reason_in_words_for_the_insured(balie: Balie) -> None:
    tekst = brief_na(balie, balie.verstuurd(), heel(False, "MRD1 ruim boven de grens."))
    assert "Wij geven geen toestemming." in tekst
    assert "De aanvraag laat niet zien waarom u deze behandeling nodig hebt." in tekst
    assert "Besluit zorgverzekering, artikel 2.1 lid 3" in tekst
    assert "Wat wij aan uw zorgverlener schreven MRD1 ruim boven de grens." in tekst
    assert "Machtigingsnummer" not in tekst and "geldt" not in tekst


def test_a_sentence_of_the_agreements_gives_the_insured_the_other_sentence_of_that_reason(balie: Balie) -> None:
    reden = afspraken().van("9901", "X02").reden("bijzondere_reden")
    assert reden is not None
    tekst = brief_na(balie, balie.verstuurd(), heel(True, reden.tekst))
    assert reden.brieftekst in tekst and reden.grond in tekst
    assert reden.tekst not in tekst
    assert "Wat wij aan uw zorgverlener schreven" not in tekst


def test_the_sentence_of_a_refusal_is_not_said_of_what_was_granted(balie: Balie) -> None:
    reden = afspraken().van("9901", "M03").reden("niet_bewezen")
    assert reden is not None
    oordeel = per_regel(Regelbesluit.TOEGEKEND, Regelbesluit.AFGEWEZEN, toelichting=reden.tekst)
    tekst = brief_na(balie, balie.verstuurd(TANDARTS), oordeel)
    assert reden.brieftekst not in tekst
    assert f"Wat wij aan uw zorgverlener schreven {reden.tekst}" in tekst


def test_of_each_line_it_says_what_became_of_it(balie: Balie) -> None:
    oordeel = per_regel(Regelbesluit.ANDERS, Regelbesluit.AFGEWEZEN, toegekend={"honorarium": "400"})
    tekst = brief_na(balie, balie.verstuurd(TANDARTS), oordeel)
    assert "Wij geven toestemming voor een deel van de aanvraag." in tekst
    assert "Toestemming, maar anders dan gevraagd U krijgt: Honorarium: € 400,00" in tekst
    assert "Geen toestemming De aanvraag laat niet zien" in tekst


def test_of_a_rule_it_gives_the_ground_and_says_that_no_person_decided(balie: Balie) -> None:
    dien_in(balie.wereld, balie.wereld.mens())
    aanvraag = Aanvraag.objects.get()
    besluit = besluit_of(aanvraag)
    assert besluit is not None and besluit.door_regel
    tekst = gelezen(brief_van(aanvraag, besluit, now=balie.now))
    assert "Besluit zorgverzekering, artikel 2.4 lid 1 onder b, 3°" in tekst
    assert "Wilt u dat een medewerker naar het besluit kijkt?" in tekst
    assert "Bovenooglidcorrectie" in tekst
    assert "Wij geven toestemming." in tekst


@pytest.mark.parametrize(
    ("medisch", "zin"),
    [
        (MEDISCH | {"oorzaak": "uiterlijk", "functiestoornis": "nee"}, "Wij geven geen toestemming."),
        (MEDISCH | {"eerdere_correctie": "kort_geleden"}, "Voor deze behandeling is geen toestemming nodig."),
    ],
    ids=["refused", "not needed"],
)
def test_every_outcome_of_a_rule_has_a_letter(balie: Balie, medisch: dict[str, str], zin: str) -> None:
    dien_in(balie.wereld, balie.wereld.mens(), medisch=medisch, mrd="")
    aanvraag = Aanvraag.objects.get()
    besluit = besluit_of(aanvraag)
    assert besluit is not None and besluit.door_regel
    assert zin in gelezen(brief_van(aanvraag, besluit, now=balie.now))


def test_after_a_reopening_it_says_what_it_takes_the_place_of_and_the_first_one_stays_as_it_was(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    eerste = brief_na(balie, aanvraag, heel(False))
    later = balie.now + timedelta(days=2)
    afsluiting.reopen(actor=balie.beoordelaar, now=later, aanvraag_id=aanvraag.id, reden="Nieuwe gegevens.")
    besloten = besluiten.decide(actor=balie.beoordelaar, now=later, aanvraag_id=aanvraag.id, oordeel=heel(True))
    oud, nieuw = besluiten_of(besloten)
    zin = "Dit besluit komt in de plaats van ons besluit van 24 november 2026."
    assert zin in gelezen(brief_van(besloten, nieuw, now=later))
    assert gelezen(brief_van(besloten, oud, now=later)) == eerste


def test_it_takes_the_place_of_the_last_one_before_it(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    for dagen in (0, 1, 2):
        nu = balie.now + timedelta(days=dagen)
        wie = {"actor": balie.beoordelaar, "now": nu, "aanvraag_id": aanvraag.id}
        if dagen:
            afsluiting.reopen(**wie, reden="Opnieuw.")
        beslist = besluiten.decide(**wie, oordeel=heel(False))
    laatste = besluit_of(beslist)
    assert laatste is not None
    assert "ons besluit van 25 november 2026." in gelezen(brief_van(beslist, laatste, now=nu))


def test_of_a_herbeoordeling_it_names_the_aanvraag_that_was_looked_at_again(balie: Balie) -> None:
    eerste = balie.verstuurd()
    brief_na(balie, eerste, heel(False))
    tweede = vervolg.ask_again(
        actor=balie.indiener, now=balie.now, aanvraag_id=eerste.id, soort="herbeoordeling", motivering="Nieuwe meting."
    )
    zin = f"opnieuw te kijken naar ons besluit over de aanvraag met nummer {eerste.aanvraagnummer}"
    assert zin in brief_na(balie, tweede, heel(True))


def test_of_a_herbeoordeling_whose_first_aanvraag_was_erased_it_names_no_number(balie: Balie) -> None:
    eerste = balie.verstuurd()
    brief_na(balie, eerste, heel(False))
    later = balie.now + timedelta(days=300)
    wie = {"actor": balie.indiener, "now": later, "aanvraag_id": eerste.id}
    tweede = vervolg.ask_again(**wie, soort="herbeoordeling", motivering="Nieuwe meting.")
    besluiten.decide(actor=balie.beoordelaar, now=later, aanvraag_id=tweede.id, oordeel=heel(True))
    run(now=balie.now + timedelta(days=740), termijnen=Termijnen())
    assert not Aanvraag.objects.filter(pk=eerste.pk).exists()
    overig = Aanvraag.objects.get(pk=tweede.pk)
    besluit = besluit_of(overig)
    assert besluit is not None
    tekst = gelezen(brief_van(overig, besluit, now=later))
    assert "gevraagd om opnieuw te kijken naar ons eerdere besluit over deze behandeling. In deze brief" in tekst
    assert "met nummer" not in tekst


def test_the_example_says_what_the_letter_will_say_and_decides_nothing(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    regels = Regel.objects.count()
    voorbeeld = gelezen(briefvoorbeeld_van(aanvraag, heel(True), now=balie.now))
    assert "Dit is een voorbeeld." in voorbeeld and "VOORBEELD" in voorbeeld
    assert "vanaf 2 november 2026 tot en met 1 november 2027" in voorbeeld
    assert "Machtigingsnummer" not in voorbeeld
    assert Aanvraag.objects.get(pk=aanvraag.pk).status == "ingediend"
    assert Regel.objects.count() == regels
    echt = brief_na(balie, aanvraag, heel(True))
    van, tot = "Wij geven toestemming.", "Bent u het niet eens"
    assert echt[echt.index(van) : echt.index(tot)] == voorbeeld[voorbeeld.index(van) : voorbeeld.index(tot)]


def test_the_example_of_a_refusal_names_no_period(balie: Balie) -> None:
    assert "geldt" not in gelezen(briefvoorbeeld_van(balie.verstuurd(), heel(False), now=balie.now))


def test_a_period_that_cannot_be_has_no_example(balie: Balie) -> None:
    oordeel = Oordeel(
        regels=heel(True).regels,
        toelichting="Gezien.",
        geldig_van=date(2026, 12, 1),
        geldig_tot=date(2026, 11, 1),
    )
    with pytest.raises(DomainError) as fout:
        briefvoorbeeld_van(balie.verstuurd(), oordeel, now=balie.now)
    assert fout.value.code == "A113"


def test_the_name_and_the_way_to_object_are_those_of_the_insurer_that_was_asked(balie: Balie, tmp_path: Path) -> None:
    shutil.copytree(CATALOGUS, tmp_path / "catalogus")
    eigen = 'uzovi: 9902\nbezwaar: ["Bel ons dan binnen een dag."]\n'
    (tmp_path / "catalogus" / "afspraken" / "9902.yaml").write_text(eigen, encoding="utf-8")
    use_afspraken(Afspraken.load(tmp_path / "catalogus"))
    aanvraag = balie.verstuurd(wie=personas.BIJ_TESTZORG)
    beslist = besluiten.decide(
        actor=balie.als("beoordelaar-9902"), now=balie.now, aanvraag_id=aanvraag.id, oordeel=heel(True)
    )
    besluit = besluit_of(beslist)
    assert besluit is not None
    tekst = gelezen(brief_van(beslist, besluit, now=balie.now))
    assert tekst.startswith("Testzorg")
    assert "Bel ons dan binnen een dag." in tekst
    assert "6 weken" not in tekst and "Voorbeeld Zorgverzekeraar" not in tekst


def changed(tmp_path: Path) -> Afspraken:
    """The agreements once an insurer wrote other words for everything, and dropped a reason."""
    shutil.copytree(CATALOGUS, tmp_path / "catalogus")
    anders = tmp_path / "catalogus" / "afspraken" / "standaard.yaml"
    oud = anders.read_text(encoding="utf-8")
    nieuw = oud.replace("code: niet_aangetoond", "code: nu_een_andere").replace("6 weken", "3 dagen")
    anders.write_text(nieuw.replace("Uw situatie is bijzonder.", "Uw situatie is gewoon."), encoding="utf-8")
    return Afspraken.load(tmp_path / "catalogus")


@pytest.mark.parametrize("goed", [True, False], ids=["granted", "refused"])
def test_what_it_said_it_goes_on_saying_when_the_agreements_change(balie: Balie, tmp_path: Path, goed: bool) -> None:
    reden = afspraken().van("9901", "X02").reden("bijzondere_reden")
    assert reden is not None
    aanvraag = balie.verstuurd()
    eerst = brief_na(balie, aanvraag, heel(goed, reden.tekst if goed else "Te weinig gegevens."))
    use_afspraken(changed(tmp_path))
    besluit = besluit_of(aanvraag)
    assert besluit is not None
    assert gelezen(brief_van(Aanvraag.objects.get(pk=aanvraag.pk), besluit, now=balie.now)) == eerst
    assert "6 weken" in eerst


def test_of_a_rule_too_it_goes_on_saying_how_to_object(balie: Balie, tmp_path: Path) -> None:
    dien_in(balie.wereld, balie.wereld.mens())
    use_afspraken(changed(tmp_path))
    aanvraag = Aanvraag.objects.get()
    besluit = besluit_of(aanvraag)
    assert besluit is not None
    assert "6 weken" in gelezen(brief_van(aanvraag, besluit, now=balie.now))


def test_of_a_besluit_from_before_its_words_were_kept_it_says_those_of_now(balie: Balie, tmp_path: Path) -> None:
    aanvraag = balie.verstuurd()
    brief_na(balie, aanvraag, heel(False))
    Besluit.objects.update(woorden=None)
    besluit = besluit_of(aanvraag)
    assert besluit is not None
    assert "De aanvraag laat niet zien" in gelezen(brief_van(aanvraag, besluit, now=balie.now))
    use_afspraken(changed(tmp_path))
    later = gelezen(brief_van(aanvraag, besluit, now=balie.now))
    assert "3 dagen" in later and "De aanvraag laat niet zien" not in later


@pytest.fixture(autouse=True)
def gewone_afspraken() -> Iterator[None]:
    yield
    use_afspraken(None)
