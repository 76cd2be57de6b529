"""A version that was published counts from its day on, for who is insured there: in the choice, in what packages and
people find, and in each process."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from formulieren.eigen import (
    BEOORDELAAR,
    LIJST,
    STRAKS,
    anders,
    ingelogd,
    publiceer,
    teksten,
    voorstel,
)
from machtigingen_sandbox.personas import BIJ_TESTZORG
from races.tegelijk import actor, code_van
from reis import dien_in, dien_in_klaar, open_link, tekst, vul_in
from wereld import Wereld, bericht, verzekerde

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.vervolg import copy_as_new
from machtigingen.formulieren import catalogus, use_catalogus
from machtigingen.formulieren.catalogus import use_published
from machtigingen.formulieren.gepubliceerd import bestanden_of, keep_up, refresh
from machtigingen.formulieren.models import Formulierversie
from machtigingen.formulieren.mogelijkheden import Filter
from machtigingen.formulieren.zoeken import find_other_days, find_zorg
from machtigingen.foundation import DomainError, Uzovi
from machtigingen.project import klok
from machtigingen.project.keuring.bevinding import Ernst
from machtigingen.project.keuring.startproeven import STARTPROEVEN, try_all
from machtigingen.project.settings import CONFIG
from machtigingen.registers import cov
from machtigingen.ui.aanvraagpagina import titel_van


def dagen_later(now: datetime, dagen: int) -> None:
    klok.zet(lambda: now + timedelta(days=dagen))


def test_a_new_aanvraag_goes_with_it_from_that_day_and_an_old_one_stays(
    wereld: Wereld, bevroren: datetime, morgen: date
) -> None:
    software = wereld.software()
    software.push(bericht(referentie="voor"))
    dagen_later(bevroren, 1)
    na = software.push(bericht(referentie="na", begindatum=morgen.isoformat())).json()
    assert na["formulier"]["versie"] == "9901.1"
    assert dict(Aanvraag.objects.values_list("referentie", "formulier_versie")) == {"voor": "2026-1", "na": "9901.1"}


def test_who_is_insured_elsewhere_gets_the_national_form(wereld: Wereld, bevroren: datetime, morgen: date) -> None:
    dagen_later(bevroren, 1)
    ander = verzekerde(BIJ_TESTZORG)
    antwoord = wereld.software().push(bericht(begindatum=morgen.isoformat(), verzekerde=ander)).json()
    assert antwoord["formulier"]["versie"] == "2026-1"


def test_a_concept_on_it_is_not_sent_for_who_turns_out_to_be_insured_elsewhere(
    wereld: Wereld, bevroren: datetime, morgen: date
) -> None:
    dagen_later(bevroren, 1)
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = dien_in_klaar(wereld, mens, begindatum=morgen.isoformat())
    assert Aanvraag.objects.get().formulier_versie == "9901.1"
    ander = verzekerde(BIJ_TESTZORG)
    vul_in(
        mens, f"{aanvraag}", "verzekerde", bsn=ander["bsn"], geboortedatum=ander["geboortedatum"], naam=ander["naam"]
    )
    bericht_ = "Zorgverzekeraar: dit formulier is van verzekeraar 9901"
    pagina = mens.get(f"{aanvraag}controleren").content.decode()  # before anybody sends it, and with the way on
    assert bericht_ in pagina
    assert "Ga verder op een ander formulier" in pagina
    antwoord = mens.post(f"{aanvraag}indienen")
    assert antwoord.status_code == 422
    assert bericht_ in antwoord.content.decode()
    assert Aanvraag.objects.get().status == "concept"


@pytest.mark.parametrize("keer", [1, 2])
def test_nor_when_only_cov_knows_of_it_at_any_press(
    wereld: Wereld, bevroren: datetime, morgen: date, monkeypatch: pytest.MonkeyPatch, keer: int
) -> None:
    dagen_later(bevroren, 1)
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = dien_in_klaar(wereld, mens, begindatum=morgen.isoformat())
    echt = cov.raadpleeg
    monkeypatch.setattr(cov, "raadpleeg", lambda vraag, **hoe: replace(echt(vraag, **hoe), uzovi=Uzovi.parse("9902")))
    for _ in range(keer):
        antwoord = mens.post(f"{aanvraag}indienen")
    assert "dit formulier is van verzekeraar 9901" in antwoord.content.decode()
    assert Aanvraag.objects.get().status == "concept"


def test_a_copy_goes_on_with_the_form_of_the_insurer(wereld: Wereld, bevroren: datetime, morgen: date) -> None:
    dagen_later(bevroren, 1)
    eerste = dien_in(wereld, ingelogd(wereld, "persoonlijk-goed"), begindatum=morgen.isoformat())
    id_ = UUID(eerste.strip("/").split("/")[-1])
    kopie = copy_as_new(actor=actor(wereld, "persoonlijk-goed"), now=klok.nu(), aanvraag_id=id_)
    assert kopie.formulier_versie == "9901.1"


def test_a_package_cannot_name_the_form_of_another_insurer(
    wereld: Wereld, bevroren: datetime, django_capture_on_commit_callbacks
) -> None:
    rij = voorstel(wereld, bevroren, anders("formulier.yaml", "code: X02", "code: X99"))
    with django_capture_on_commit_callbacks(execute=True):
        publiceer(wereld, bevroren, rij, vanaf=date(2026, 11, 25))
    dagen_later(bevroren, 1)
    soort = {"begindatum": "2026-11-25", "verstrekking": {"formulier": "X99"}}
    software = wereld.software()
    assert software.push(bericht(referentie="eigen", **soort)).json()["formulier"]["code"] == "X99"
    ander = software.push(bericht(referentie="ander", verzekerde=verzekerde(BIJ_TESTZORG), **soort))
    assert (ander.status_code, ander.json()["code"]) == (422, "F102")


def test_of_two_forms_with_one_code_each_can_be_chosen(
    wereld: Wereld, bevroren: datetime, django_capture_on_commit_callbacks
) -> None:
    """The own form has part of the care of the national one: the rest of it is asked for with that."""
    deel = anders("formulier.yaml", "zorgactiviteiten: [031545, 039020]", "zorgactiviteiten: [031545]")
    with django_capture_on_commit_callbacks(execute=True):
        publiceer(wereld, bevroren, voorstel(wereld, bevroren, deel), vanaf=date(2026, 11, 25))
    dagen_later(bevroren, 1)
    mens = ingelogd(wereld, "persoonlijk-goed")
    adres = open_link(wereld, mens, begindatum="2026-11-25", verstrekking={"diagnose": "255"}) + "formulier"
    pagina = mens.get(adres).content.decode()
    assert 'value="X02:2026-1"' in pagina and 'value="X02:9901.1"' in pagina
    assert "(X02, van verzekeraar 9901)" in pagina and "(X02, landelijk)" in pagina
    assert mens.post(adres, {"formulier": "X02:2026-1"}).status_code == 302
    assert Aanvraag.objects.get().formulier_versie == "2026-1"


def test_a_form_that_this_portal_cannot_read_stands_in_the_way_of_no_other_choice(wereld: Wereld) -> None:
    mens = ingelogd(wereld, "persoonlijk-goed")
    adres = open_link(wereld, mens, verstrekking={"diagnose": "251"}) + "formulier"
    te_lezen = Aanvraag.objects.get().mogelijke_formulieren
    Aanvraag.objects.update(mogelijke_formulieren=[*te_lezen, ["X02", "9901.1"]])
    pagina = mens.get(adres).content.decode()
    assert [f'value="{code}:{versie}"' in pagina for code, versie in te_lezen] == [True] * len(te_lezen)
    assert "9901.1" not in pagina
    Aanvraag.objects.update(mogelijke_formulieren=[["X02", "9901.1"]])
    assert "F102" in mens.get(adres).content.decode()


def test_packages_are_told_of_it_per_insurer(wereld: Wereld, bevroren: datetime, morgen: date) -> None:
    dagen_later(bevroren, 1)

    def versies(vraag: str) -> list[tuple[str, str | None]]:
        gevonden = wereld.software().get(f"/api/v1/mogelijkheden?specialisme=0301&diagnose=255{vraag}").json()
        return [(een["formulier"]["versie"], een.get("uzovi")) for een in gevonden["mogelijkheden"]]

    assert versies("") == [("2026-1", None), ("9901.1", "9901")]
    assert versies("&uzovi=9901") == [("9901.1", "9901")]
    assert versies("&uzovi=9902") == [("2026-1", None)]


def test_who_looks_for_a_form_does_not_find_that_of_another_insurer(
    wereld: Wereld, bevroren: datetime, django_capture_on_commit_callbacks
) -> None:
    rij = voorstel(wereld, bevroren, anders("formulier.yaml", "titel: Correctie", "titel: Eigenwijze correctie"))
    with django_capture_on_commit_callbacks(execute=True):
        publiceer(wereld, bevroren, rij)
    for uzovi, gevonden in (("9901", ["9901.1"]), ("9902", []), ("", [])):
        straks = Filter(on=STRAKS, uzovi=uzovi)
        zorg = find_zorg(catalogus(), straks, "eigenwijze", agb="22990001")
        assert sorted({een.formulier.versie for een in zorg}) == gevonden
        assert find_other_days(catalogus(), Filter(on=date(2026, 1, 1), uzovi=uzovi), "eigenwijze") == ()


def test_a_portal_that_starts_anew_knows_it(gepubliceerd: Formulierversie) -> None:
    use_catalogus(None)
    refresh()
    assert catalogus().formulier("X02", "9901.1").geldig_van == STRAKS


def test_another_process_finds_it_at_its_next_look_and_asks_no_more_than_that(
    gepubliceerd: Formulierversie, django_assert_num_queries
) -> None:
    use_published({})
    with django_assert_num_queries(2):
        keep_up()
    with django_assert_num_queries(1):
        keep_up()
    with django_assert_num_queries(0):
        assert catalogus().formulier("X02", "9901.1").titel == "Correctie van het bovenooglid"


def test_a_text_that_changed_in_spite_of_that_is_used_no_more(gepubliceerd: Formulierversie) -> None:
    """Who owns the table can take its trigger away."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER formulierversie_vast_update" + _op_tabel())
    tabel = gepubliceerd.teksten["beslistabel.yaml"].replace("uitkomst: beoordelen", "uitkomst: goedgekeurd")
    anders_ = gepubliceerd.teksten | {"beslistabel.yaml": tabel}
    assert anders_ != gepubliceerd.teksten
    Formulierversie.objects.filter(pk=gepubliceerd.pk).update(teksten=anders_)
    use_published({})
    refresh()
    assert code_van(lambda: catalogus().formulier("X02", "9901.1")) == "F102"
    proef = next(een for een in STARTPROEVEN if een.naam == "formulieren")
    assert "niet meer zoals ze geüpload zijn" in proef.probeer(CONFIG)


