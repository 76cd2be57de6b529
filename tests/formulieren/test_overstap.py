"""A concept on a form that is not the right one is not sent, and goes on with the right one with all that was typed."""

import json
import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from formulieren.ander_formulier import TRAJECT, eigen_formulier, ga_over, op, vul_medisch, waarden, with_eigen
from formulieren.eigen import anders, ingelogd, publiceer, voorstel
from machtigingen_sandbox.personas import BIJ_TESTZORG, GEVONDEN
from reis import MEDISCH, dien_in, open_link, tekst, vul_in
from wereld import Beller, Wereld, bericht, verzekerde

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.beslisboom import Machtigingsvrij, Vraagtype
from machtigingen.formulieren import Catalogus, catalogus, use_catalogus
from machtigingen.project import klok
from machtigingen.registers import cov
from machtigingen.registers.cov import CovNietBereikbaar, GeenAntwoord

EIGEN = "verzekeraar 9901 heeft voor deze zorg een eigen formulier"


DAG = date(2026, 11, 25)


@pytest.fixture
def publiceer_eigen(wereld: Wereld, bevroren: datetime, django_capture_on_commit_callbacks) -> Any:
    """From the next day on, and it is that day."""

    def publiceer_(van: dict[str, str] | None = None) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            publiceer(wereld, bevroren, voorstel(wereld, bevroren, van), vanaf=DAG)
        klok.zet(lambda: bevroren.replace(day=25))

    return publiceer_


def naar_testzorg() -> dict[str, str]:
    """What somebody types who mends the patient, to one who is insured with 9902."""
    wie = verzekerde(BIJ_TESTZORG)
    return {naam: wie[naam] for naam in ("bsn", "geboortedatum", "naam")}


def begin_zonder_cov(wereld: Wereld, mens: Beller, monkeypatch: pytest.MonkeyPatch, **soort: Any) -> str:
    """COV is away at the push, and back when somebody works on it; the package names no insurer."""

    def weg(*_: object, **__: object) -> None:
        raise CovNietBereikbaar(GeenAntwoord.TIJD_OP)

    wie = {naam: een for naam, een in verzekerde(GEVONDEN).items() if naam in ("bsn", "geboortedatum", "naam")}
    with monkeypatch.context() as even:
        even.setattr(cov, "raadpleeg", weg)
        aanvraag = open_link(wereld, mens, verzekerde=wie, **soort)
    vul_in(mens, aanvraag, "verzekerde")
    return aanvraag


