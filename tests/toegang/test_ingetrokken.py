"""What its issuer withdrew, is called so where access is managed: nobody is told that it works."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from reis import tekst
from toegang.test_beheer import OOG, Als, als, cert, geweigerd
from wereld import Wereld

from machtigingen.pki import Intrekkingslijst, Profiel
from machtigingen.project import certificaten
from machtigingen.project.bezorg import TAKEN
from machtigingen.toegang import beheer, team
from machtigingen.toegang.ingetrokken import note_revoked
from machtigingen.toegang.models import Certificaat, Medewerker
from machtigingen.toegang.team import Stand

__all__ = ["als"]
BOER = "I. de Boer"


@pytest.fixture
def profielen(wereld: Wereld, bevroren: datetime) -> list[Profiel]:
    return list(certificaten.profielen(bevroren))


def _stand(als: Als, now: datetime, naam: str = BOER) -> Stand:
    (rij,) = [rij for rij in team.certificaten(actor=als(OOG), now=now) if rij.naam == naam]
    return rij.stand


def _met_lijst(profielen: list[Profiel], *serienummers: int) -> list[Profiel]:
    def anders(crl: Intrekkingslijst | None) -> Intrekkingslijst | None:
        return crl and replace(crl, serienummers=frozenset(serienummers))

    return [replace(een, eigen=replace(een.eigen, crl=anders(een.crl))) for een in profielen]


def test_the_worker_sees_it_and_the_contactpersoon_reads_it(wereld: Wereld, als: Als, bevroren: datetime) -> None:
    for taak in TAKEN:
        taak(bevroren)
    assert _stand(als, bevroren) is Stand.INGETROKKEN
    assert _stand(als, bevroren, "R. Bakker") is not Stand.INGETROKKEN
    mens = wereld.mens(OOG)
    pad = f"/beheer/certificaten/{Certificaat.objects.get(naam=BOER).pk}/"
    assert "Ingetrokken door de uitgever" in tekst(mens.get(pad))
    assert f"Het certificaat van {BOER} is ingetrokken door de uitgever." in tekst(mens.get("/beheer/"))


@pytest.mark.parametrize("anders", ["ingetrokken_at", "geldig_tot"])
def test_what_works_no_longer_is_renewed_and_not_asked_for_beside_it(wereld: Wereld, bevroren, anders: str) -> None:
    software = Certificaat.objects.filter(organisatie__code="22990001", soort="systeem", einde_at=None)
    software.update(**{anders: bevroren - timedelta(days=1)})
    mens, naar = wereld.mens(OOG), f"/beheer/certificaten/aanvragen?vervangt={software.get().pk}"
    assert f'href="{naar}"' in mens.get("/beheer/certificaten/aanvragen").content.decode()
    assert f'href="{naar}"' in mens.get(f"/beheer/certificaten/{software.get().pk}/").content.decode()
    assert f"/beheer/certificaten/{software.get().pk}/" in mens.get("/beheer/").content.decode()
    pagina = tekst(mens.get(naar))
    assert "krijgt dezelfde rechten" in pagina
    assert "het oude" not in pagina, "nothing goes on working"


def test_what_was_only_suspended_works_again(als: Als, profielen: list[Profiel], bevroren: datetime) -> None:
    note_revoked(profielen=profielen, now=bevroren)
    note_revoked(profielen=_met_lijst(profielen), now=bevroren)
    assert _stand(als, bevroren) is not Stand.INGETROKKEN


def test_without_a_list_what_was_known_stays(als: Als, profielen: list[Profiel], bevroren: datetime) -> None:
    note_revoked(profielen=profielen, now=bevroren)
    zonder = [replace(een, eigen=replace(een.eigen, crl=None)) for een in profielen]
    note_revoked(profielen=zonder, now=bevroren)
    assert _stand(als, bevroren) is Stand.INGETROKKEN


@pytest.mark.parametrize(("uitgever", "geraakt"), [("", True), ("die", True), ("een ander", False), ("weg", True)])
def test_the_same_number_of_another_issuer_is_another_certificate(
    als: Als, profielen: list[Profiel], bevroren: datetime, uitgever: str, geraakt: bool
) -> None:
    """Of one that was registered before its issuer was noted, or whose issuer has another name by now, each counts."""
    rij = Certificaat.objects.get(pk=cert(als, "persoonlijk-goed"))
    (een, *_) = _met_lijst(profielen, int(rij.serienummer, 16))
    (ander, *_) = _met_lijst(profielen)
    lijsten = [
        replace(een, uitgever=replace(een.uitgever, naam="die")),
        replace(ander, uitgever=replace(ander.uitgever, naam="een ander")),
    ]
    Certificaat.objects.filter(pk=rij.pk).update(uitgever=uitgever)
    note_revoked(profielen=lijsten, now=bevroren)
    assert (_stand(als, bevroren, "S. de Vries") is Stand.INGETROKKEN) is geraakt


def test_it_is_nobody_who_could_still_manage(als: Als, bevroren: datetime) -> None:
    wat: dict[str, Any] = {"actor": als(OOG), "now": bevroren}
    ander = als("persoonlijk-goed").medewerker
    beheer.set_contact(**wat, medewerker=ander, rang=2)
    Certificaat.objects.filter(medewerker=ander).update(ingetrokken_at=bevroren - timedelta(days=1))
    assert geweigerd(beheer.end_medewerker, **wat, medewerker=wat["actor"].medewerker) == "T106"
    assert Medewerker.objects.get(pk=ander).contact == 2


def test_its_issuer_is_noted_with_what_comes_in(wereld: Wereld) -> None:
    assert "" not in set(Certificaat.objects.values_list("uitgever", flat=True))


@pytest.mark.parametrize("zonder_lijst", [False, True])
def test_of_two_issuers_of_one_name_each_list_counts(
    als: Als, profielen: list[Profiel], bevroren: datetime, zonder_lijst: bool
) -> None:
    rij = Certificaat.objects.get(pk=cert(als, "persoonlijk-goed"))
    (een, *_) = _met_lijst(profielen, int(rij.serienummer, 16))
    (ander, *_) = _met_lijst(profielen)
    namen = [replace(lijst, uitgever=replace(lijst.uitgever, naam="die")) for lijst in (een, ander)]
    Certificaat.objects.filter(pk=rij.pk).update(uitgever="die")
    note_revoked(profielen=namen, now=bevroren)
    assert Certificaat.objects.get(pk=rij.pk).ingetrokken_at == bevroren
    leeg = replace(een, eigen=replace(een.eigen, crl=None if zonder_lijst else ander.crl))
    note_revoked(profielen=[replace(leeg, uitgever=replace(een.uitgever, naam="die")), namen[1]], now=bevroren)
    assert (Certificaat.objects.get(pk=rij.pk).ingetrokken_at is not None) is zonder_lijst