def test_nor_is_a_proposal_published_then(wereld: Wereld, bevroren: datetime) -> None:
    rij = voorstel(wereld, bevroren)
    Formulierversie.objects.update(teksten=rij.teksten | {"beslistabel.yaml": rij.teksten["beslistabel.yaml"] + "# x"})
    assert code_van(lambda: publiceer(wereld, bevroren, rij)) == "F303"


def test_what_a_back_up_took_away_is_known_no_more(gepubliceerd: Formulierversie) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER formulierversie_vast_delete" + _op_tabel())
    Formulierversie.objects.all().delete()
    refresh()
    assert all(een.uzovi == "" for een in catalogus().inhoud.formulieren)


def _op_tabel() -> str:
    return " ON formulieren_formulierversie" if connection.vendor == "postgresql" else ""


def test_one_that_this_portal_cannot_read_stands_in_the_way_of_no_other(
    wereld: Wereld, bevroren: datetime, gepubliceerd: Formulierversie, django_capture_on_commit_callbacks
) -> None:
    tweede = voorstel(wereld, bevroren, teksten(versie="9901.2"))
    tweede.teksten |= {"beslistabel.yaml": "regels: []\n"}
    zelfde = {"teksten": tweede.teksten, "sha256": bestanden_of(tweede).sha256}
    Formulierversie.objects.filter(pk=tweede.pk).update(**zelfde)
    rij = {"gepubliceerd_at": bevroren, "gepubliceerd_certificaat": "x", "geldig_van_on": date(2027, 2, 1)}
    Formulierversie.objects.filter(pk=tweede.pk).update(**rij)
    use_published({})
    refresh()
    assert catalogus().formulier("X02", "9901.1").geldig_van == STRAKS
    assert code_van(lambda: catalogus().formulier("X02", "9901.2")) == "F102"
    assert titel_van(Aanvraag(formulier_code="X02", formulier_versie="9901.2")) == "X02"  # in a list it stands
    proef = next(een for een in STARTPROEVEN if een.naam == "formulieren")
    assert proef.probeer(CONFIG).startswith("X02/9901.2/beslistabel.yaml:1: ")
    with django_capture_on_commit_callbacks(execute=True):
        publiceer(wereld, bevroren, voorstel(wereld, bevroren, teksten(versie="9901.3")), vanaf=date(2027, 3, 1))
    assert catalogus().formulier("X02", "9901.3").geldig_van == date(2027, 3, 1)


