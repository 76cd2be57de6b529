"""A request that became one about somebody else than the package sent: the insurer reads nothing of the other."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from handelingen import blad_nu
from levensloop.conftest import Balie
from machtigingen_sandbox import personas
from reis import tekst
from wereld import COV, Beller, bericht, verzekerde

from machtigingen.aanvragen import actions, indiening
from machtigingen.aanvragen.cov import ask_cov
from machtigingen.aanvragen.dossier import Antwoord, from_json
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.opzoeken import OPGEZOCHT
from machtigingen.aanvragen.pakketantwoorden import put_answers
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.aanvragen.vervolg import copy_as_new
from machtigingen.audit.models import Regel

EEN, ANDER = personas.GEVONDEN, personas.OOK_GEVONDEN


def wie(mens: personas.Persona) -> dict[str, str]:
    return {"bsn": mens.bsn.onthul(), "geboortedatum": mens.geboortedatum.isoformat()}


def gepusht(balie: Balie, **anders: Any) -> UUID:
    """What a package sent, and nobody opened yet."""
    antwoord = balie.wereld.software("systeem-goed").push(bericht(**anders))
    assert antwoord.status_code == 201, antwoord.content
    return Aanvraag.objects.get().id


def typ(balie: Balie, id_: UUID, **ruw: Any) -> Aanvraag:
    daad = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": id_}
    return actions.answer(**daad, blad=blad_nu(id_), ruw=ruw)[0]


def verstuur(balie: Balie, id_: UUID) -> Aanvraag:
    daad = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": id_}
    ask_cov(**daad)
    return indiening.submit(**daad)


def anders_gestuurd(aanvraag: Aanvraag) -> dict[str, Any]:
    """By question what the package had sent, where something else stands."""
    return _anders(from_json(aanvraag.antwoorden))


def _anders(antwoorden: Mapping[str, Antwoord]) -> dict[str, Any]:
    return {
        link_id: een.gestuurd
        for link_id, een in antwoorden.items()
        if een.gestuurd_bron == "softwarepakket" and een.gestuurd not in (None, een.waarde)
    }


def test_what_the_package_sent_of_another_person_is_not_the_insurers_to_read(
    desk: Callable[..., Beller], balie: Balie
) -> None:
    id_ = balie.concept()
    assert anders_gestuurd(typ(balie, id_, **wie(ANDER))) == wie(EEN)
    aanvraag = verstuur(balie, id_)
    pagina = tekst(desk().get(f"/beoordelen/{aanvraag.id}/"))
    assert ANDER.bsn.onthul() in pagina.replace(" ", "") and "Pakket stuurde" not in pagina
    assert "Aangepast" in pagina, "that it was changed is still said"
    assert EEN.bsn.onthul() not in str(aanvraag.antwoorden)


def test_nor_when_it_was_the_package_that_corrected_who_it_is_about(balie: Balie) -> None:
    id_ = balie.concept(verzekerde=verzekerde(EEN) | {"naam": "Van de een", "verzekerdenummer": "111"})
    typ(balie, id_, geboortedatum=ANDER.geboortedatum.isoformat())
    software = balie.als("systeem-goed")
    ruw = {"bsn": ANDER.bsn.onthul(), "zorgverlener": "03990011"}
    assert put_answers(actor=software, now=balie.now, aanvraag_id=id_, ruw=ruw).overgenomen == 2
    aanvraag = verstuur(balie, id_)
    assert anders_gestuurd(aanvraag) == {}
    assert aanvraag.bronnen["softwarepakket"]["verzekerde"] == {"bsn": ANDER.bsn.onthul()}
    eerder = aanvraag.eerdere_verzekerden.get()
    assert EEN.geboortedatum.isoformat() in eerder.geboortedata, "who asks who saw it still finds it"


def test_what_the_package_says_of_the_right_person_in_the_same_breath_stands(balie: Balie, settings: Any) -> None:
    settings.MACHTIGINGEN_COV = "cov_dubbels:Weg"
    gestuurd = verzekerde(EEN) | {"bsn": ANDER.bsn.onthul(), "uzovi": "9902"}
    id_ = gepusht(balie, verzekerde=gestuurd)
    ruw = wie(EEN) | {"verzekeraar": "9902"}
    assert put_answers(actor=balie.als("systeem-goed"), now=balie.now, aanvraag_id=id_, ruw=ruw).overgenomen == 3
    settings.MACHTIGINGEN_COV = COV
    ask_cov(actor=balie.indiener, now=balie.now, aanvraag_id=id_)
    assert anders_gestuurd(Aanvraag.objects.get(pk=id_)) == {"verzekeraar": "9902"}
    assert not Regel.objects.filter(handeling=OPGEZOCHT).exists(), "the package said whom it is about"


def test_a_copy_that_is_about_the_first_person_again_is_read_beside_what_was_sent(balie: Balie) -> None:
    id_ = balie.concept()
    typ(balie, id_, **wie(ANDER))
    over_ander = verstuur(balie, id_)
    kopie = copy_as_new(actor=balie.indiener, now=balie.now, aanvraag_id=over_ander.id)
    begin = balie.now.date() - timedelta(days=3)
    gewijzigd = typ(balie, kopie.id, **wie(EEN), begindatum=begin.isoformat())
    assert from_json(gewijzigd.antwoorden)["bsn"].bron == "aangepast"
    ask_cov(actor=balie.indiener, now=balie.now, aanvraag_id=kopie.id)
    straks = actions.find_concept(actor=balie.indiener, now=balie.now, aanvraag_id=kopie.id)
    assert _anders(dossier_of(straks, balie.now).op_het_pad()) == {"begindatum": "2026-11-02"}
