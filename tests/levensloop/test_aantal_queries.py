"""However many aanvragen there are, a list, a feed or a file asks the database as often as for a few."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from levensloop.conftest import INDIENERS, TANDARTS, Balie
from machtigingen_sandbox import personas
from oordelen import heel

from machtigingen.aanvragen import afsluiting, behandeling, besluiten

SOFTWARE = (
    ("/api/v1/aanvragen", "systeem-goed"),
    ("/api/v1/verzekeraar/aanvragen", "systeem-verzekeraar-9901"),
)
MENSEN = (
    ("/aanvragen/", "persoonlijk-goed"),
    ("/aanvragen/", INDIENERS[TANDARTS]),
    ("/aanvragen/?referentie=ref", "persoonlijk-goed"),
    ("/aanvragen.csv", "persoonlijk-goed"),
    ("/aanvragen/downloaden", "persoonlijk-goed"),
    ("/beoordelen/", "beoordelaar-9901"),
    ("/beoordelen/?lijst=wacht", "beoordelaar-9903"),
    ("/beoordelen/zoeken?referentie=ref", "beoordelaar-9901"),
    ("/beoordelen/zoeken?referentie=ref", "beoordelaar-9903"),
)


def van_alles(balie: Balie) -> None:
    """One of each: granted, refused, asked about, opened again and a concept; and asked about by 9903, of which the
    clock goes on where it stood."""
    wie = {"actor": balie.beoordelaar, "now": balie.now}
    toegekend, afgewezen, gevraagd, heropend = (balie.verstuurd() for _ in range(4))
    besluiten.decide(**wie, aanvraag_id=toegekend.id, oordeel=heel(True))
    besluiten.decide(**wie, aanvraag_id=afgewezen.id, oordeel=heel(False))
    behandeling.ask_information(**wie, aanvraag_id=gevraagd.id, vragen=["Hoe lang al?"])
    besluiten.decide(**wie, aanvraag_id=heropend.id, oordeel=heel(True))
    afsluiting.reopen(**wie, aanvraag_id=heropend.id, reden="De foto is niet bekeken.")
    verder = balie.verstuurd(TANDARTS, personas.BIJ_DEMOVERZEKERING)
    wie_9903 = {"actor": balie.als("beoordelaar-9903"), "now": balie.now}
    behandeling.ask_information(**wie_9903, aanvraag_id=verder.id, vragen=["Hoe lang al?"])
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
    bellers = {een: wereld.software(een[1]) for een in SOFTWARE} | {een: wereld.mens(een[1]) for een in MENSEN}
    van_alles(balie)
    for een in MENSEN:
        bellers[een].get(een[0])  # logs in
    weinig = {een: queries(lambda a=een[0], b=beller: b.get(a)) for een, beller in bellers.items()}
    van_alles(balie)
    for een, beller in bellers.items():
        assert queries(lambda a=een[0], b=beller: b.get(a)) == weinig[een], een
        assert "aanvragen_aanvraag" in {tabel for _, tabel in weinig[een]}, een
