"""Pictures while others keep us at work: asked for again later, and nothing typed or kept before is lost."""

from typing import Any

import pytest
from beelden import png
from django.db import connection
from handelingen import id_van, vraag_informatie
from journeys.test_antwoord import antwoord
from journeys.test_bijlagen_samen import aanvraag, bestand, voeg_toe  # noqa: F401
from levensloop.conftest import Balie, balie  # noqa: F401
from reis import dien_in, tekst
from scanner import PDF
from software.test_bijlagen import concept, wenkbrauw  # noqa: F401
from software.test_bijlagen import voeg_toe as stuur
from wereld import Wereld

from machtigingen.aanvragen import bijlagen, inname
from machtigingen.aanvragen.models import Bijlage, Informatieverzoek
from machtigingen.beeld import Bezet, TeLaat, bereid


def werkt_tot(monkeypatch: pytest.MonkeyPatch, hoe: type[Exception]) -> list[bytes]:
    """The first picture is made, at the second it goes wrong. Gives what was asked for."""
    gevraagd: list[bytes] = []

    def made(data: bytes) -> Any:
        gevraagd.append(data)
        if len(gevraagd) > 1:
            raise hoe
        return bereid(data)

    monkeypatch.setattr("machtigingen.beeld.bereid", made)
    return gevraagd


def fotos(aantal: int) -> list[Any]:
    return [bestand(f"{een}.png", png(str(een))) for een in range(aantal)]


@pytest.mark.parametrize(
    ("hoe", "tweede"),
    [(Bezet, "“1.png”: Het portaal is te druk"), (TeLaat, "“1.png”: Deze foto kunnen wij niet lezen")],
)
def test_the_first_without_time_ends_it_and_the_rest_is_named(
    mens: Any,
    aanvraag: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    hoe: type[Exception],
    tweede: str,
) -> None:
    gevraagd = werkt_tot(monkeypatch, hoe)
    pagina = tekst(mens.get(voeg_toe(mens, aanvraag, *fotos(4))["Location"]))
    assert [een.naam for een in Bijlage.objects.all()] == ["0.png"]
    assert len(gevraagd) == 2
    assert tweede in pagina
    assert "“3.png”: Het portaal is te druk" in pagina


def test_an_answer_to_the_insurer_is_kept_though_its_picture_has_to_wait(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    pad = dien_in(wereld, wereld.mens(), mrd="3,5")
    vraag_informatie(wereld, id_van(pad), "Wanneer is gemeten?", "Waarom helpt een bril niet?")
    werkt_tot(monkeypatch, Bezet)
    pagina = antwoord(wereld.mens(), pad, "Gisteren.", "Daarom.", documenten=fotos(2))
    assert "te druk" in tekst(pagina)
    verzoek = Informatieverzoek.objects.get()
    assert verzoek.beantwoord_at is None
    assert [verzoek.concept[nummer]["tekst"] for nummer in ("0", "1")] == ["Gisteren.", "Daarom."]


def test_software_is_told_to_come_again(balie: Balie, concept: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    werkt_tot(monkeypatch, Bezet)
    assert stuur(balie, concept, png("een")).status_code == 201
    druk = stuur(balie, concept, png("twee"))
    assert (druk.status_code, druk.json()["code"]) == (503, "S102")
    assert "Retry-After" in druk
    assert Bijlage.objects.count() == 1


def test_a_small_picture_that_has_to_wait_is_no_error_of_ours(
    balie: Balie,  # noqa: F811
    concept: Any,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    id_ = stuur(balie, concept, png("een")).json()["id"]

    def busy(data: bytes) -> bytes:
        raise Bezet

    monkeypatch.setattr("machtigingen.ui.documenten.miniatuur", busy)
    assert balie.wereld.mens().get(f"/aanvragen/{concept}/bijlagen/{id_}?weergave=klein").status_code == 503


def test_what_a_colleague_takes_off_in_this_very_moment_is_taken_in_outside_the_transaction(
    balie: Balie,  # noqa: F811
    wenkbrauw: Any,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wie: dict[str, Any] = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": wenkbrauw}
    eerst = bijlagen.attach(**wie, vraag="foto", naam="brief.pdf", data=PDF)
    diep = len(connection.savepoint_ids)
    gezien: list[int] = []
    same, take_in = bijlagen._same, inname.take_in

    def once(*args: Any) -> Any:
        gevonden = same(*args)
        monkeypatch.setattr(bijlagen, "_same", same)
        bijlagen.remove(**wie, bijlage_id=eerst.id)
        return gevonden

    def seen(*args: Any, **kwargs: Any) -> Any:
        gezien.append(len(connection.savepoint_ids))
        return take_in(*args, **kwargs)

    monkeypatch.setattr(bijlagen, "_same", once)
    monkeypatch.setattr(bijlagen, "take_in", seen)
    nieuw = bijlagen.attach(**wie, vraag="foto", naam="brief.pdf", data=PDF)
    assert nieuw.id != eerst.id
    assert gezien == [diep]
