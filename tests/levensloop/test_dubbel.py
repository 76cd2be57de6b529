"""For the same care on the same days there is one machtiging; where there are two, who decides knows it."""

from datetime import date

import pytest
from levensloop.conftest import Balie
from oordelen import heel, per_regel
from reis import tekst

from machtigingen.aanvragen import afsluiting, besluiten, vervolg
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import gebeurtenissen_of
from machtigingen.aanvragen.regels import Oordeel
from machtigingen.formulieren.afspraken import Regelbesluit
from machtigingen.foundation import DomainError

ANDERS = per_regel(Regelbesluit.ANDERS)


def beslist(balie: Balie, oordeel: Oordeel, id_: object = None) -> Aanvraag:
    id_ = id_ or balie.verstuurd().id
    return besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=id_, oordeel=oordeel)


def vraag(balie: Balie, eerste: Aanvraag, soort: str) -> Aanvraag:
    wie = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": eerste.id}
    return vervolg.ask_again(**wie, soort=soort, motivering="Kijk nog eens.")


@pytest.mark.parametrize(("oordeel", "soort"), [(heel(False), "herbeoordeling"), (heel(True), "verlenging")])
def test_what_was_granted_is_not_asked_twice(balie: Balie, oordeel: Oordeel, soort: str) -> None:
    eerste = beslist(balie, oordeel)
    nieuw = beslist(balie, heel(True), vraag(balie, eerste, soort).id)
    with pytest.raises(DomainError) as fout:
        vraag(balie, eerste, soort)
    assert (fout.value.code, fout.value.fouten[0].gegevens["nummer"]) == ("A121", nieuw.aanvraagnummer)


def test_nor_when_it_was_granted_one_step_further(balie: Balie) -> None:
    eerste = beslist(balie, heel(False))
    tweede = beslist(balie, heel(False), vraag(balie, eerste, "herbeoordeling").id)
    beslist(balie, heel(True), vraag(balie, tweede, "herbeoordeling").id)
    with pytest.raises(DomainError) as fout:
        vraag(balie, eerste, "herbeoordeling")
    assert fout.value.code == "A121"


def test_a_last_verlenging_is_extended_in_its_turn(balie: Balie) -> None:
    eerste = beslist(balie, heel(True))
    tweede = beslist(balie, heel(True), vraag(balie, eerste, "verlenging").id)
    derde = beslist(balie, heel(True), vraag(balie, tweede, "verlenging").id)
    assert derde.geldig_tot_on is not None and tweede.geldig_tot_on is not None
    assert derde.geldig_tot_on > tweede.geldig_tot_on


def test_a_granted_herbeoordeling_takes_the_place_of_what_was_partly_granted(balie: Balie) -> None:
    eerste = beslist(balie, ANDERS)
    nieuw = beslist(balie, heel(True), vraag(balie, eerste, "herbeoordeling").id)
    eerste.refresh_from_db()
    assert eerste.geldig_tot_on == date(2026, 11, 23), "what was claimed before the besluit stays"
    assert eerste.einde_reden == f"Na herbeoordeling vervangen door machtiging {nieuw.machtigingsnummer}."
    assert gebeurtenissen_of(eerste)[-1].soort == "einddatum"
    with pytest.raises(DomainError) as fout:
        vraag(balie, eerste, "verlenging")
    assert (fout.value.code, fout.value.fouten[0].gegevens["nummer"]) == ("A121", nieuw.aanvraagnummer)
    afsluiting.reopen(actor=balie.beoordelaar, now=balie.now, aanvraag_id=nieuw.id, reden="Toch niet.")
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": eerste.id}
    terug = afsluiting.set_end(**wie, einde=date(2027, 11, 1), reden="De herbeoordeling is heropend.")
    assert terug.einde_reden is None


def test_a_refused_herbeoordeling_leaves_the_first_as_it_was(balie: Balie) -> None:
    eerste = beslist(balie, ANDERS)
    beslist(balie, heel(False), vraag(balie, eerste, "herbeoordeling").id)
    eerste.refresh_from_db()
    assert (eerste.geldig_tot_on, eerste.einde_reden) == (date(2027, 11, 1), None)


def test_who_decides_reads_what_covers_the_same_days_already(balie: Balie) -> None:
    ander, eerste = balie.verstuurd(), beslist(balie, heel(True))
    mens = balie.wereld.mens("beoordelaar-9901")
    mens.get("/beoordelen/")
    pagina = tekst(mens.get(f"/beoordelen/{ander.id}/"))
    dagen = "vanaf 2 november 2026 tot en met 1 november 2027"
    assert f"Al gemachtigd onder {eerste.machtigingsnummer}, {dagen}." in pagina
    verlenging = vraag(balie, eerste, "verlenging")
    assert "Al gemachtigd onder" not in tekst(mens.get(f"/beoordelen/{verlenging.id}/")), "it begins the day after"
