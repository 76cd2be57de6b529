"""A document that was sent after the aanvraag, and that nobody knows to be clean: the insurer does not know of it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from levensloop.conftest import Balie, code_van
from oordelen import heel
from reis import tekst
from scanner import BESMET, PDF

from machtigingen.aanvragen import besluiten, bijlagen
from machtigingen.aanvragen.models import Aanvraag, Bijlage, Gebeurtenis
from machtigingen.aanvragen.quarantaine import Ronde, scan_waiting
from machtigingen.notificaties.abonneren import subscribe_webhook
from machtigingen.notificaties.models import Bezorging
from machtigingen.ui.documenten import bijlagen_van

Schakel = Callable[[bool], None]
NAAM = "nagestuurd.pdf"


@pytest.fixture
def oog(balie: Balie, scanner_werkt: Schakel) -> Aanvraag:
    scanner_werkt(True)
    aanvraag = balie.verstuurd()
    scanner_werkt(False)
    return aanvraag


def stuur_na(balie: Balie, oog: Aanvraag, data: bytes = PDF) -> Bijlage:
    return bijlagen.attach_later(actor=balie.indiener, now=balie.now, aanvraag_id=oog.id, naam=NAAM, data=data)


def van_de_verzekeraar(balie: Balie, oog: Aanvraag) -> str:
    return tekst(balie.wereld.mens("beoordelaar-9901").get(f"/beoordelen/{oog.id}/"))


def test_the_insurer_hears_and_sees_nothing_until_it_is_clean(
    balie: Balie, oog: Aanvraag, scanner_werkt: Schakel
) -> None:
    subscribe_webhook(actor=balie.beoordelaar, now=balie.now, adres="https://verzekeraar.example/", soorten=())
    eerst = Aanvraag.objects.get()
    bijlage = stuur_na(balie, oog)
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": oog.id, "bijlage_id": bijlage.id}
    assert code_van(bijlagen.read, **wie) == "A101"
    assert NAAM not in van_de_verzekeraar(balie, oog)
    assert NAAM not in [een.naam for een in bijlagen_van(oog)]
    assert not Gebeurtenis.objects.filter(soort="bijlage").exists()
    assert not Bezorging.objects.exists()
    assert Aanvraag.objects.get().mutatie_verzekeraar == eerst.mutatie_verzekeraar
    scanner_werkt(True)
    assert scan_waiting(now=balie.now) == Ronde(schoon=1)
    assert bijlagen.read(**wie)[1] == PDF
    assert NAAM in van_de_verzekeraar(balie, oog)
    gebeurd = Gebeurtenis.objects.get(soort="bijlage")
    assert (gebeurd.door, gebeurd.van_verzekeraar, gebeurd.gegevens["naam"]) == (balie.indiener.naam, False, NAAM)
    assert Bezorging.objects.get().soort == "aangevuld"
    assert Aanvraag.objects.get().mutatie_verzekeraar > eerst.mutatie_verzekeraar


def test_one_with_a_virus_never_gets_there(balie: Balie, oog: Aanvraag, scanner_werkt: Schakel) -> None:
    bijlage = stuur_na(balie, oog, BESMET)
    scanner_werkt(True)
    assert scan_waiting(now=balie.now) == Ronde(virus=1)
    wie = {"now": balie.now, "aanvraag_id": oog.id, "bijlage_id": bijlage.id}
    assert code_van(bijlagen.read, actor=balie.beoordelaar, **wie) == "A101"
    assert code_van(bijlagen.read, actor=balie.indiener, **wie) == "X109"
    assert not Gebeurtenis.objects.filter(soort="bijlage").exists()


def test_the_provider_sees_why_and_takes_it_off(balie: Balie, oog: Aanvraag) -> None:
    bijlage, mens = stuur_na(balie, oog), balie.wereld.mens()
    pagina = mens.get(f"/aanvragen/{oog.id}/")
    assert "In quarantaine: wordt nog gescand" in tekst(pagina)
    assert f"bijlagen/{bijlage.id}" not in pagina.content.decode()
    weg = mens.post(f"/aanvragen/{oog.id}/documenten", {"verwijder": str(bijlage.id)})
    assert weg.status_code == 302
    assert NAAM not in tekst(mens.get(f"/aanvragen/{oog.id}/"))


def test_the_provider_is_told_that_it_follows(balie: Balie, oog: Aanvraag, scanner_werkt: Schakel) -> None:
    def pagina() -> str:
        return tekst(balie.wereld.mens().get(f"/aanvragen/{oog.id}/"))

    vooraf = tekst(balie.wereld.mens().get(f"/aanvragen/{oog.id}/documenten"))
    assert "meteen, of na de virusscan. Daarna kunt u het niet meer weghalen." in vooraf
    assert "Een document volgt na de virusscan" not in pagina()
    stuur_na(balie, oog)
    assert "Een document volgt na de virusscan" in pagina()
    scanner_werkt(True)
    scan_waiting(now=balie.now)
    assert "Een document volgt na de virusscan" not in pagina()


def test_who_may_only_look_sees_it_and_does_not_take_it_off(balie: Balie, oog: Aanvraag) -> None:
    bijlage, kijker = stuur_na(balie, oog), balie.wereld.mens("persoonlijk-raadplegen")
    pagina = kijker.get(f"/aanvragen/{oog.id}/").content.decode()
    assert NAAM in pagina and "verwijder" not in pagina
    assert kijker.post(f"/aanvragen/{oog.id}/documenten", {"verwijder": str(bijlage.id)}).status_code == 403
    assert Bijlage.objects.filter(pk=bijlage.pk).exists()


def test_what_reached_the_insurer_is_not_taken_off(balie: Balie, oog: Aanvraag, scanner_werkt: Schakel) -> None:
    bijlage = stuur_na(balie, oog)
    scanner_werkt(True)
    scan_waiting(now=balie.now)
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": oog.id}
    assert code_van(bijlagen.remove, **wie, bijlage_id=bijlage.id) == "A102"
    assert Bijlage.objects.filter(pk=bijlage.pk).exists()


def test_what_was_sent_before_the_besluit_arrives_after_it_without_calling_for_attention(
    balie: Balie, oog: Aanvraag, scanner_werkt: Schakel
) -> None:
    stuur_na(balie, oog)
    besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=oog.id, oordeel=heel(True))
    status = Aanvraag.objects.get().status
    scanner_werkt(True)
    assert scan_waiting(now=balie.now) == Ronde(schoon=1)
    assert Aanvraag.objects.get().status == status
    assert NAAM in van_de_verzekeraar(balie, oog)


def test_the_whole_dossier_is_taken_along_without_it(balie: Balie, oog: Aanvraag) -> None:
    stuur_na(balie, oog)
    antwoord = balie.wereld.mens().get(f"/aanvragen/{oog.id}/dossier.zip")
    assert antwoord.status_code == 200
    namen = [naam.rpartition("/")[2] for naam in ZipFile(BytesIO(antwoord.content)).namelist()]
    assert [naam for naam in namen if naam.startswith("bijlage")] == ["bijlage-1.png"]


def test_what_is_not_taken_along_does_not_count(balie: Balie, oog: Aanvraag, monkeypatch: pytest.MonkeyPatch) -> None:
    grootte = sum(een.grootte for een in Bijlage.objects.all())
    monkeypatch.setattr("machtigingen.ui.bundel.SAMEN_MAX", grootte)
    stuur_na(balie, oog)
    assert balie.wereld.mens().get(f"/aanvragen/{oog.id}/dossier.zip").status_code == 200


def test_the_same_document_again_is_there_once(balie: Balie, oog: Aanvraag, scanner_werkt: Schakel) -> None:
    eerst = stuur_na(balie, oog)
    scanner_werkt(True)
    assert stuur_na(balie, oog).id == eerst.id
    assert Bijlage.objects.filter(vraag="aanvulling").count() == 1


def test_the_api_of_the_insurer_does_not_name_it(balie: Balie, oog: Aanvraag) -> None:
    bijlage: Any = stuur_na(balie, oog)
    dossier = balie.wereld.software("systeem-verzekeraar-9901").get(f"/api/v1/verzekeraar/aanvragen/{oog.id}")
    assert dossier.status_code == 200, dossier.content
    assert str(bijlage.id) not in dossier.content.decode()