def eerder_gepubliceerd(wereld: Wereld, now: datetime, bestand: str, eerst: str, straks: str) -> Formulierversie:
    """With one thing in it that an earlier release let pass, and that is refused now; it counts from tomorrow."""
    rij = voorstel(wereld, now)
    assert eerst in rij.teksten[bestand]
    rij.teksten |= {bestand: rij.teksten[bestand].replace(eerst, straks, 1)}
    zelfde = {"teksten": rij.teksten, "sha256": bestanden_of(rij).sha256}
    Formulierversie.objects.filter(pk=rij.pk).update(**zelfde)
    dag = (now + timedelta(days=1)).date()
    daad = {"gepubliceerd_at": now, "gepubliceerd_certificaat": "x", "geldig_van_on": dag}
    Formulierversie.objects.filter(pk=rij.pk).update(**daad)
    refresh()
    dagen_later(now, 1)
    return rij


REGEL = """regels:
  - regel: proef
    als: {mrd: "6,7"}
    uitkomst: beoordelen
    tekst: Zeldzaam.
    onderbouwing: Proef.
"""


def test_a_check_that_is_newer_than_a_publication_takes_no_aanvraag_along(wereld: Wereld, bevroren: datetime) -> None:
    """Who sent one and who decides on it open it as before, and new care still goes on that form."""
    rij = eerder_gepubliceerd(wereld, bevroren, "beslistabel.yaml", "regels:\n", REGEL)
    mens = ingelogd(wereld, "persoonlijk-goed")
    adres = dien_in(wereld, mens, begindatum="2026-11-25", mrd="3,5")
    aanvraag = Aanvraag.objects.get()
    assert aanvraag.formulier_versie == rij.versie
    assert [mens.get(pad).status_code for pad in (adres, f"{adres}samenvatting.pdf", "/koppeling/correcties")] == [
        200
    ] * 3
    beoordelaar = ingelogd(wereld, BEOORDELAAR)
    assert beoordelaar.get(f"/beoordelen/{aanvraag.pk}/").status_code == 200
    nieuw = wereld.software().push(bericht(referentie="nieuw", begindatum="2026-11-25")).json()
    assert nieuw["formulier"]["versie"] == rij.versie


