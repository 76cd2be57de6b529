"""A version that somebody uploads: a proposal with all that is wrong with it, and nothing else changes."""

import re
from datetime import datetime, timedelta

import pytest
from formulieren.eigen import (
    BEOORDELAAR,
    LIJST,
    MAKER,
    PAGINA,
    PUBLICIST,
    UPLOADEN,
    VERSIE,
    anders,
    ingelogd,
    links,
    publiceer,
    stuur,
    teksten,
    uploads,
    voorstel,
    zip_van,
)
from races.tegelijk import actor
from wereld import Wereld

from machtigingen.audit.models import Regel
from machtigingen.formulieren import actions, bestanden, catalogus
from machtigingen.formulieren.models import Formulierversie
from machtigingen.foundation import DomainError


def test_the_files_of_a_version_become_a_proposal(wereld: Wereld) -> None:
    maker = ingelogd(wereld, MAKER)
    antwoord = stuur(maker, teksten())
    assert antwoord["Location"] == PAGINA
    pagina = maker.get(PAGINA).content.decode()
    assert "Dit is een voorstel" in pagina
    assert "Geen meldingen. Alle voorbeelden kloppen." in pagina
    assert "U uploadde dit zelf." in pagina
    assert links(ingelogd(wereld, BEOORDELAAR).get(LIJST), ["9901.1", "Voorstel"]) == [True, True]


def test_the_page_says_how_large_they_may_be_and_nothing_of_photos(wereld: Wereld) -> None:
    pagina = ingelogd(wereld, MAKER).get(UPLOADEN).content.decode()
    assert "Samen ten hoogste 4,0\u00a0MB." in pagina
    assert "gebruikt" not in pagina and "Foto" not in pagina


def test_a_finding_about_what_is_shared_names_its_file_as_an_author_knows_it() -> None:
    gedeeld = bestanden.read_shared()
    zonder = re.sub(r"    doel: .*\n", "", gedeeld["vragen.yaml"], count=1)
    (melding,) = bestanden.Bestanden(teksten(), gedeeld | {"vragen.yaml": zonder}).review(VERSIE)
    assert re.match(r"gedeeld/vragen\.yaml:\d+: \w+: Er staat niet waarom deze vraag nodig is", melding), melding


@pytest.mark.parametrize("map_", ["", "9901.1/", "bovenooglid/9901.1/"])
def test_so_does_a_zip_with_or_without_a_folder(wereld: Wereld, map_: str) -> None:
    inhoud = zip_van(teksten(), map_=map_)
    assert stuur(ingelogd(wereld, MAKER), inhoud)["Location"] == PAGINA


def test_what_a_mac_adds_to_a_zip_does_not_matter(wereld: Wereld) -> None:
    inhoud = zip_van(teksten() | {"__MACOSX/._formulier.yaml": "x", ".DS_Store": "x"})
    assert stuur(ingelogd(wereld, MAKER), inhoud)["Location"] == PAGINA


def test_a_proposal_is_asked_of_nobody(wereld: Wereld, bevroren: datetime) -> None:
    voorstel(wereld, bevroren)
    assert all(een.uzovi == "" for een in catalogus().inhoud.formulieren)


def test_each_finding_stands_on_the_page_with_its_file_and_line(wereld: Wereld) -> None:
    maker = ingelogd(wereld, MAKER)
    fout = anders("formulier.yaml", "        doel: De machtiging geldt alleen voor deze zijde.\n", "")
    fout["voorbeelden.yaml"] = fout["voorbeelden.yaml"].replace("uitkomst: goedgekeurd", "uitkomst: afgewezen", 1)
    stuur(maker, fout)
    pagina = maker.get(PAGINA).content.decode()
    assert "Er zijn nog 2 dingen te herstellen." in pagina
    regel = fout["formulier.yaml"][: fout["formulier.yaml"].index("linkId: zijde")].count("\n") + 1
    assert f"formulier.yaml:{regel}: zijde: Er staat niet waarom deze vraag nodig is (doel)." in pagina
    assert "voorbeelden.yaml:19: " in pagina
    assert "Publiceren</a>" not in pagina


