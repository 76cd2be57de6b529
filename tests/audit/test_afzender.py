"""For whom something was done, and who handed it in: two things of one row. A row of before says neither, and still
fits."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from machtigingen.audit.actions import append, record, verify_all
from machtigingen.audit.models import Regel
from machtigingen.audit.nen7513 import about
from machtigingen.foundation import Soort

from .conftest import NU, medewerker

pytestmark = pytest.mark.django_db

# What the first version took into its hash, written out here once more.
VAN_TOEN = (
    "keten", "volgnummer", "soort_actor", "actor", "organisatie", "certificaat", "handeling", "onderwerp",
    "resultaat", "code", "correlatie_id", "vorige_hash",
)  # fmt: skip


def schrijf_van_toen() -> Regel:
    append(
        "agb:22990001", recorded_at=NU, soort_actor="persoonlijk", actor="S. de Vries", organisatie="Oogkliniek",
        certificaat="f" * 64, handeling="aanvraag_bekeken", onderwerp="aanvraag:1",
    )  # fmt: skip
    return Regel.objects.latest("pk")


def hash_van_toen(regel: Regel) -> str:
    inhoud: dict[str, Any] = {naam: getattr(regel, naam) for naam in VAN_TOEN}
    inhoud["recorded_at"] = regel.recorded_at.isoformat()
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def test_a_row_says_for_which_organisation_and_with_which_certificate() -> None:
    software = replace(medewerker(), soort=Soort.SYSTEEM, naam="229900010001", serienummer="1f3a")
    record(actor=software, now=NU, handeling="instroom_ontvangen", onderwerp="aanvraag:1", softwarepakket="DemoOog")
    regel = Regel.objects.get()
    assert (regel.afzender, regel.indiener, regel.softwarepakket) == ("agb:22990001", "1f3a", "DemoOog")
    (log,) = about(["aanvraag:1"], bron="portaal.example")
    assert (log.afzender, log.indiener) == ("agb:22990001", "DemoOog, certificaat 1f3a")


def test_what_the_portal_does_itself_has_neither() -> None:
    record(actor=None, now=NU, handeling="toegang_geladen", onderwerp="bestand:toegang.yaml")
    (log,) = about(["bestand:toegang.yaml"], bron="portaal.example")
    assert (log.afzender, log.indiener) == ("", "")


def test_rows_of_before_keep_their_hash_and_what_they_say_and_the_chain_goes_on() -> None:
    oud = schrijf_van_toen()
    assert (oud.afzender, oud.indiener, oud.hash) == ("", "", hash_van_toen(oud))
    record(actor=medewerker(), now=NU, handeling="aanvraag_bekeken", onderwerp="aanvraag:1")
    assert {breuk for _, breuk in verify_all()} == {None}
    eerst, later = about(["aanvraag:1"], bron="portaal.example")
    assert (eerst.afzender, eerst.indiener) == ("agb:22990001", "f" * 64)
    assert later.indiener == "certificaat 1"


def test_neither_can_be_left_out_of_the_hash_afterwards() -> None:
    record(actor=medewerker(), now=NU, handeling="aanvraag_bekeken", onderwerp="aanvraag:1")
    regel = Regel.objects.get()
    assert regel.hash != hash_van_toen(regel)
