"""Two people with one form at one moment: one of them wins, the other hears so, and nothing is published unseen."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from formulieren.eigen import MAKER, PUBLICIST, STRAKS, anders, eigenaar, teksten, uploads
from races.tegelijk import code_van, elke_keten_is_heel, tegelijk
from wereld import Wereld

from machtigingen.formulieren import Keuze, actions, catalogus
from machtigingen.formulieren.catalogus import use_published
from machtigingen.formulieren.gepubliceerd import refresh
from machtigingen.formulieren.models import Formulierversie
from machtigingen.project import klok

KANSEN = 4


@pytest.fixture(autouse=True)
def zonder_eigen_formulieren() -> Iterator[None]:
    yield
    use_published({})


def upload(wereld: Wereld, wie: str, van: dict[str, str]) -> Callable[[], str]:
    maker = eigenaar(wereld, wie)
    return lambda: code_van(lambda: actions.upload(actor=maker, now=klok.nu(), uploads=uploads(van)))


def publiceer(
    wereld: Wereld, gezien: str, *, wie: str = PUBLICIST, vanaf: date = STRAKS, versie: str = "9901.1"
) -> Callable[[], str]:
    publicist = eigenaar(wereld, wie)
    soort = {"code": "X02", "versie": versie, "gezien": gezien, "geldig_van": vanaf}
    return lambda: code_van(lambda: actions.publish(actor=publicist, now=klok.nu(), **soort))


def de_versie() -> Formulierversie:
    return Formulierversie.objects.get(code="X02", versie="9901.1")


@pytest.mark.parametrize("kans", range(KANSEN))
def test_of_two_that_publish_one_does(wereld: Wereld, kans: int) -> None:
    upload(wereld, MAKER, teksten())()
    gezien = de_versie().sha256
    dagen = (STRAKS, date(2027, 2, 1))
    codes = tegelijk([publiceer(wereld, gezien, vanaf=dag) for dag in dagen])
    assert sorted(codes) == ["", "F304"]
    assert de_versie().geldig_van_on == dagen[codes.index("")]
    assert elke_keten_is_heel()


@pytest.mark.parametrize("kans", range(KANSEN))
def test_of_two_versions_for_one_day_the_last_by_name_counts_whoever_is_first(wereld: Wereld, kans: int) -> None:
    for versie in ("9901.1", "9901.2"):
        upload(wereld, MAKER, teksten(versie=versie))()
    gezien = dict(Formulierversie.objects.values_list("versie", "sha256"))
    codes = tegelijk([publiceer(wereld, gezien[versie], versie=versie) for versie in sorted(gezien)])
    assert tuple(codes) in {("", ""), ("F307", "")}
    refresh()
    keuze = Keuze(grondslag="zvw", on=STRAKS, specialisme="0301", formulier="X02", uzovi="9901")
    assert [een.versie for een in catalogus().passend(keuze)] == ["9901.2"]
    assert elke_keten_is_heel()


@pytest.mark.parametrize("kans", range(KANSEN))
def test_what_is_uploaded_while_a_colleague_publishes_is_published_by_nobody(wereld: Wereld, kans: int) -> None:
    upload(wereld, MAKER, teksten())()
    gezien = de_versie().sha256
    nieuw = anders("formulier.yaml", "titel: Correctie", "titel: Ingreep")
    codes = tuple(tegelijk([publiceer(wereld, gezien), upload(wereld, MAKER, nieuw)]))
    assert codes in {("", "F304"), ("F308", "")}
    staat = de_versie()
    assert (staat.sha256 == gezien) is (staat.gepubliceerd_at is not None) is (codes[0] == "")
    assert elke_keten_is_heel()


@pytest.mark.parametrize("kans", range(KANSEN))
def test_of_two_first_uploads_one_is_kept_whole(wereld: Wereld, kans: int) -> None:
    nieuw = anders("formulier.yaml", "titel: Correctie", "titel: Ingreep")
    codes = tegelijk([upload(wereld, MAKER, teksten()), upload(wereld, PUBLICIST, nieuw)])
    assert set(codes) <= {"", "F308"}
    assert "" in codes
    staat = de_versie()
    assert ("Ingreep" in staat.teksten["formulier.yaml"]) is (staat.geupload_door == "C. Ollega")
    assert elke_keten_is_heel()
