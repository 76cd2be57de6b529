"""The work of a beoordelaar: the longest waiting first, only the own insurer's, a reason for each decision."""

from datetime import UTC, datetime, timedelta

import pytest
from machtigingen_sandbox import personas
from oordelen import heel
from reis import dien_in, fouten, tekst
from wereld import Wereld, der

from machtigingen.aanvragen import besluiten
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.aanvragen.queries import VERZEGELD
from machtigingen.audit.models import Regel
from machtigingen.beoordeling.queries import decided, worklist
from machtigingen.foundation import Actor, DomainError, Soort
from machtigingen.pki import verify
from machtigingen.project import certificaten, klok
from machtigingen.toegang.queries import identify

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def als(wereld: Wereld, naam: str) -> Actor:
    verdict = verify(der(wereld.testpki, naam), profielen=certificaten.bron().profielen(), at=NU)
    return identify(verdict, verwacht=Soort.PERSOONLIJK, now=NU)


@pytest.fixture
def drie(wereld: Wereld) -> list[str]:
    """Three doubtful cases, sent an hour after one another; the references in that order."""
    for uur, referentie in enumerate(("eerste", "tweede", "derde")):
        klok.zet(lambda uur=uur: NU + timedelta(hours=uur))
        dien_in(wereld, wereld.mens(), mrd="3,5", referentie=referentie)
    dien_in(wereld, wereld.mens(), mrd="3,5", referentie="bij een ander", wie=personas.BIJ_TESTZORG)
    return ["eerste", "tweede", "derde"]


def test_the_longest_waiting_comes_first(wereld: Wereld, drie: list[str]) -> None:
    Aanvraag.objects.filter(referentie="derde").update(updated_at=NU)
    lijst = worklist(actor=als(wereld, "beoordelaar-9901"), now=NU)
    assert [aanvraag.referentie for aanvraag in lijst] == drie


def test_another_insurer_has_its_own_work(wereld: Wereld, drie: list[str]) -> None:
    lijst = worklist(actor=als(wereld, "beoordelaar-9902"), now=NU)
    assert [aanvraag.referentie for aanvraag in lijst] == ["bij een ander"]


def test_looking_at_the_list_is_recorded(wereld: Wereld, drie: list[str]) -> None:
    worklist(actor=als(wereld, "beoordelaar-9901"), now=NU)
    assert Regel.objects.get(keten="uzovi:9901", handeling="werklijst_bekeken").actor == "B. Ordelaar"


@pytest.mark.parametrize("naam", ["persoonlijk-goed", "persoonlijk-raadplegen", "persoonlijk-zonder-autorisatie"])
def test_it_is_no_list_for_an_instantie(wereld: Wereld, naam: str) -> None:
    for lijst in (lambda: worklist(actor=als(wereld, naam), now=NU), lambda: decided(actor=als(wereld, naam))):
        with pytest.raises(DomainError) as fout:
            lijst()
        assert fout.value.code == "D203"


def besluit(
    wereld: Wereld, referentie: str, *, naam: str = "beoordelaar-9901", toelichting: str = "Klopt."
) -> Aanvraag:
    return besluiten.decide(
        actor=als(wereld, naam),
        now=NU + timedelta(days=1),
        aanvraag_id=Aanvraag.objects.get(referentie=referentie).id,
        oordeel=heel(True, toelichting),
    )


def geweigerd(wereld: Wereld, referentie: str, **anders: str) -> str:
    with pytest.raises(DomainError) as fout:
        besluit(wereld, referentie, **anders)
    return fout.value.code


def test_what_is_decided_leaves_the_list_and_is_found_below(wereld: Wereld, drie: list[str]) -> None:
    besluit(wereld, "tweede")
    beoordelaar = als(wereld, "beoordelaar-9901")
    assert [aanvraag.referentie for aanvraag in worklist(actor=beoordelaar, now=NU)] == ["eerste", "derde"]
    assert [aanvraag.referentie for aanvraag in decided(actor=beoordelaar)] == ["tweede"]


@pytest.mark.parametrize("toelichting", ["", "  ", "\n\t"])
def test_a_decision_needs_a_reason(wereld: Wereld, drie: list[str], toelichting: str) -> None:
    assert geweigerd(wereld, "eerste", toelichting=toelichting) == "A105"
    assert not Besluit.objects.exists()


