"""What is offered is possible, for every status, at both sides of the counter and for each who may look."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from levensloop.conftest import Balie, code_van
from oordelen import heel
from reis import PNG

from machtigingen.aanvragen import afsluiting, behandeling, besluiten, bijlagen, vervolg
from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.models import Aanvraag, Informatieverzoek
from machtigingen.aanvragen.queries import stand
from machtigingen.doors.verzekeraar.rechten import Rechten, rechten_of
from machtigingen.doors.zorgverlener.acties import acties_van
from machtigingen.foundation import Actor

Daad = Callable[..., Any]


def een_einde(*, aanvraag_id: Any, **wie: Any) -> Aanvraag:
    return afsluiting.set_end(**wie, aanvraag_id=aanvraag_id, einde=date(2026, 11, 30), reden="Contract eindigt.")


AAN_HET_BUREAU: dict[str, tuple[Callable[[Rechten], object], Daad]] = {
    "nemen": (lambda r: r.nemen, behandeling.take),
    "overnemen": (lambda r: r.overnemen, lambda **wie: behandeling.take(**wie, overnemen=True)),
    "overdragen": (lambda r: r.overdragen, behandeling.hand_over),
    "vragen": (lambda r: r.vragen, lambda **wie: behandeling.ask_information(**wie, vragen=["Waarom?"])),
    "niet_wachten": (lambda r: r.niet_wachten, behandeling.stop_waiting),
    "vraag_intrekken": (lambda r: r.vraag_intrekken, behandeling.stop_waiting),
    "besluiten": (lambda r: r.besluiten, lambda **wie: besluiten.decide(**wie, oordeel=heel(True))),
    "heropenen": (lambda r: r.heropenen_tot, lambda **wie: afsluiting.reopen(**wie, reden="Toch.")),
    "einde_zetten": (lambda r: r.einde_zetten, een_einde),
}
AAN_DE_BALIE: dict[str, Daad] = {
    "Herbeoordeling vragen": lambda **wie: vervolg.ask_again(
        **wie, soort="herbeoordeling", motivering="Kijk nog eens."
    ),
    "Verlenging vragen": lambda **wie: vervolg.ask_again(**wie, soort="verlenging", motivering="Nog niet klaar."),
    "Document toevoegen": lambda **wie: bijlagen.attach_later(**wie, naam="brief.png", data=PNG + b"later"),
    "Kopiëren als nieuwe aanvraag": vervolg.copy_as_new,
    "Melden: niet uitgevoerd": lambda **wie: afsluiting.report_not_done(**wie, reden="Gaat niet door."),
    "Aanvraag intrekken": lambda **wie: afsluiting.withdraw(**wie, reden="Dubbel."),
}


@pytest.fixture(autouse=True)
def portaal(settings: Any) -> None:
    """Where the links of the counter lead."""
    settings.ROOT_URLCONF = "machtigingen.project.urls_portaal"


@pytest.fixture
def aanvraag(balie: Balie) -> Aanvraag:
    """One that was decided, so that it can stand anywhere."""
    return besluiten.decide(
        actor=balie.beoordelaar, now=balie.now, aanvraag_id=balie.verstuurd().id, oordeel=heel(True)
    )


def stel(aanvraag: Aanvraag, status: Status, *, bij: Actor | None = None, reageren_voor: date | None = None) -> None:
    """As it would stand there, whatever the way to it."""
    aanvraag.status = status.value
    besluiten.put_on_desk(aanvraag, bij)
    aanvraag.save()
    Informatieverzoek.objects.filter(aanvraag=aanvraag).delete()
    if status is Status.INFORMATIE_GEVRAAGD:
        Informatieverzoek.objects.create(
            aanvraag=aanvraag,
            volgnummer=1,
            vragen=["Waarom?"],
            gesteld_at=aanvraag.updated_at,
            gesteld_door="B. Ordelaar",
            reageren_voor_on=reageren_voor or date(2026, 12, 8),
        )


def lukt(daad: Daad, **wie: Any) -> str:
    """The code that it is refused with; nothing is kept of it."""
    with transaction.atomic():
        code = code_van(daad, **wie)
        transaction.set_rollback(True)
    return code


def test_what_the_desk_offers_is_possible(balie: Balie, aanvraag: Aanvraag) -> None:
    ik = balie.beoordelaar
    gezien = set()
    for status in Status:
        for bij in (None, ik, balie.collega_van(ik)):
            for reageren_voor in (date(2026, 11, 1), date(2026, 12, 8)):
                stel(aanvraag, status, bij=bij, reageren_voor=reageren_voor)
                rechten = rechten_of(aanvraag, actor=ik, now=balie.now)
                for naam, (mag, daad) in AAN_HET_BUREAU.items():
                    if mag(rechten):
                        gezien.add(naam)
                        code = lukt(daad, actor=ik, now=balie.now, aanvraag_id=aanvraag.id)
                        assert code == "", f"{naam} from {status.value}"
    assert gezien == set(AAN_HET_BUREAU), "each was offered somewhere"


@pytest.mark.parametrize("naam", ["persoonlijk-goed", "persoonlijk-raadplegen"])
def test_what_the_counter_offers_is_possible(balie: Balie, aanvraag: Aanvraag, naam: str) -> None:
    wie, gezien = balie.als(naam), set()
    for status in Status:
        stel(aanvraag, status)
        for actie in acties_van(aanvraag, stand(aanvraag, balie.now), actor=wie, now=balie.now):
            gezien.add(actie.titel)
            code = lukt(AAN_DE_BALIE[actie.titel], actor=wie, now=balie.now, aanvraag_id=aanvraag.id)
            assert code == "", f"{actie.titel} from {status.value}"
    assert gezien == (set(AAN_DE_BALIE) if naam == "persoonlijk-goed" else set())


@pytest.mark.parametrize("reden", [None, "Tikfout."])
@pytest.mark.parametrize("einde", [date(2026, 11, 20), date(2026, 9, 1)])
def test_what_is_offered_after_the_last_day_is_possible_too(
    balie: Balie, aanvraag: Aanvraag, einde: date, reden: str | None
) -> None:
    """Just over or for long, by itself or because the insurer set it."""
    aanvraag.geldig_tot_on, aanvraag.einde_reden = einde, reden
    stel(aanvraag, Status.GOEDGEKEURD)
    assert stand(aanvraag, balie.now) is Status.BEEINDIGD
    wie = {"now": balie.now, "aanvraag_id": aanvraag.id}
    rechten = rechten_of(aanvraag, actor=balie.beoordelaar, now=balie.now)
    offered = {naam for naam, (mag, _) in AAN_HET_BUREAU.items() if mag(rechten)}
    assert offered == ({"einde_zetten"} if reden else set())
    for naam in offered:
        assert lukt(AAN_HET_BUREAU[naam][1], actor=balie.beoordelaar, **wie) == ""
    titels = {een.titel for een in acties_van(aanvraag, Status.BEEINDIGD, actor=balie.indiener, now=balie.now)}
    assert ("Melden: niet uitgevoerd" in titels) is (reden is None and einde == date(2026, 11, 20))
    assert ("Verlenging vragen" in titels) is (reden is None)
    for titel in titels:
        assert lukt(AAN_DE_BALIE[titel], actor=balie.indiener, **wie) == "", titel
