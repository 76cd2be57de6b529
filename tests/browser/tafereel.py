"""What the pages are about: aanvragen in each state, made in the browser by the people who bring them there."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from machtigingen_sandbox.patienten import KLIKGEBIT
from machtigingen_sandbox.personas import BIJ_DEMOVERZEKERING, BIJ_TESTZORG
from namen import nieuwe_naam
from playwright.sync_api import Page
from wereld import verzekerde

from .beheer import (
    maak_beheer,
)
from .formulieren import MAKER, maak_voorstellen, publiceer_eigen
from .kantoor import Kantoor
from .stappen import (
    beantwoord_de_medische_vragen,
    besluit,
    botst_met_een_ander_tabblad,
    druk,
    groep,
    heropen,
    ken_anders_toe,
    stel_een_vraag,
    trek_in,
    verder,
    verstuur_begroting,
    voeg_foto_toe,
    vul_in_en_verstuur,
    zet_einddatum,
    zet_melding_aan,
)

BEOORDELAAR = "beoordelaar-9901"
TANDARTS = "persoonlijk-tandarts"
CONTACT = "contactpersoon-goed"
DUUR = KLIKGEBIT | {"prestaties": [KLIKGEBIT["prestaties"][0] | {"techniek": "900.00"}, KLIKGEBIT["prestaties"][1]]}
HALF = {"prestatiecodelijst": "010", "prestaties": [{"code": "J081", "aantal": 1}, {"code": "J056", "aantal": 2}]}


@dataclass(frozen=True, kw_only=True)
class Aanvragen:
    """Requests in different states, and the addresses of the portal."""

    portaal: str
    info: str
    link: str
    concept: str
    halverwege: str
    keuze: str
    verkeerd: str
    wacht: str
    goedgekeurd: str
    tabel: str
    halve_tabel: str
    begroting: str
    nieuws: str
    tabel_verstuurd: str
    vier_ogen: str
    genomen: str
    gevraagd: str
    tegelijk: str
    herbeoordeling: str
    afgewezen: str
    dubbel: str
    medewerker: str
    op_slot: str
    deels: str
    ingetrokken: str
    heropend: str
    software: str
    klaar: str


def maak_aanvragen(kantoor: Kantoor) -> Aanvragen:
    page = kantoor.computer()

    def open_link(**bericht: object) -> str:
        page.goto(kantoor.stuur(**bericht))
        return page.url.split("/")[4]

    tandarts = kantoor.computer(TANDARTS)

    def open_mondzorg(**bericht: object) -> str:
        tandarts.goto(kantoor.stuur_mondzorg(**bericht))
        return tandarts.url.split("/")[4]

    page.goto(f"{kantoor.portaal}/meldingen/")
    zet_melding_aan(page, f"balie-{nieuwe_naam()}@praktijk.example")
    wacht = open_link()
    beantwoord_de_medische_vragen(page, mm="3,5")
    voeg_foto_toe(page)
    verder(page)
    botst_met_een_ander_tabblad(page)
    druk(page, "Aanvraag versturen")
    goedgekeurd = open_link()
    vul_in_en_verstuur(page)
    halverwege = open_link()
    beantwoord_de_medische_vragen(page)
    voeg_foto_toe(page)
    aan_de_balie = [_wachtend(page, open_link) for _ in range(9)]
    genomen, gevraagd, tegelijk, afgewezen, dubbel, eerder, deels, ingetrokken, heropend = aan_de_balie
    bureau = kantoor.computer(BEOORDELAAR)
    bureau.goto(f"{kantoor.portaal}/beoordelen/{genomen}/")
    druk(bureau, "Aanvraag nemen")
    for vraagt in (gevraagd, dubbel):
        stel_een_vraag(bureau, kantoor.portaal, vraagt)
    for afwijzing in (afgewezen, eerder):
        bureau.goto(f"{kantoor.portaal}/beoordelen/{afwijzing}/")
        besluit(bureau, "Afwijzen", reden="niet_aangetoond")
    bureau.goto(f"{kantoor.portaal}/beoordelen/{deels}/")
    ken_anders_toe(bureau)
    zet_einddatum(bureau, kantoor.portaal, deels)
    bureau.goto(f"{kantoor.portaal}/beoordelen/{heropend}/")
    besluit(bureau, "Toekennen zoals gevraagd")
    heropen(bureau, kantoor.portaal, heropend)
    kantoor.maak_te_laat(genomen)
    trek_in(page, kantoor.portaal, ingetrokken)
    page.goto(f"{kantoor.portaal}/aanvragen/{eerder}/herbeoordeling")
    page.get_by_role("textbox").fill("Zie de nieuwe meting.")
    druk(page, "Herbeoordeling vragen")
    herbeoordeling = page.url.split("/")[4]
    tabel_verstuurd = open_mondzorg(verstrekking=DUUR)
    tandarts.goto(f"{kantoor.portaal}/aanvragen/{tabel_verstuurd}/vragen/begroting?wijzig=prestaties")
    groep(tandarts, "Regel 1").get_by_label("Techniek").fill("910")
    verstuur_begroting(tandarts)
    vier_ogen = open_mondzorg(verstrekking=DUUR, verzekerde=verzekerde(BIJ_DEMOVERZEKERING))
    verstuur_begroting(tandarts)
    eerste = kantoor.computer("beoordelaar-9903")
    eerste.goto(f"{kantoor.portaal}/beoordelen/{vier_ogen}/")
    besluit(eerste, "Alles toekennen zoals gevraagd", knop="Oordeel vastleggen")
    maak_voorstellen(kantoor.computer(MAKER), kantoor.portaal)
    verkeerd = open_link(
        verstrekking={"diagnose": "255", "zorgactiviteit": "039020"}, verzekerde=verzekerde(BIJ_TESTZORG)
    )
    _wacht_op_eigen(page, kantoor, verkeerd)
    return Aanvragen(
        tabel_verstuurd=tabel_verstuurd,
        vier_ogen=vier_ogen,
        genomen=genomen,
        gevraagd=gevraagd,
        tegelijk=tegelijk,
        herbeoordeling=herbeoordeling,
        afgewezen=afgewezen,
        dubbel=dubbel,
        deels=deels,
        ingetrokken=ingetrokken,
        heropend=heropend,
        portaal=kantoor.portaal,
        info=kantoor.omgeving.adres("info"),
        link=kantoor.stuur(),
        concept=open_link(),
        halverwege=halverwege,
        verkeerd=verkeerd,
        keuze=open_link(verstrekking={"diagnose": "251"}),
        wacht=wacht,
        goedgekeurd=goedgekeurd,
        tabel=open_mondzorg(),
        halve_tabel=open_mondzorg(verstrekking=HALF),
        begroting=open_mondzorg(),
        nieuws=kantoor.wacht_op_mail(),
        **maak_beheer(kantoor.computer(CONTACT), kantoor.omgeving),
    )


def _wacht_op_eigen(page: Page, kantoor: Kantoor, verkeerd: str) -> None:
    """The insurer has a form of its own for this care from now on, and the portal knows it in a few seconds."""
    publiceer_eigen(kantoor)
    einde = time.monotonic() + 30
    while not page.url.endswith("/ander-formulier"):
        assert time.monotonic() < einde, page.url
        page.goto(f"{kantoor.portaal}/aanvragen/{verkeerd}/ander-formulier")


def _wachtend(page: Page, open_link: Callable[[], str]) -> str:
    """One more that a beoordelaar has to decide on."""
    aanvraag = open_link()
    vul_in_en_verstuur(page, mm="3,5")
    return aanvraag
