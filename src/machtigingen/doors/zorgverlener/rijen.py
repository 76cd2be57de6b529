"""The table that a row was added to or taken from: where it is, and what it adds up to."""

from urllib.parse import urlencode

from machtigingen.beslisboom import Onderwerp, Vraag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.kaart import Kaart
from machtigingen.ui.tabelveld import ERBIJ, WEG
from machtigingen.ui.tabelveld import posted_rows as posted_rows


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