def test_a_decision_is_made_once(wereld: Wereld, drie: list[str]) -> None:
    eerst = besluit(wereld, "eerste").machtigingsnummer
    assert geweigerd(wereld, "eerste", toelichting="Toch niet.") == "A102"
    assert Besluit.objects.get().toelichting == "Klopt."
    assert Aanvraag.objects.get(referentie="eerste").machtigingsnummer == eerst


def test_only_the_own_insurer_decides(wereld: Wereld, drie: list[str]) -> None:
    assert geweigerd(wereld, "eerste", naam="beoordelaar-9902") == "A101"
    assert geweigerd(wereld, "eerste", naam="persoonlijk-goed") == "D203"


def test_a_concept_cannot_be_decided_on(wereld: Wereld, drie: list[str]) -> None:
    Aanvraag.objects.filter(referentie="eerste").update(ingediend_at=None)
    assert geweigerd(wereld, "eerste") == "A101"


@pytest.mark.parametrize(
    ("toelichting", "code"),
    [("a" * 4001, "V106"), ("onzichtbaar\x00teken", "B207"), (" \n ", "A105")],
    ids=["too long", "control character", "nothing"],
)
def test_a_reason_is_a_text_that_can_be_read(wereld: Wereld, drie: list[str], toelichting: str, code: str) -> None:
    assert geweigerd(wereld, "eerste", toelichting=toelichting) == code
    assert not Besluit.objects.filter(door_regel=False).exists()


@pytest.mark.parametrize(
    ("toelichting", "zin"),
    [("a" * 4001, "langer dan het maximum"), ("onzichtbaar\x07teken", "bevat onzichtbare stuurtekens")],
)
def test_what_is_wrong_with_a_reason_stands_at_the_field(
    wereld: Wereld, drie: list[str], toelichting: str, zin: str
) -> None:
    pagina = f"/beoordelen/{Aanvraag.objects.get(referentie='eerste').id}/"
    mens = wereld.mens("beoordelaar-9901")
    mens.get(pagina)
    antwoord = mens.post(pagina, {"besluit": "afwijzen", "reden": "niet_aangetoond", "toelichting": toelichting})
    assert antwoord.status_code == 422
    assert "toelichting" in fouten(antwoord)
    assert zin in tekst(antwoord)


def test_the_name_of_the_assessor_is_for_the_own_insurer(wereld: Wereld, drie: list[str]) -> None:
    aanvraag = besluit(wereld, "eerste")
    assert "B. Ordelaar" in tekst(wereld.mens("beoordelaar-9901").get(f"/beoordelen/{aanvraag.id}/"))
    pagina = tekst(wereld.mens().get(f"/aanvragen/{aanvraag.id}/"))
    assert "Goedgekeurd" in pagina
    assert "B. Ordelaar" not in pagina


def test_the_last_day_for_a_decision_is_a_day_in_the_netherlands(wereld: Wereld) -> None:
    klok.zet(lambda: datetime(2026, 11, 24, 23, 30, tzinfo=UTC))  # Wednesday the 25th, half past midnight
    mens = wereld.mens()
    assert "verwacht uiterlijk 09-12-2026" in tekst(mens.get(dien_in(wereld, mens, mrd="3,5")))


def test_the_lists_open_nothing_that_is_sealed(wereld: Wereld, drie: list[str]) -> None:
    besluit(wereld, "eerste")
    actor = als(wereld, "beoordelaar-9901")
    for aanvraag in (*worklist(actor=actor, now=NU), *decided(actor=actor)):
        assert aanvraag.get_deferred_fields() == set(VERZEGELD)


def test_a_long_list_is_shown_in_pages(wereld: Wereld, drie: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("machtigingen.doors.verzekeraar.werklijst.PER_PAGINA", 2)
    mens = wereld.mens("beoordelaar-9901")
    eerste, tweede = (tekst(mens.get(f"/beoordelen/?blad={blad}")) for blad in (1, 2))
    nummers = list(worklist(actor=als(wereld, "beoordelaar-9901"), now=NU).values_list("aanvraagnummer", flat=True))
    assert [nummer in eerste for nummer in nummers] == [True, True, False]
    assert [nummer in tweede for nummer in nummers] == [False, False, True]
    assert "Blad 1 van 2" in eerste
