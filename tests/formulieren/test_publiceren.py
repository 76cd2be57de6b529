"""Publishing: by a second person, without findings, from tomorrow at the earliest; then nothing changes any more."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from formulieren.eigen import (
    BEOORDELAAR,
    LIJST,
    MAKER,
    PAGINA,
    PUBLICIST,
    STRAKS,
    anders,
    ingelogd,
    publiceer,
    teksten,
    voorstel,
)
from races.tegelijk import actor, code_van
from wereld import Wereld

from machtigingen.audit.models import Regel
from machtigingen.formulieren import Keuze, actions, catalogus
from machtigingen.formulieren.catalogus import use_published
from machtigingen.formulieren.models import Formulierversie
from machtigingen.formulieren.mogelijkheden import Filter
from machtigingen.formulieren.zoeken import find_other_days, find_zorg
from machtigingen.project import klok
from machtigingen.toegang.models import Certificaat


def test_a_colleague_publishes_from_a_day_on(
    wereld: Wereld, bevroren: datetime, django_capture_on_commit_callbacks
) -> None:
    rij = voorstel(wereld, bevroren)
    collega = ingelogd(wereld, PUBLICIST)
    assert "Publiceren</a>" in collega.get(PAGINA).content.decode()
    pagina = collega.get(f"{PAGINA}publiceren?gezien={rij.sha256}").content.decode()
    assert "R. Beheerder uploadde deze versie" in pagina
    assert 'value="25-11-2026"' in pagina  # geldig_van of the file is over, so tomorrow
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = collega.post(PAGINA + "publiceren", {"gezien": rij.sha256, "geldig_van": "1-1-2027"})
    assert antwoord["Location"] == PAGINA
    pagina = collega.get(PAGINA).content.decode()
    for woorden in ("Geldt straks", "vanaf 1 januari 2027", "door C. Ollega", "door R. Beheerder"):
        assert woorden in pagina


def test_the_one_who_uploaded_cannot_publish_it(wereld: Wereld, bevroren: datetime) -> None:
    rij = voorstel(wereld, bevroren)
    maker = ingelogd(wereld, MAKER)
    assert "Publiceren</a>" not in maker.get(PAGINA).content.decode()
    for antwoord in (
        maker.get(PAGINA + "publiceren"),
        maker.post(PAGINA + "publiceren", {"gezien": rij.sha256, "geldig_van": "1-1-2027"}),
    ):
        assert (antwoord.status_code, b"F306" in antwoord.content) == (409, True)
        assert "geüpload door R. Beheerder" in antwoord.content.decode()


def test_nor_with_another_certificate(wereld: Wereld, bevroren: datetime) -> None:
    rij = voorstel(wereld, bevroren)
    Certificaat.objects.filter(naam="C. Ollega").update(
        medewerker=Certificaat.objects.get(naam="R. Beheerder").medewerker
    )
    assert code_van(lambda: publiceer(wereld, bevroren, rij)) == "F306"


def test_who_replaced_it_is_the_one_who_uploaded(wereld: Wereld, bevroren: datetime) -> None:
    voorstel(wereld, bevroren)
    rij = voorstel(wereld, bevroren, anders("formulier.yaml", "titel: Correctie", "titel: Ingreep"), wie=PUBLICIST)
    assert code_van(lambda: publiceer(wereld, bevroren, rij)) == "F306"
    assert code_van(lambda: publiceer(wereld, bevroren, rij, wie=MAKER)) == ""


@pytest.mark.parametrize("wie", [BEOORDELAAR, "contactpersoon-goed"])
def test_it_is_for_who_manages_at_the_insurer(wereld: Wereld, bevroren: datetime, wie: str) -> None:
    rij = voorstel(wereld, bevroren)
    assert code_van(lambda: publiceer(wereld, bevroren, rij, wie=wie)) in ("D203", "D208")
    assert ingelogd(wereld, wie).get(PAGINA + "publiceren").status_code == 403


def test_with_a_finding_nothing_is_published(wereld: Wereld, bevroren: datetime) -> None:
    fout = teksten()
    fout["voorbeelden.yaml"] = fout["voorbeelden.yaml"].replace("uitkomst: goedgekeurd", "uitkomst: afgewezen", 1)
    rij = voorstel(wereld, bevroren, fout)
    collega = ingelogd(wereld, PUBLICIST)
    for antwoord in (
        collega.get(PAGINA + "publiceren"),
        collega.post(PAGINA + "publiceren", {"gezien": rij.sha256, "geldig_van": "1-1-2027"}),
    ):
        assert (antwoord.status_code, b"F305" in antwoord.content) == (409, True)


def test_findings_are_looked_for_again_at_that_moment(wereld: Wereld, bevroren: datetime) -> None:
    """The portal may have become stricter since the upload."""
    fout = anders("formulier.yaml", "        doel: De machtiging geldt alleen voor deze zijde.\n", "")
    rij = voorstel(wereld, bevroren, fout)
    Formulierversie.objects.update(bevindingen=[])
    assert code_van(lambda: publiceer(wereld, bevroren, rij)) == "F305"
    rij.refresh_from_db()
    assert len(rij.bevindingen) == 1


@pytest.mark.parametrize(
    ("getypt", "woorden"),
    [
        ("24-11-2026", "Kies 25-11-2026 of later."),
        ("1-1-2020", "Kies 25-11-2026 of later."),
        ("25-11-2028", "Kies 24-11-2028 of eerder."),
        ("31-12-9999", "Kies 24-11-2028 of eerder."),
        ("", "Vanaf welke dag"),
        ("morgen", "datum"),
    ],
)
def test_the_first_day_is_tomorrow_or_later(wereld: Wereld, bevroren: datetime, getypt: str, woorden: str) -> None:
    rij = voorstel(wereld, bevroren)
    collega = ingelogd(wereld, PUBLICIST)
    antwoord = collega.post(PAGINA + "publiceren", {"gezien": rij.sha256, "geldig_van": getypt})
    assert antwoord.status_code == 422
    assert woorden in antwoord.content.decode()
    assert not Formulierversie.objects.filter(gepubliceerd_at__isnull=False).exists()


def test_what_was_published_is_replaced_before_its_first_day_by_one_with_a_later_name(
    wereld: Wereld, bevroren: datetime, gepubliceerd: Formulierversie, django_capture_on_commit_callbacks
) -> None:
    use_published({})  # as in another process, that did not look yet
    eerder = voorstel(wereld, bevroren, teksten(versie="9901.0"))
    assert code_van(lambda: publiceer(wereld, bevroren, eerder)) == "F307"
    with django_capture_on_commit_callbacks(execute=True):
        publiceer(wereld, bevroren, voorstel(wereld, bevroren, teksten(versie="9901.2")))
    keuze = Keuze(grondslag="zvw", on=STRAKS, specialisme="0301", formulier="X02", uzovi="9901")
    assert [een.versie for een in catalogus().passend(keuze)] == ["9901.2"]
    pagina = ingelogd(wereld, BEOORDELAAR).get(PAGINA).content.decode()
    assert "Vervangen vóór de eerste dag" in pagina
    assert "9901.1" not in ingelogd(wereld, BEOORDELAAR).get(f"{LIJST}X02/9901.2/").content.decode()


def test_the_numbers_in_the_name_of_a_version_count_as_numbers(
    wereld: Wereld, bevroren: datetime, django_capture_on_commit_callbacks
) -> None:
    for versie in ("9901.9", "9901.10"):
        with django_capture_on_commit_callbacks(execute=True):
            publiceer(wereld, bevroren, voorstel(wereld, bevroren, teksten(versie=versie)))
    assert code_van(lambda: publiceer(wereld, bevroren, voorstel(wereld, bevroren))) == "F307"
    keuze = Keuze(grondslag="zvw", on=STRAKS, specialisme="0301", formulier="X02", uzovi="9901")
    assert [een.versie for een in catalogus().passend(keuze)] == ["9901.10"]
    beoordelaar = ingelogd(wereld, BEOORDELAAR)
    vervangen = [
        "Vervangen vóór de eerste dag" in beoordelaar.get(f"{LIJST}X02/{versie}/").content.decode()
        for versie in ("9901.9", "9901.10")
    ]
    assert vervangen == [True, False]


def test_an_own_form_ends_with_a_version_that_has_a_last_day(
    wereld: Wereld, bevroren: datetime, gepubliceerd: Formulierversie, django_capture_on_commit_callbacks
) -> None:
    kort = anders("formulier.yaml", "geldig_van: 2024-01-01", "geldig_van: 2024-01-01\ngeldig_tot: 2027-03-31")
    kort["formulier.yaml"] = kort["formulier.yaml"].replace("9901.1", "9901.2")
    with django_capture_on_commit_callbacks(execute=True):
        publiceer(wereld, bevroren, voorstel(wereld, bevroren, kort), vanaf=date(2027, 2, 1))
    zorg = {"grondslag": "zvw", "specialisme": "0301", "diagnose": "255", "zorgactiviteit": "031545", "uzovi": "9901"}
    dagen = {date(2027, 1, 31): "9901.1", date(2027, 3, 31): "9901.2", date(2027, 4, 1): "2026-1"}
    for dag, versie in dagen.items():
        assert [een.versie for een in catalogus().passend(Keuze(on=dag, **zorg))] == [versie]


def test_who_looks_for_an_own_form_that_ended_is_told_of_its_last_version(
    wereld: Wereld, bevroren: datetime, django_capture_on_commit_callbacks
) -> None:
    open_ = anders("formulier.yaml", "code: X02", "code: X99")
    kort = {naam: een.replace("versie: 9901.1", "versie: 9901.2") for naam, een in open_.items()}
    kort["formulier.yaml"] = kort["formulier.yaml"].replace(
        "geldig_van: 2024-01-01", "geldig_van: 2024-01-01\ngeldig_tot: 2027-03-31"
    )
    with django_capture_on_commit_callbacks(execute=True):
        publiceer(wereld, bevroren, voorstel(wereld, bevroren, open_))
        publiceer(wereld, bevroren, voorstel(wereld, bevroren, kort), vanaf=date(2027, 2, 1))
    na = Filter(on=date(2027, 4, 1), uzovi="9901")
    assert find_zorg(catalogus(), na, "X99", agb="22990001") == ()
    assert [een.versie for een in find_other_days(catalogus(), na, "X99")] == ["9901.2"]


def test_a_first_own_form_that_was_a_mistake_counts_one_day_with_the_text_of_the_national_one(
    wereld: Wereld, bevroren: datetime, gepubliceerd: Formulierversie, django_capture_on_commit_callbacks
) -> None:
    kort = anders(
        "formulier.yaml",
        "geldig_van: 2024-01-01",
        f"geldig_van: 2024-01-01\ngeldig_tot: {STRAKS}",
        versie="9901.2",
    )
    with django_capture_on_commit_callbacks(execute=True):
        publiceer(wereld, bevroren, voorstel(wereld, bevroren, kort))
    zorg = {"grondslag": "zvw", "specialisme": "0301", "diagnose": "255", "zorgactiviteit": "031545", "uzovi": "9901"}
    for dag, versie in ((STRAKS, "9901.2"), (STRAKS + timedelta(days=1), "2026-1")):
        assert [een.versie for een in catalogus().passend(Keuze(on=dag, **zorg))] == [versie]


def test_it_is_not_after_its_own_last_day(wereld: Wereld, bevroren: datetime) -> None:
    kort = anders("formulier.yaml", "geldig_van: 2024-01-01", "geldig_van: 2024-01-01\ngeldig_tot: 2026-12-31")
    kort["formulier.yaml"] = kort["formulier.yaml"].replace("9901.1", "9901.3")
    derde = voorstel(wereld, bevroren, kort)
    assert code_van(lambda: publiceer(wereld, bevroren, derde, vanaf=date(2027, 2, 1))) == "F307"


def test_what_a_colleague_replaced_meanwhile_is_not_published_unseen(wereld: Wereld, bevroren: datetime) -> None:
    gezien = voorstel(wereld, bevroren)
    voorstel(wereld, bevroren, anders("formulier.yaml", "titel: Correctie", "titel: Ingreep"))
    assert code_van(lambda: publiceer(wereld, bevroren, gezien)) == "F308"


@pytest.mark.parametrize("daad", ["publiceren", "terugtrekken"])
def test_nor_is_it_on_the_page_of_the_act(wereld: Wereld, bevroren: datetime, daad: str) -> None:
    """What was looked at comes from the page that shows it, and stays what it was after a mistake in the day."""
    voorstel(wereld, bevroren)
    collega = ingelogd(wereld, PUBLICIST)
    (adres,) = re.findall(rf'href="({PAGINA}{daad}\?gezien=[0-9a-f]{{64}})"', collega.get(PAGINA).content.decode())
    gezien = adres.partition("=")[2]
    assert f'name="gezien" value="{gezien}"' in collega.get(adres).content.decode()
    voorstel(wereld, bevroren, anders("formulier.yaml", "titel: Correctie", "titel: Ingreep"))
    for antwoord in (
        collega.get(adres),
        collega.post(adres, {"gezien": gezien, "geldig_van": "1-13-2027"}),
        collega.post(adres, {"gezien": gezien, "geldig_van": "1-1-2027"}),
    ):
        assert (antwoord.status_code, b"F308" in antwoord.content) == (409, True)
    assert Formulierversie.objects.get().gepubliceerd_at is None


def test_the_day_that_was_typed_is_there_again_after_the_session_ended(wereld: Wereld, bevroren: datetime) -> None:
    rij = voorstel(wereld, bevroren)
    collega = ingelogd(wereld, PUBLICIST)
    adres = f"{PAGINA}publiceren?gezien={rij.sha256}"
    collega.get(adres)
    klok.zet(lambda: bevroren + timedelta(minutes=16))
    uitgelogd = collega.post(adres, {"gezien": rij.sha256, "geldig_van": "3-3-2027"}).content.decode()
    (verder,) = re.findall(r'name="verder" value="([^"]*)"', uitgelogd)
    terug = collega.get(collega.post("/inloggen", {"verder": verder})["Location"]).content.decode()
    assert 'value="3-3-2027"' in terug and f'name="gezien" value="{rij.sha256}"' in terug
    assert Formulierversie.objects.get().gepubliceerd_at is None


@pytest.mark.parametrize("daad", ["publiceren", "terugtrekken"])
def test_who_did_not_look_is_shown_it_first(wereld: Wereld, bevroren: datetime, daad: str) -> None:
    voorstel(wereld, bevroren)
    assert ingelogd(wereld, PUBLICIST).get(PAGINA + daad)["Location"] == PAGINA


def test_it_is_published_once(wereld: Wereld, bevroren: datetime, gepubliceerd: Formulierversie) -> None:
    assert code_van(lambda: publiceer(wereld, bevroren, gepubliceerd, vanaf=date(2027, 3, 1))) == "F304"
    maker = actor(wereld, MAKER)
    terug = {"actor": maker, "now": bevroren, "code": "X02", "versie": "9901.1", "gezien": gepubliceerd.sha256}
    assert code_van(lambda: actions.withdraw(**terug)) == "F304"
    (regel,) = Regel.objects.filter(handeling="formulier_gepubliceerd")
    assert (regel.onderwerp, regel.actor, regel.keten) == ("formulier:X02:9901.1", "C. Ollega", "uzovi:9901")


def test_the_database_itself_refuses_to_change_or_remove_it(gepubliceerd: Formulierversie) -> None:
    """After all migrations: on SQLite one that makes the table anew takes its triggers away."""
    rijen = Formulierversie.objects.filter(pk=gepubliceerd.pk)
    daden = (
        lambda: rijen.update(geldig_van_on=date(2030, 1, 1)),
        lambda: rijen.update(teksten={}),
        lambda: rijen.update(gepubliceerd_at=None, geldig_van_on=None, gepubliceerd_certificaat=""),
        lambda: rijen.delete(),
    )
    for daad in daden:
        with pytest.raises(DatabaseError), transaction.atomic():
            daad()
    assert rijen.get().sha256 == gepubliceerd.sha256


@pytest.mark.parametrize("wat", ["certificaat", "medewerker"])
def test_the_database_itself_refuses_one_person_who_does_both(wereld: Wereld, bevroren: datetime, wat: str) -> None:
    rij = voorstel(wereld, bevroren)
    Formulierversie.objects.update(geupload_medewerker=7)
    zelf = {"certificaat": rij.geupload_certificaat, "medewerker": 7}
    wie = {"gepubliceerd_certificaat": "een ander", f"gepubliceerd_{wat}": zelf[wat]}
    with pytest.raises(IntegrityError, match="twee_mensen"), transaction.atomic():
        Formulierversie.objects.update(gepubliceerd_at=bevroren, geldig_van_on=STRAKS, **wie)


def test_half_published_does_not_exist(wereld: Wereld, bevroren: datetime) -> None:
    voorstel(wereld, bevroren)
    with pytest.raises(DatabaseError), transaction.atomic():
        Formulierversie.objects.update(gepubliceerd_at=bevroren)


def test_the_chosen_day_goes_before_that_of_the_file_and_ends_the_version_before_it(
    wereld: Wereld, bevroren: datetime, gepubliceerd: Formulierversie, django_capture_on_commit_callbacks
) -> None:
    tweede = voorstel(wereld, bevroren, teksten(versie="9901.2"))
    with django_capture_on_commit_callbacks(execute=True):
        publiceer(wereld, bevroren, tweede, vanaf=date(2027, 2, 1))
    pagina = ingelogd(wereld, BEOORDELAAR).get(PAGINA).content.decode()
    assert "1 januari 2027 tot en met 31 januari 2027" in pagina
    assert catalogus().formulier("X02", "9901.2").geldig_van == date(2027, 2, 1)
