"""However many aanvragen there are, a list, a feed or a file asks the database as often as for a few."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from levensloop.conftest import Balie
from oordelen import heel

from machtigingen.aanvragen import afsluiting, behandeling, besluiten

PAKKET, VERZEKERAAR = "systeem-goed", "systeem-verzekeraar-9901"
SOFTWARE = {"/api/v1/aanvragen": PAKKET, "/api/v1/verzekeraar/aanvragen": VERZEKERAAR}
MENSEN = {
    "/aanvragen/": "persoonlijk-goed",
    "/aanvragen/?referentie=ref": "persoonlijk-goed",
    "/aanvragen.csv": "persoonlijk-goed",
    "/aanvragen/downloaden": "persoonlijk-goed",
    "/beoordelen/": "beoordelaar-9901",
    "/beoordelen/zoeken?referentie=ref": "beoordelaar-9901",
}


def van_alles(balie: Balie) -> None:
    """One of each: granted, refused, asked about, opened again and a concept."""
    wie = {"actor": balie.beoordelaar, "now": balie.now}
    toegekend, afgewezen, gevraagd, heropend = (balie.verstuurd() for _ in range(4))
    besluiten.decide(**wie, aanvraag_id=toegekend.id, oordeel=heel(True))
    besluiten.decide(**wie, aanvraag_id=afgewezen.id, oordeel=heel(False))
    behandeling.ask_information(**wie, aanvraag_id=gevraagd.id, vragen=["Hoe lang al?"])
    besluiten.decide(**wie, aanvraag_id=heropend.id, oordeel=heel(True))
    afsluiting.reopen(**wie, aanvraag_id=heropend.id, reden="De foto is niet bekeken.")
    balie.concept()


def queries(ask: Callable[[], Any]) -> list[tuple[str, str]]:
    """What is asked of the tables of aanvragen and of the audit log: the verb, and of which."""
    with CaptureQueriesContext(connection) as gevangen:
        antwoord = ask()
        assert antwoord.status_code == 200, antwoord.content
        assert b"".join(antwoord) != b""
    return [
        (gevonden[1], gevonden[2])
        for een in gevangen.captured_queries
        if (gevonden := re.match(r'(\w+).*?"((?:aanvragen|audit)_\w+)"', een["sql"]))
    ]


def test_no_list_feed_or_file_asks_more_when_there_are_more(balie: Balie) -> None:
    wereld = balie.wereld
    adressen = {adres: wereld.software(als) for adres, als in SOFTWARE.items()}
    adressen |= {adres: wereld.mens(als) for adres, als in MENSEN.items()}
    van_alles(balie)
    for adres in MENSEN:
        adressen[adres].get(adres)  # logs in
    weinig = {adres: queries(lambda a=adres, b=beller: b.get(a)) for adres, beller in adressen.items()}
    van_alles(balie)
    for adres, beller in adressen.items():
        assert queries(lambda a=adres, b=beller: b.get(a)) == weinig[adres], adres
        assert "aanvragen_aanvraag" in {tabel for _, tabel in weinig[adres]}, adres