@pytest.mark.parametrize(
    ("bestand", "eerst", "straks", "plek", "woorden"),
    [
        ("formulier.yaml", 'uzovi: "9901"', 'uzovi: "9902"', "formulier.yaml:5", "van uw eigen organisatie"),
        ("formulier.yaml", 'uzovi: "9901"\n', "", "formulier.yaml:3", "Hier ontbreekt uzovi."),
        ("formulier.yaml", "versie: 9901.1", "versie: 2027-1", "formulier.yaml:4", "begint met 9901 en een punt"),
        ("formulier.yaml", "versie: 9901.1", "versie: 9901.12345678", "formulier.yaml:4", "hoogstens 7"),
        ("formulier.yaml", "versie: 9901.1", "versie: 9901.../..", "formulier.yaml:4", "begint met 9901"),
        ("formulier.yaml", "code: X02", "code: x02", "formulier.yaml:3", "een hoofdletter met twee cijfers"),
        ("formulier.yaml", "code: X02", "code: X021", "formulier.yaml:3", "een hoofdletter met twee cijfers"),
        ("beslistabel.yaml", "      mrd:", "      mdr:", "beslistabel.yaml:", "De vraag mdr bestaat niet"),
        ("formulier.yaml", "type: boolean", "type: reference", "formulier.yaml:", "reference kan hier niet"),
        ("formulier.yaml", "- gedeeld: naam", "- gedeeld: grondslag\n      - gedeeld: naam", "formulier.yaml:26",
         "De keuze wlz kan bij grondslag niet. Mogelijk, zoals in grondslagen: zvw."),
        ("formulier.yaml", "gedeeld: verzekeraar", "{linkId: verzekeraar, text: Wie, type: string, doel: Wie.}",
         "formulier.yaml:27", "Er is geen vraag verzekeraar met controle uzovi."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_at_its_place_and_keeps_nothing(
    wereld: Wereld, bestand: str, eerst: str, straks: str, plek: str, woorden: str
) -> None:
    antwoord = stuur(ingelogd(wereld, MAKER), anders(bestand, eerst, straks))
    assert antwoord.status_code == 422
    pagina = antwoord.content.decode()
    assert f"Dit formulier is niet te lezen. {plek}" in pagina
    assert woorden in pagina
    assert not Formulierversie.objects.exists()


def test_without_who_it_is_about_nobody_could_send_it(wereld: Wereld) -> None:
    antwoord = stuur(ingelogd(wereld, MAKER), anders("formulier.yaml", "      - gedeeld: verzekeraar\n", ""))
    assert antwoord.status_code == 422


def test_the_same_version_again_replaces_the_proposal(wereld: Wereld, bevroren: datetime) -> None:
    eerst = voorstel(wereld, bevroren)
    straks = voorstel(wereld, bevroren, anders("formulier.yaml", "titel: Correctie", "titel: Ingreep"), wie=PUBLICIST)
    assert (straks.pk, straks.geupload_door) == (eerst.pk, "C. Ollega")
    assert "Ingreep van het bovenooglid" in ingelogd(wereld, MAKER).get(PAGINA).content.decode()


def test_what_is_published_is_never_replaced(
    wereld: Wereld, bevroren: datetime, django_capture_on_commit_callbacks
) -> None:
    rij = voorstel(wereld, bevroren)
    with django_capture_on_commit_callbacks(execute=True):
        publiceer(wereld, bevroren, rij)
    antwoord = stuur(ingelogd(wereld, MAKER), anders("formulier.yaml", "titel: Correctie", "titel: Ingreep"))
    assert antwoord.status_code == 422
    assert "Versie 9901.1 is al gepubliceerd." in antwoord.content.decode()
    rij.refresh_from_db()
    assert rij.sha256 == Formulierversie.objects.get().sha256


def test_of_very_many_findings_the_first_are_told_and_how_many_more(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bestanden, "MEESTE_MELDINGEN", 2)
    fout = teksten()
    fout["formulier.yaml"] = "\n".join(
        regel for regel in fout["formulier.yaml"].splitlines() if not regel.startswith("        doel: ")
    )
    maker = ingelogd(wereld, MAKER)
    pagina = maker.get(stuur(maker, fout)["Location"]).content.decode()
    assert pagina.count("Er staat niet waarom deze vraag nodig is") == 2
    assert "En nog" in pagina


def test_a_proposal_can_be_taken_back(wereld: Wereld, bevroren: datetime) -> None:
    rij = voorstel(wereld, bevroren)
    maker = ingelogd(wereld, MAKER)
    assert "Het voorstel verdwijnt" in maker.get(f"{PAGINA}terugtrekken?gezien={rij.sha256}").content.decode()
    assert maker.post(PAGINA + "terugtrekken", {"gezien": rij.sha256})["Location"] == LIJST
    assert not Formulierversie.objects.exists()
    assert maker.get(PAGINA).status_code == 404


def test_whose_proposal_it_replaced_stands_on_its_page(wereld: Wereld, bevroren: datetime) -> None:
    voorstel(wereld, bevroren)
    voorstel(wereld, bevroren, anders("formulier.yaml", "titel: Correctie", "titel: Ingreep"))
    verving = "kwam in de plaats van een ander voorstel"
    assert verving not in ingelogd(wereld, MAKER).get(PAGINA).content.decode()  # one's own
    rij = voorstel(wereld, bevroren + timedelta(hours=1), wie=PUBLICIST)
    for wie in (MAKER, PUBLICIST):
        pagina = ingelogd(wereld, wie).get(PAGINA).content.decode()
        assert f"{verving} voor deze versie, geüpload op 24 november 2026 10:00 door R. Beheerder." in pagina
    weg = {"code": "X02", "versie": "9901.1", "gezien": rij.sha256}
    actions.withdraw(actor=actor(wereld, MAKER), now=bevroren + timedelta(hours=2), **weg)
    voorstel(wereld, bevroren + timedelta(hours=3))
    assert verving not in ingelogd(wereld, MAKER).get(PAGINA).content.decode()


def test_not_one_that_a_colleague_changed_meanwhile(wereld: Wereld, bevroren: datetime) -> None:
    rij = voorstel(wereld, bevroren)
    voorstel(wereld, bevroren, anders("formulier.yaml", "titel: Correctie", "titel: Ingreep"), wie=PUBLICIST)
    antwoord = ingelogd(wereld, MAKER).post(PAGINA + "terugtrekken", {"gezien": rij.sha256})
    assert (antwoord.status_code, b"F308" in antwoord.content) == (409, True)
    assert Formulierversie.objects.count() == 1


def test_there_is_an_end_to_proposals(wereld: Wereld, bevroren: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MEESTE_VOORSTELLEN", 1)
    voorstel(wereld, bevroren)
    antwoord = stuur(ingelogd(wereld, MAKER), teksten(versie="9901.2"))
    assert "U hebt al 1 voorstellen." in antwoord.content.decode()
    assert voorstel(wereld, bevroren).versie == "9901.1"


@pytest.mark.parametrize("wie", [BEOORDELAAR, "contactpersoon-goed", "persoonlijk-goed"])
def test_it_is_for_who_manages_at_an_insurer(wereld: Wereld, bevroren: datetime, wie: str) -> None:
    assert stuur(ingelogd(wereld, wie), teksten()).status_code == 403
    with pytest.raises(DomainError) as geweigerd:
        actions.upload(actor=actor(wereld, wie), now=bevroren, uploads=uploads(teksten()))
    assert geweigerd.value.code in ("D203", "D208")
    assert not Formulierversie.objects.exists()


def test_every_act_stands_in_the_log(wereld: Wereld, bevroren: datetime) -> None:
    rij = voorstel(wereld, bevroren)
    actions.withdraw(actor=actor(wereld, MAKER), now=bevroren, code="X02", versie="9901.1", gezien=rij.sha256)
    regels = Regel.objects.filter(onderwerp="formulier:X02:9901.1").order_by("volgnummer")
    assert list(regels.values_list("handeling", "keten")) == [
        ("formulier_geupload", "uzovi:9901"),
        ("formulier_teruggetrokken", "uzovi:9901"),
    ]


def test_what_comes_down_goes_up_again(wereld: Wereld, bevroren: datetime) -> None:
    rij = voorstel(wereld, bevroren)
    maker = ingelogd(wereld, MAKER)
    antwoord = stuur(maker, maker.get(PAGINA + "bestanden.zip").content)
    assert antwoord["Location"] == PAGINA
    assert Formulierversie.objects.get().sha256 == rij.sha256


def test_the_page_says_what_to_choose(wereld: Wereld) -> None:
    maker = ingelogd(wereld, MAKER)
    pagina = maker.get(UPLOADEN).content.decode()
    assert "De versie begint met 9901 en een punt" in pagina
    assert 'accept=".zip,.yaml"' in pagina, "no file with another end is taken"
    leeg = maker.post(UPLOADEN)
    assert leeg.status_code == 422
    assert "Kies een zip, of de bestanden van één versie" in leeg.content.decode()


def test_who_makes_forms_finds_the_manual_where_it_is_needed(wereld: Wereld) -> None:
    maker, uitleg = ingelogd(wereld, MAKER), 'href="https://localhost:8440/docs/formulieren"'
    stuur(maker, anders("formulier.yaml", "        doel: De machtiging geldt alleen voor deze zijde.\n", ""))
    for adres in (LIJST, UPLOADEN, PAGINA):
        assert uitleg in maker.get(adres).content.decode(), adres
    assert uitleg not in ingelogd(wereld, BEOORDELAAR).get(LIJST).content.decode(), "makes none"
    assert "beslistabel.yaml" in wereld.bezoeker().get("/docs/formulieren").content.decode()


def test_a_proposal_that_a_later_portal_cannot_read_stands_in_nobodys_way(
    wereld: Wereld, bevroren: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    voorstel(wereld, bevroren, teksten(versie="9901.oud"))
    maker = ingelogd(wereld, MAKER)
    with monkeypatch.context() as later:
        later.setattr("machtigingen.beslisboom.lezen_toetsen.MEESTE_ANTWOORDEN", 0)
        assert links(maker.get(LIJST), ["9901.oud", "2026-1"]) == [False, True]
