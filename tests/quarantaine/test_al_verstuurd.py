"""A virus that is found in what the insurer has already: from then on it reads nothing of that file, anywhere."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from levensloop.conftest import Balie, code_van
from levensloop.test_op_papier import gelezen
from reis import tekst
from scanner import BESMET

from machtigingen.aanvragen import bijlagen, indiening
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.aanvragen.quarantaine import Ronde, scan_open
from machtigingen.audit.models import Regel
from machtigingen.notificaties.abonneren import subscribe_webhook
from machtigingen.notificaties.models import Bezorging
from machtigingen.ui.documenten import samenvatting_van, vragen_en_antwoorden_van
from machtigingen.ui.tijdlijn import additions_of

Schakel = Callable[[bool], None]
Lezing = Callable[[Balie, Aanvraag], str]
BIJ_EEN_VRAAG, LATER = "bij een vraag.pdf", "later gestuurd.pdf"


@pytest.fixture
def oog(balie: Balie, settings: Any, scanner_werkt: Schakel) -> Aanvraag:
    """Sent while nobody scanned, with a file at a question and one that came later; the virus is in both."""
    settings.MACHTIGINGEN_VIRUSSCAN = "geen"
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": balie.concept()}
    bijlagen.attach(**wie, vraag="foto", naam=BIJ_EEN_VRAAG, data=BESMET)
    indiening.submit(**wie)
    bijlagen.attach_later(**wie, naam=LATER, data=BESMET)
    scanner_werkt(True)
    return Aanvraag.objects.get()


def scan(balie: Balie) -> None:
    assert scan_open(now=balie.now) == Ronde(schoon=1, virus=2)


def bureau(balie: Balie, oog: Aanvraag) -> str:
    return balie.wereld.mens("beoordelaar-9901").get(f"/beoordelen/{oog.id}/").content.decode()


def dossier(balie: Balie, oog: Aanvraag) -> str:
    antwoord = balie.wereld.software("systeem-verzekeraar-9901").get(f"/api/v1/verzekeraar/aanvragen/{oog.id}")
    return json.dumps(antwoord.json(), ensure_ascii=False)


def nieuw_sinds(balie: Balie, oog: Aanvraag) -> str:
    return str(additions_of(oog, na=0))


def vragen_op_papier(balie: Balie, oog: Aanvraag) -> str:
    return gelezen(vragen_en_antwoorden_van, oog, balie.now)


def samenvatting_op_papier(balie: Balie, oog: Aanvraag) -> str:
    return gelezen(samenvatting_van, oog, balie.now)


OVERAL: Mapping[str, tuple[Lezing, tuple[str, ...]]] = {
    "the page": (bureau, (BIJ_EEN_VRAAG, LATER)),
    "the api": (dossier, (BIJ_EEN_VRAAG, LATER)),
    "what is new since one looked": (nieuw_sinds, (LATER,)),
    "all questions": (vragen_op_papier, (BIJ_EEN_VRAAG,)),
    "the summary": (samenvatting_op_papier, (BIJ_EEN_VRAAG, LATER)),
}


@pytest.mark.parametrize(("lees", "namen"), OVERAL.values(), ids=OVERAL)
def test_the_insurer_reads_nothing_of_it(balie: Balie, oog: Aanvraag, lees: Lezing, namen: tuple[str, ...]) -> None:
    assert all(naam in lees(balie, oog) for naam in namen)
    scan(balie)
    ids = [str(een.pk) for een in Bijlage.objects.filter(quarantaine="virus")]
    assert [woord for woord in (*namen, *ids, "virus") if woord in lees(balie, oog)] == []


def test_the_other_file_at_that_question_is_still_there(balie: Balie, oog: Aanvraag) -> None:
    scan(balie)
    for lees in (bureau, dossier, vragen_op_papier, samenvatting_op_papier):
        assert "foto.png" in lees(balie, oog)


def test_where_it_was_the_only_one_the_question_says_so(balie: Balie, oog: Aanvraag) -> None:
    Bijlage.objects.update(quarantaine="virus")
    for lees in (bureau, dossier, vragen_op_papier, samenvatting_op_papier):
        assert "Niet beschikbaar." in lees(balie, oog)


def test_nothing_is_told_and_it_cannot_be_fetched(balie: Balie, oog: Aanvraag) -> None:
    subscribe_webhook(actor=balie.beoordelaar, now=balie.now, adres="https://verzekeraar.example/", soorten=())
    scan(balie)
    assert not Bezorging.objects.exists()
    assert Aanvraag.objects.get().mutatie_verzekeraar == oog.mutatie_verzekeraar
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": oog.id}
    besmet = Bijlage.objects.filter(quarantaine="virus")
    assert [code_van(bijlagen.read, **wie, bijlage_id=een.pk) for een in besmet] == ["A101", "A101"]


def test_the_provider_reads_what_it_is_and_takes_off_only_what_came_later(balie: Balie, oog: Aanvraag) -> None:
    scan(balie)
    mens, adres = balie.wereld.mens(), f"/aanvragen/{oog.id}/"
    pagina = mens.get(adres)
    assert f"{BIJ_EEN_VRAAG} {len(BESMET)} bytes Hier zit een virus in. Niemand kan het openen" in tekst(pagina)
    knoppen = pagina.content.decode().count('name="verwijder"')
    later = Bijlage.objects.get(vraag="aanvulling")
    assert (knoppen, f'name="verwijder" value="{later.pk}"' in pagina.content.decode()) == (1, True)
    assert mens.post(f"{adres}documenten", {"verwijder": str(later.pk)}).status_code == 302
    assert LATER not in bureau(balie, oog)
    assert Regel.objects.filter(handeling="bijlage_besmet").count() == 2
