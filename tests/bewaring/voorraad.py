"""What there is to keep or erase: aanvragen of any age, with all that can belong to one."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.conf import settings
from django.test import TestCase

from machtigingen.aanvragen.models import Aanvraag, Besluit, Bijlage, EerdereVerzekerde, Gebeurtenis, Informatieverzoek
from machtigingen.audit.actions import record
from machtigingen.bewaring.actions import Bewaarverslag, run
from machtigingen.bewaring.regels import Termijnen
from machtigingen.instroom.models import Instroom
from machtigingen.kluis import link_hash, sleutelbos
from machtigingen.notificaties.models import Abonnement, Bezorging

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
UUR, DAG, JAAR = timedelta(hours=1), timedelta(days=1), timedelta(days=366)
AGB, UZOVI = "22990001", "9901"
GEHEIM = "kanarie: functiestoornis van beide ogen"
_NUMMER = iter(range(10**6))


def push(*, oud: timedelta, **anders: Any) -> Aanvraag:
    """One that nobody opened, as old as this, with the message it came from."""
    toen = NU - oud
    aanvraag = Aanvraag.objects.create(
        **{
            "id": uuid4(),
            "agb": AGB,
            "uzovi": UZOVI,
            "status": "concept",
            "bronnen": {"softwarepakket": {"naam": GEHEIM}},
            "antwoorden": {"klacht": {"waarde": GEHEIM}},
            "bsn_index": sleutelbos().blind_index(str(next(_NUMMER)), context="bsn"),
            "created_at": toen,
            "updated_at": toen,
            "vervalt_at": toen + DAG,
        }
        | anders
    )
    bericht(aanvraag=aanvraag, received_at=toen, geldig_tot_at=toen + DAG)
    return aanvraag


def bericht(*, oud: timedelta = timedelta(0), **anders: Any) -> Instroom:
    id_ = uuid4()
    return Instroom.objects.create(
        **{
            "id": id_,
            "agb": AGB,
            "softwarepakket": "DemoOog",
            "referentie": str(id_),
            "vingerafdruk": sleutelbos().blind_index(str(id_), context="instroom"),
            "link_hash": link_hash(str(id_)),
            "received_at": NU - oud,
            "geldig_tot_at": NU - oud + DAG,
            "aanvraag": None,
            "antwoord": {"niet_nodig": GEHEIM},
        }
        | anders
    )


def concept(*, oud: timedelta, **anders: Any) -> Aanvraag:
    """One that was opened, and last changed so long ago."""
    return push(
        oud=oud, **{"opened_at": NU - oud, "opened_by": "S. de Vries", "vervalt_at": NU - oud + 30 * DAG} | anders
    )


def aanvraag(*, oud: timedelta, bestanden: int = 1, **anders: Any) -> Aanvraag:
    """One that was sent and decided, with a part of every kind; the last thing happened so long ago."""
    toen, nummer = NU - oud, f"{next(_NUMMER):012}"
    verstuurd = {
        "status": "goedgekeurd",
        "ingediend_at": toen,
        "ingediend_door": "S. de Vries",
        "aanvraagnummer": nummer,
        "beslissing": {"spoor": [GEHEIM]},
        "motivering": GEHEIM,
    }
    een = concept(oud=oud, **verstuurd | anders)
    Besluit.objects.create(
        aanvraag=een, status=een.status, door_regel=False, toelichting=GEHEIM, regels=[GEHEIM], besloten_at=toen
    )
    Gebeurtenis.objects.create(
        aanvraag=een, volgnummer=1, soort="ingediend", at=toen, door="x", van_verzekeraar=False, gegevens={"x": GEHEIM}
    )
    Informatieverzoek.objects.create(
        aanvraag=een,
        volgnummer=1,
        vragen=[GEHEIM],
        antwoorden=[GEHEIM],
        gesteld_at=toen,
        gesteld_door="x",
        reageren_voor_on=date(2020, 1, 1),
        beantwoord_at=toen,
    )
    eerder = sleutelbos().blind_index(f"eerder {nummer}", context="bsn")
    EerdereVerzekerde.objects.create(aanvraag=een, bsn_index=eerder, geboortedata=[GEHEIM], tot_at=toen)
    for _ in range(bestanden):
        bijlage(een, oud=oud)
    return een


def bijlage(van: Aanvraag, *, oud: timedelta = timedelta(0)) -> Bijlage:
    id_ = uuid4()
    bestand(id_, oud=oud, inhoud=sleutelbos().seal(GEHEIM.encode(), context=f"bijlage:{id_}"))
    return Bijlage.objects.create(
        id=id_, aanvraag=van, vraag="foto", naam=GEHEIM, type="image/png", grootte=9, added_at=NU - oud, added_by="x"
    )


def bezorging(van: Aanvraag) -> Bezorging:
    abonnement, _ = Abonnement.objects.get_or_create(
        organisatiecode=AGB,
        kanaal="webhook",
        defaults={"adres": "https://pakket.example", "created_at": NU, "created_by": "x"},
    )
    return Bezorging.objects.create(
        abonnement=abonnement,
        aanvraag_id=van.pk,
        aanvraagnummer=van.aanvraagnummer or "",
        soort="besluit",
        status=van.status,
        created_at=NU,
        volgende_poging_at=NU,
    )


def bestand(naam: UUID | str, *, oud: timedelta, inhoud: bytes = b"x") -> Path:
    pad = map_() / str(naam)
    pad.write_bytes(inhoud)
    toen = (NU - oud).timestamp()
    os.utime(pad, (toen, toen))
    return pad


def map_() -> Path:
    return Path(settings.MACHTIGINGEN_BIJLAGEN)


def logregel(*, oud: timedelta, onderwerp: str = "") -> None:
    record(actor=None, now=NU - oud, handeling="aanvraag_bekeken", onderwerp=onderwerp)


def sessie(*, oud: timedelta) -> None:
    from django.contrib.sessions.models import Session

    Session.objects.create(session_key=uuid4().hex, session_data="", expire_date=NU - oud)


def wis(*, now: datetime = NU, proef: bool = False, **termijnen: int) -> Bewaarverslag:
    """Also where a test never commits, what waits for that is done."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return run(now=now, termijnen=Termijnen(**termijnen), proef=proef, beheerder="j.beheer")


def aantallen(verslag: Bewaarverslag) -> Mapping[str, int]:
    """Only what is not nothing."""
    return {klasse.value: aantal for klasse, aantal in verslag.aantallen.items() if aantal}


def tel() -> dict[str, int]:
    """All that is kept but the trail, and the files."""
    modellen = [m for label in ("aanvragen", "instroom", "sessions") for m in apps.get_app_config(label).get_models()]
    rijen = {model.__name__: model.objects.count() for model in modellen if model.__name__ != "Nummerreeks"}
    return rijen | {"bestanden": len(list(map_().iterdir()))}
