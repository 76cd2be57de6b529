"""The rows of a table as a page posts them: prestaties-0-code, prestaties-0-aantal, prestaties-1-code, …

A button adds a row (rij=erbij:prestaties) or takes one away (rij=weg:prestaties-1); both keep all that was typed.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from machtigingen.beslisboom import MEESTE_RIJEN, Onderwerp, Vraag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.kaart import Kaart

ERBIJ = "erbij:"
WEG = "weg:"


def posted_rows(post: Mapping[str, str], vraag: Vraag) -> list[dict[str, str]] | None:
    """The rows in which something was typed, without the one that is to go; None when the table was not posted."""
    rijen = [_rij(post, vraag, nummer) for nummer in range(MEESTE_RIJEN + 1)]
    if not any(rijen):
        return None
    weg = post.get("rij", "")
    return [
        rij
        for nummer, rij in enumerate(rijen)
        if any(tekst.strip() for tekst in rij.values()) and weg != f"{WEG}{vraag.link_id}-{nummer}"
    ]


def _rij(post: Mapping[str, str], vraag: Vraag, nummer: int) -> dict[str, str]:
    namen = {kolom.link_id: f"{vraag.link_id}-{nummer}-{kolom.link_id}" for kolom in vraag.kolommen}
    return {link_id: post[naam] for link_id, naam in namen.items() if naam in post}


def way_back(request: PortalRequest, pagina: Onderwerp) -> str:
    """Where the table is that a row was added to or taken from; empty when this page has no such table."""
    gevraagd = request.POST["rij"]
    link_id = gevraagd.removeprefix(ERBIJ).removeprefix(WEG).partition("-")[0]
    if not any(vraag.kolommen and vraag.link_id == link_id for vraag in pagina.vragen):
        return ""
    query = {"wijzig": request.GET["wijzig"]} if "wijzig" in request.GET else {}
    query |= {"tabel": link_id} | ({"erbij": "1"} if gevraagd.startswith(ERBIJ) else {})
    return f"?{urlencode(query)}#veld-{link_id}"


def asks_for_row(request: PortalRequest, vraag: Vraag) -> bool:
    """Whether one more row was asked for in this table."""
    return request.GET.get("tabel") == vraag.link_id and "erbij" in request.GET


def table_totals(kaart: Kaart, onderwerp: str) -> dict[str, str]:
    """What the tables of a page add up to now, by the id of the place where it stands."""
    vragen = [vraag for o in kaart.dossier.onderwerpen if o.link_id == onderwerp for vraag in o.vragen]
    tabellen = [kaart.tabel(vraag, fout=None, cellen=(), erbij=False) for vraag in vragen if vraag.kolommen]
    rijen = {f"veld-{rij.id}-totaal": rij.totaal for tabel in tabellen for rij in tabel.rijen}
    return rijen | {f"{tabel.id}-totaal": tabel.totaal for tabel in tabellen}
