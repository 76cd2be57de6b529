"""Every row of docs/testidentiteiten.md, sent to the portal: it gets exactly what the row says."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from documenten import ROOT
from machtigingen_sandbox import bezoeker, eenmalig
from machtigingen_sandbox.pagina import Formulier, Pagina, read_pagina
from machtigingen_sandbox.personas_identiteiten import NIET_OP_TE_ROEPEN, groepen, uncovered
from machtigingen_sandbox.personas_proeven import Proef, Verzoek
from machtigingen_sandbox.personas_tabel import write_tabel
from wereld import Beller, Wereld

from machtigingen.foundation import foutcodes

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
GROEPEN = groepen(now=NU)
PROEVEN = [proef for groep in GROEPEN for proef in groep.proeven]
NAMEN = [f"{groep.titel}-{proef.cellen[0]}" for groep in GROEPEN for proef in groep.proeven]
# What a package or a link can give; the rest is between the portal and a person who is in it.
FAMILIES = ("deur", "bericht", "instantie", "register", "formulier", "link", "systeem")


def send(wereld: Wereld, verzoek: Verzoek, link: str) -> Any:
    who = wereld.software if verzoek.listener == "api" else wereld.mens
    caller = who(verzoek.certificaat)
    headers = {f"HTTP_{naam.upper()}": value for naam, value in verzoek.koppen.items() if naam != "Content-Type"}
    return caller.client.generic(
        verzoek.methode,
        verzoek.pad.format(link=link),
        verzoek.inhoud,
        content_type=verzoek.koppen["Content-Type"],
        secure=True,
        **caller._omgeving(),
        **headers,
    )


def outcome(answer: Any) -> str:
    """As the tables write it."""
    if "xml" in answer.headers.get("Content-Type", ""):
        code = re.search(r"<code>(\w{4})</code>", answer.content.decode())
        return " ".join([str(answer.status_code), *([code[1]] if code else [])])
    if "json" not in answer.headers.get("Content-Type", ""):
        code = answer.content.decode().partition("Foutcode: ")[2][:4]
        return f"{answer.status_code} {code}".strip()
    data = answer.json()
    warnings = [f"waarschuwing {een['code']}" for een in data.get("waarschuwingen", ())]
    return ", ".join([" ".join(filter(None, (str(answer.status_code), data.get("code")))), *warnings])


@pytest.mark.parametrize("proef", PROEVEN, ids=NAMEN)
def test_a_row_gets_what_it_says(wereld: Wereld, proef: Proef) -> None:
    link, answers = "", []
    for verzoek in proef.verzoeken:
        answer = send(wereld, verzoek, link)
        answers.append(outcome(answer))
        if "json" in answer.headers.get("Content-Type", ""):
            link = (answer.json().get("link") or "").removeprefix("https://localhost:8443")
    assert answers == [verzoek.verwacht for verzoek in proef.verzoeken]
    if proef.besluit:
        assert decided(wereld, answer.json()) == proef.besluit


class Browser:
    """A `Bezoeker` that walks through the portal of this process."""

    def __init__(self, caller: Beller) -> None:
        self._caller = caller

    def open(self, adres: str) -> Pagina:
        return self._read(self._caller.get(adres.removeprefix("https://localhost:8443"), follow=True))

    def submit(self, formulier: Formulier, antwoorden: Any) -> Pagina:
        body, kind = bezoeker.encode(formulier.filled_in(antwoorden), multipart=formulier.met_bestanden)
        path = formulier.adres.removeprefix("https://localhost:8443")
        extra = self._caller._omgeving() | {"content_type": kind, "secure": True, "follow": True}
        return self._read(self._caller.client.post(path, body, **extra))

    def _read(self, answer: Any) -> Pagina:
        path = answer.redirect_chain[-1][0] if answer.redirect_chain else answer.request["PATH_INFO"]
        return read_pagina(answer.content.decode(), adres=f"https://localhost:8443{path}", status=answer.status_code)


class Silent(eenmalig.Stappen):
    def done(self, what: str, id: str = "") -> None:
        pass


def decided(wereld: Wereld, received: dict[str, Any]) -> str:
    """What the rules made of it, after a person added a photo and sent it."""
    eenmalig.fill_in(Browser(wereld.mens()), received["link"], Silent())  # type: ignore[arg-type]
    aanvraag = wereld.software().get(f"/api/v1/instroom/{received['id']}").json()["aanvraag"]
    return {"in_behandeling": "beoordelen"}.get(aanvraag["status"], aanvraag["status"])


def test_every_code_that_a_push_a_link_or_the_door_can_give_has_a_row_or_a_reason() -> None:
    given = {code for code, uitleg in foutcodes().items() if uitleg.fase in FAMILIES}
    assert uncovered(given, now=NU) == set()
    covered = {proef.code for proef in PROEVEN}
    assert NIET_OP_TE_ROEPEN.keys() & covered == set()
    assert NIET_OP_TE_ROEPEN.keys() <= given


def test_a_wrong_row_is_found_out(wereld: Wereld) -> None:
    proef = next(proef for proef in PROEVEN if proef.code == "I101")
    wrong = replace(proef, verzoeken=(replace(proef.verzoeken[-1], verwacht="201"),))
    with pytest.raises(AssertionError):
        test_a_row_gets_what_it_says(wereld, wrong)


def test_the_document_is_up_to_date() -> None:
    assert (ROOT / "docs" / "testidentiteiten.md").read_text(encoding="utf-8") == write_tabel(), (
        "Schrijf hem opnieuw met: machtigingen-sandbox identiteiten > docs/testidentiteiten.md"
    )


def test_no_row_asks_for_a_day() -> None:
    assert write_tabel() == write_tabel(now=datetime(2027, 3, 1, tzinfo=UTC))
    assert json.dumps([proef.cellen for proef in PROEVEN]).count("2026-11-24") == 0