def test_what_began_while_cov_was_away_goes_on_with_the_own_form_and_all_that_was_typed(
    wereld: Wereld, publiceer_eigen: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    publiceer_eigen()
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = begin_zonder_cov(wereld, mens, monkeypatch, begindatum=DAG.isoformat())
    vul_medisch(mens, aanvraag)
    pagina = mens.get(f"{aanvraag}controleren")
    assert EIGEN in tekst(pagina) and f'href="{aanvraag}ander-formulier"' in pagina.content.decode()
    geweigerd = mens.post(f"{aanvraag}indienen")
    assert (geweigerd.status_code, EIGEN in tekst(geweigerd)) == (422, True)
    stap = mens.get(f"{aanvraag}vragen/verzekerde").content.decode()
    assert f'href="{aanvraag}ander-formulier"' in stap and "veld-verzekeraar" not in stap
    eerst = waarden()
    assert "Verder op dit formulier" in tekst(mens.get(f"{aanvraag}ander-formulier"))
    assert ga_over(mens, aanvraag, "X02:9901.1")["Location"] == f"{aanvraag}controleren"
    assert (waarden(), op()) == (eerst, ("X02", "9901.1", "concept"))
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert op() == ("X02", "9901.1", "goedgekeurd")


def test_a_package_that_names_the_national_form_does_not_pass_the_own_one_by(wereld: Wereld, eigen_code: None) -> None:
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    assert "ander-formulier" not in mens.get(f"{aanvraag}vragen/behandeling").content.decode()  # for what is not known
    vul_in(mens, aanvraag, "behandeling", **TRAJECT)
    vul_medisch(mens, aanvraag)
    assert EIGEN in tekst(mens.post(f"{aanvraag}indienen"))
    ga_over(mens, aanvraag, "Z02:9901.1")
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert op() == ("Z02", "9901.1", "goedgekeurd")


TANDARTS = {"instantie": {"agb": "12990003"}, "zorgverlener": {"agb": "12990021", "specialisme": "1200"}}


PRESTATIE = {"code": "J081", "aantal": "1", "kaak": "onder", "element": "", "honorarium": "500", "techniek": "550"}


def begin_op_naam(wereld: Wereld, mens: Beller, *, prestaties: bool = True) -> str:
    """A package names the form of which the codes may be of two lists, and not the list."""
    data = bericht(**TANDARTS, softwarepakket={"naam": "DemoTand", "versie": "1.0"}, verstrekking={"formulier": "M03"})
    link = wereld.software("systeem-tandarts").push(data).json()["link"]
    aanvraag = mens.get(link.removeprefix("https://localhost:8443"))["Location"]
    if prestaties:
        rij = {f"prestaties-0-{naam}": een for naam, een in PRESTATIE.items()}
        vul_in(mens, aanvraag, "begroting", **rij, contract="nee")
        for _ in range(2):
            vul_in(mens, aanvraag, "vervanging", vorige_prothese="ja", datum_prothese="2-11-2021")
    return aanvraag


def with_eigen_prothese(**anders: Any) -> None:
    landelijk = catalogus().formulier("M03", "2026-2")
    use_catalogus(catalogus().plus([replace(landelijk, uzovi="9901", versie="9901.1", **anders)]))


@pytest.mark.parametrize("code", ["M03", "Z03"])
def test_a_package_that_names_no_list_does_not_pass_the_own_form_by(wereld: Wereld, code: str) -> None:
    mens = ingelogd(wereld, "persoonlijk-tandarts")
    aanvraag = begin_op_naam(wereld, mens)
    with_eigen_prothese(code=code)
    assert EIGEN in tekst(mens.post(f"{aanvraag}indienen"))
    ga_over(mens, aanvraag, f"{code}:9901.1")
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert op() == (code, "9901.1", "goedgekeurd")


@pytest.mark.parametrize("minder", [{"prestatiecodes": ("J080",)}, {"prestatiecodelijsten": ("045",)}])
def test_an_own_form_that_may_not_be_for_these_prestaties_is_no_reason(wereld: Wereld, minder: dict[str, Any]) -> None:
    mens = ingelogd(wereld, "persoonlijk-tandarts")
    aanvraag = begin_op_naam(wereld, mens)
    with_eigen_prothese(**minder)
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert op() == ("M03", "2026-2", "goedgekeurd")


@pytest.mark.parametrize("prestaties", [True, False])
def test_from_an_own_form_for_two_lists_there_is_a_way_to_the_national_one(wereld: Wereld, prestaties: bool) -> None:
    with_eigen_prothese()
    mens = ingelogd(wereld, "persoonlijk-tandarts")
    aanvraag = begin_op_naam(wereld, mens, prestaties=prestaties)
    assert op()[1] == "9901.1"
    vul_in(mens, aanvraag, "verzekerde", **naar_testzorg())
    assert "Dit formulier is landelijk" in tekst(mens.get(f"{aanvraag}ander-formulier"))
    ga_over(mens, aanvraag, "M03:2026-2")
    assert op() == ("M03", "2026-2", "concept")


@pytest.mark.parametrize(("lijsten", "status"), [(["010", "045"], "niet_nodig"), (["010"], "goedgekeurd")])
def test_of_an_unnamed_list_no_machtiging_is_needed_when_that_is_so_in_each(
    wereld: Wereld, lijsten: list[str], status: str
) -> None:
    mens = ingelogd(wereld, "persoonlijk-tandarts")
    aanvraag = begin_op_naam(wereld, mens)
    vrij = Machtigingsvrij(uzovi="9901", prestatiecodes=("J081",), geldig_van=date(2026, 1, 1), reden="Contract")
    in_lijst = tuple(replace(vrij, prestatiecodelijst=een) for een in lijsten)
    use_catalogus(Catalogus(replace(catalogus().inhoud, machtigingsvrij=in_lijst)))
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert op() == ("M03", "2026-2", status)


def test_for_other_care_the_national_form_stays(
    wereld: Wereld, publiceer_eigen: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    publiceer_eigen(anders("formulier.yaml", "zorgactiviteiten: [031545, 039020]", "zorgactiviteiten: [031545]"))
    mens = ingelogd(wereld, "persoonlijk-goed")
    zorg = TRAJECT | {"zorgactiviteit": "039020"}
    aanvraag = begin_zonder_cov(wereld, mens, monkeypatch, begindatum=DAG.isoformat(), verstrekking=zorg)
    vul_medisch(mens, aanvraag)
    assert mens.get(f"{aanvraag}ander-formulier")["Location"] == f"{aanvraag}controleren"
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert op()[1] == "2026-1"


def test_a_copy_goes_on_with_the_form_that_its_care_gets_now(wereld: Wereld) -> None:
    mens = ingelogd(wereld, "persoonlijk-goed")
    eerste = dien_in(wereld, mens)
    with_eigen()
    terug = mens.post(f"{eerste}kopie")["Location"]
    kopie = Aanvraag.objects.get(vervolg_soort="kopie")
    assert (kopie.formulier_code, kopie.formulier_versie) == ("Z02", "9901.1")
    assert kopie.antwoorden["oorzaak"]["waarde"] == "verslapping" and "foto" not in kopie.antwoorden
    assert "ander-formulier" not in mens.get(terug).content.decode()


def test_a_copy_of_care_that_the_own_form_of_that_name_is_not_for_stays_national(
    wereld: Wereld, publiceer_eigen: Any
) -> None:
    publiceer_eigen(anders("formulier.yaml", "zorgactiviteiten: [031545, 039020]", "zorgactiviteiten: [031545]"))
    mens = ingelogd(wereld, "persoonlijk-goed")
    zorg = TRAJECT | {"zorgactiviteit": "039020"}
    eerste = dien_in(wereld, mens, begindatum=DAG.isoformat(), verstrekking=zorg)
    mens.post(f"{eerste}kopie")
    assert Aanvraag.objects.get(vervolg_soort="kopie").formulier_versie == "2026-1"


def test_a_copy_without_a_begin_date_goes_on_with_the_version_of_today(wereld: Wereld, bevroren: datetime) -> None:
    mens = ingelogd(wereld, "persoonlijk-goed")
    eerste = open_link(wereld, mens)
    vul_in(mens, eerste, "behandeling", begindatum="")
    nu, straks = date(2026, 11, 20), date(2026, 12, 1)
    oud = catalogus().formulier("X02", "2026-1")
    nieuw = [replace(oud, versie=versie, geldig_van=dag) for versie, dag in (("2026-2", nu), ("2027-1", straks))]
    use_catalogus(catalogus().plus(nieuw))
    Aanvraag.objects.update(vervalt_at=bevroren)  # it is over, and was never sent
    assert mens.post(f"{eerste}kopie").status_code == 302
    kopie = Aanvraag.objects.get(vervolg_soort="kopie")
    assert (kopie.formulier_versie, kopie.antwoorden["begindatum"]["waarde"]) == ("2026-2", None)


@pytest.mark.parametrize("leeg", [{"specialisme": ""}, {"specialisme": "", "begindatum": ""}])
def test_nor_does_one_without_a_specialisme_stay_on_an_old_version(
    wereld: Wereld, bevroren: datetime, leeg: dict[str, str]
) -> None:
    mens = ingelogd(wereld, "persoonlijk-tandarts")
    eerste = begin_op_naam(wereld, mens, prestaties=False)
    vul_in(mens, eerste, "behandeling", **leeg)
    oud = catalogus().formulier(*op()[:2])
    use_catalogus(catalogus().plus([replace(oud, versie="2026-9", geldig_van=date(2026, 11, 1))]))
    Aanvraag.objects.update(vervalt_at=bevroren)
    mens.post(f"{eerste}kopie")
    assert Aanvraag.objects.get(vervolg_soort="kopie").formulier_versie == "2026-9"


def test_care_of_before_its_first_day_is_sent_on_the_national_form(
    wereld: Wereld, publiceer_eigen: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    publiceer_eigen()
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = begin_zonder_cov(wereld, mens, monkeypatch, begindatum="2026-11-24")
    vul_medisch(mens, aanvraag)
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert op() == ("X02", "2026-1", "goedgekeurd")


def test_where_no_machtiging_is_needed_nobody_is_sent_to_another_form(
    wereld: Wereld, eigen_code: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = begin_zonder_cov(wereld, mens, monkeypatch)
    vul_medisch(mens, aanvraag)
    vrij = Machtigingsvrij(uzovi="9901", specialisme="0301", **TRAJECT, geldig_van=date(2026, 1, 1), reden="Contract")
    use_catalogus(Catalogus(replace(catalogus().inhoud, machtigingsvrij=(vrij,))))
    assert "ander-formulier" not in mens.get(f"{aanvraag}controleren").content.decode()
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert op() == ("X02", "2026-1", "niet_nodig")


def test_what_the_other_form_does_not_ask_is_named_and_is_there_again_for_who_comes_back(
    wereld: Wereld, eigen_zonder_opmerking: None
) -> None:
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    vul_in(mens, aanvraag, "behandeling", **TRAJECT)
    vul_in(mens, aanvraag, "medisch", **MEDISCH, opmerking="Leest slecht.")
    pagina = tekst(mens.get(f"{aanvraag}ander-formulier"))
    assert "Vraagt dit formulier niet" in pagina and "Leest slecht." in pagina
    ga_over(mens, aanvraag, "Z02:9901.1")
    vul_in(mens, aanvraag, "verzekerde", **naar_testzorg())
    assert "verder op een ander formulier" in tekst(mens.get(f"{aanvraag}controleren"))  # it is of 9901
    assert "Dit formulier is landelijk" in tekst(mens.get(f"{aanvraag}ander-formulier"))
    ga_over(mens, aanvraag, "X02:2026-1")
    assert "Leest slecht." in tekst(mens.get(f"{aanvraag}controleren"))


def test_what_was_not_asked_on_the_way_is_not_sent(wereld: Wereld, eigen_zonder_opmerking: None) -> None:
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    vul_in(mens, aanvraag, "behandeling", **TRAJECT)
    vul_medisch(mens, aanvraag, opmerking="Leest slecht.")
    ga_over(mens, aanvraag, "Z02:9901.1")
    assert waarden()["opmerking"] == "Leest slecht."
    assert mens.post(f"{aanvraag}indienen").status_code == 302
    assert "opmerking" not in waarden()


ALLEEN_BIJ_VERSLAPPING = {"mrd", "gezichtsveld_gemeten", "gezichtsveld_boven", "gezichtsveldonderzoek", "foto"}


@pytest.mark.parametrize(("weg", "oorzaak"), [(ALLEEN_BIJ_VERSLAPPING, "uiterlijk"), ((), "verslapping")])
def test_a_change_waits_on_only_where_it_takes_something_away(
    wereld: Wereld, weg: Collection[str], oorzaak: str
) -> None:
    with_eigen(lambda vraag: None if vraag.link_id in weg else vraag)
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    vul_in(mens, aanvraag, "behandeling", **TRAJECT)
    vul_medisch(mens, aanvraag)
    vul_in(mens, aanvraag, "medisch", **MEDISCH | {"mrd": "1", "oorzaak": "uiterlijk"})
    assert "Dan vervallen andere antwoorden" in tekst(mens.get(f"{aanvraag}controleren"))
    ga_over(mens, aanvraag, "Z02:9901.1")
    assert waarden()["oorzaak"] == oorzaak
    assert ("Dan vervallen andere antwoorden" in tekst(mens.get(f"{aanvraag}controleren"))) == (not weg)


@pytest.fixture
def wacht_zonder_vraag(wereld: Wereld) -> tuple[Beller, str]:
    """A change that waits at a question that the own form does not have."""
    with_eigen(lambda vraag: None if vraag.link_id == "oorzaak" else replace(vraag, enable_when=()))
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    vul_in(mens, aanvraag, "behandeling", **TRAJECT)
    vul_medisch(mens, aanvraag)
    vul_in(mens, aanvraag, "medisch", **MEDISCH | {"mrd": "1", "oorzaak": "uiterlijk"})
    return mens, aanvraag


def test_a_change_that_waits_at_a_question_that_the_other_form_does_not_ask_is_named(
    wacht_zonder_vraag: tuple[Beller, str],
) -> None:
    mens, aanvraag = wacht_zonder_vraag
    pagina = tekst(mens.get(f"{aanvraag}ander-formulier"))
    assert "Alleen het uiterlijk" in pagina.partition("Vraagt dit formulier niet")[2]


def test_and_is_there_to_copy_for_who_typed_it_when_a_colleague_went_on(
    wereld: Wereld, wacht_zonder_vraag: tuple[Beller, str]
) -> None:
    (mens, aanvraag), collega = wacht_zonder_vraag, ingelogd(wereld, "contactpersoon-goed")
    ga_over(collega, aanvraag, "Z02:9901.1")
    assert "Alleen het uiterlijk" in tekst(mens.get(f"{aanvraag}controleren"))
    assert "Alleen het uiterlijk" not in tekst(collega.get(f"{aanvraag}controleren"))


def test_it_is_told_once_also_after_one_went_on_and_back(
    wereld: Wereld, wacht_zonder_vraag: tuple[Beller, str]
) -> None:
    (mens, aanvraag), collega = wacht_zonder_vraag, ingelogd(wereld, "contactpersoon-goed")
    ga_over(collega, aanvraag, "Z02:9901.1")
    [gelezen] = re.findall(r'name="gelezen" value="([^"]+)"', mens.get(f"{aanvraag}controleren").content.decode())
    collega.post(f"{aanvraag}indienen", {"actie": "gelezen", "gelezen": gelezen})
    assert list(Aanvraag.objects.get().bronnen["wachtend"]) == ["oorzaak"], "a colleague reads nothing of mine"
    mens.post(f"{aanvraag}indienen", {"actie": "gelezen", "gelezen": gelezen})
    assert "wachtend" not in Aanvraag.objects.get().bronnen
    Aanvraag.objects.update(formulier_code="X02", formulier_versie="2026-1")  # and back
    assert "Alleen het uiterlijk" not in tekst(mens.get(f"{aanvraag}controleren"))


def test_so_it_is_in_a_copy_on_a_version_that_does_not_ask_it(wereld: Wereld, bevroren: datetime) -> None:
    mens = ingelogd(wereld, "persoonlijk-goed")
    eerste = open_link(wereld, mens)
    vul_medisch(mens, eerste)
    vul_in(mens, eerste, "medisch", **MEDISCH | {"mrd": "1", "oorzaak": "uiterlijk"})
    zonder = eigen_formulier(lambda vraag: None if vraag.link_id == "oorzaak" else replace(vraag, enable_when=()))
    nieuw = replace(zonder, code="X02", uzovi="", versie="2026-9", geldig_van=date(2026, 11, 1))
    use_catalogus(catalogus().plus([nieuw]))
    Aanvraag.objects.update(vervalt_at=bevroren)  # it is over, and was never sent
    mens.post(f"{eerste}kopie")
    kopie = Aanvraag.objects.get(vervolg_soort="kopie")
    assert kopie.formulier_versie == "2026-9"
    assert "Alleen het uiterlijk" in tekst(mens.get(f"/aanvragen/{kopie.id}/controleren"))


def test_an_answer_that_the_other_form_cannot_read_stays_as_it_was_typed(wereld: Wereld) -> None:
    with_eigen(lambda vraag: replace(vraag, type=Vraagtype.DATE) if vraag.link_id == "opmerking" else vraag)
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    vul_in(mens, aanvraag, "behandeling", **TRAJECT)
    vul_in(mens, aanvraag, "medisch", **MEDISCH, opmerking="Leest slecht.")
    adres = ga_over(mens, aanvraag, "Z02:9901.1")["Location"]
    pagina = mens.get(adres).content.decode()
    assert 'value="Leest slecht."' in pagina and "veld-opmerking-fout" in pagina


def test_where_the_other_insurer_has_no_form_for_it_all_stays_as_it_is(wereld: Wereld) -> None:
    use_catalogus(Catalogus(replace(catalogus().inhoud, formulieren=(eigen_formulier(),))))
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = open_link(wereld, mens)
    vul_in(mens, aanvraag, "verzekerde", **naar_testzorg())
    pagina = tekst(mens.get(f"{aanvraag}ander-formulier"))
    assert "Wij vinden bij deze verzekeraar geen formulier" in pagina and "ook de begindatum" in pagina
    assert op() == ("Z02", "9901.1", "concept")


def test_a_second_press_changes_nothing_and_no_other_form_can_be_chosen(wereld: Wereld, eigen_code: None) -> None:
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    vul_in(mens, aanvraag, "behandeling", **TRAJECT)
    geweigerd = ga_over(mens, aanvraag, "X05:2026-1")
    assert (geweigerd.status_code, "F102" in tekst(geweigerd)) == (422, True)
    for _ in range(2):
        assert ga_over(mens, aanvraag, "Z02:9901.1").status_code == 302
    assert op() == ("Z02", "9901.1", "concept")


def test_software_that_prepares_it_is_told_too(wereld: Wereld, eigen_code: None) -> None:
    mens = ingelogd(wereld, "persoonlijk-goed")
    aanvraag = open_link(wereld, mens, verstrekking={"formulier": "X02"})
    adres = f"/api/v1/{aanvraag.strip('/')}/antwoorden"
    balie = wereld.software()
    data = json.dumps({"antwoorden": TRAJECT})
    stand = balie.client.put(adres, data, content_type="application/json", secure=True, **balie._omgeving()).json()
    assert [fout["code"] for fout in stand["fouten"]] == ["F108"]
    assert "9901" not in stand["fouten"][0]["melding"]  # it may be another patient than the package knows of