def test_the_start_check_tells_of_a_published_version_that_would_be_refused_now(
    wereld: Wereld, bevroren: datetime
) -> None:
    eerder_gepubliceerd(wereld, bevroren, "beslistabel.yaml", "regels:\n", REGEL)
    proeven = {een.regel: een for een in try_all(CONFIG)}
    assert "start_formulieren" not in proeven
    gezegd = proeven["start_eerder_gepubliceerd"]
    assert gezegd.ernst is Ernst.LET_OP
    assert "X02/9901.1/beslistabel.yaml:" in gezegd.wat
    assert "met een punt" in gezegd.wat


@pytest.mark.parametrize(
    "vraag",
    [
        "{linkId: grondslag, text: Wet, type: choice, answerOption: {jw: Jeugdwet}, doel: W.}",
        "{linkId: grondslag, text: Wet, type: string, doel: W.}",
    ],
)
def test_an_answer_that_the_portal_reads_otherwise_sends_no_aanvraag_to_the_wrong_party(
    wereld: Wereld, bevroren: datetime, vraag: str
) -> None:
    """Published by an earlier release, that let any law be a choice."""
    naam = "      - gedeeld: naam\n"
    eerder_gepubliceerd(wereld, bevroren, "formulier.yaml", naam, f"{naam}      - {vraag}\n")
    mens = ingelogd(wereld, "persoonlijk-goed")
    adres = open_link(wereld, mens, begindatum="2026-11-25")
    vul_in(mens, adres, "verzekerde", grondslag="jw")
    geweigerd = vul_in(mens, adres, "verzekerde", verzekeraar="9901")
    assert DomainError.one("R313").fouten[0].melding in tekst(geweigerd)
    assert mens.post(f"{adres}indienen").status_code == 422
    assert Aanvraag.objects.get().status == "concept"


def test_a_full_disk_stops_no_portal_and_undoes_no_publication(
    wereld: Wereld, bevroren: datetime, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    rij = voorstel(wereld, bevroren)

    def vol(_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as even, django_capture_on_commit_callbacks(execute=True):
        publiceer(wereld, bevroren, rij)
        even.setattr("machtigingen.formulieren.gepubliceerd._load", vol)
    keep_up()
    assert catalogus().formulier("X02", "9901.1").geldig_van == STRAKS


def test_the_list_says_what_counts_now(wereld: Wereld, bevroren: datetime, morgen: date) -> None:
    pagina = ingelogd(wereld, BEOORDELAAR).get(LIJST).content.decode()
    assert straks_en_behalve(pagina) == [True, False]
    dagen_later(bevroren, 1)
    pagina = ingelogd(wereld, BEOORDELAAR).get(LIJST).content.decode()
    assert straks_en_behalve(pagina) == [False, True]
    assert pagina.count("behalve voor uw verzekerden") == 1


def straks_en_behalve(pagina: str) -> list[bool]:
    return [woorden in pagina for woorden in ("Geldt straks", "behalve voor uw verzekerden: X02 9901.1")]
