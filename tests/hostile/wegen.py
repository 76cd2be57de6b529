"""Every way that a BSN goes through a real portal, by its own doors: from push to paper, and what goes wrong."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from beelden import png
from crash.beller import Antwoord, Beller
from machtigingen_sandbox.omgeving import Omgeving
from machtigingen_sandbox.pagina import Bestand
from machtigingen_sandbox.patienten import KLIKGEBIT, WENKBRAUWLIFT
from machtigingen_sandbox.personas import GEVONDEN, NOG_EEN_GEVONDEN, OOK_GEVONDEN, Persona
from wereld import bericht, verzekerde

PNG = png()
OOG = {
    "zijde": "beide", "oorzaak": "verslapping", "functiestoornis": "ja", "eerdere_correctie": "nee", "mrd": "3",
    "gezichtsveld_gemeten": "nee",
}  # fmt: skip
WENKBRAUW = {"zijde": "links", "oorzaak": "verwonding", "functiestoornis": "{}", "ooglid_voldoende": "nee"}
TAND = {"contract": "nee", "vorige_prothese": "nee", "reden_eerste": "{}"}
TANDARTS = {"instantie": {"agb": "12990003"}, "zorgverlener": {"agb": "12990021", "specialisme": "1200"}}
PATIENTEN = (GEVONDEN, NOG_EEN_GEVONDEN, OOK_GEVONDEN)
MOST_PAGES = 20
# How often the text stands in the photo: one is over the 2 MB that Django would keep in memory by itself.
FOTO = {"foto": 500, "rontgenfoto": 60_000}


class Wegen:
    def __init__(self, omgeving: Omgeving) -> None:
        self.omgeving = omgeving
        self.software = Beller(omgeving, "systeem-goed", listener="api")
        self.tandarts = Beller(omgeving, "systeem-tandarts", listener="api")
        self.mens = Beller(omgeving, "persoonlijk-goed")
        self.beoordelaar = Beller(omgeving, "beoordelaar-9901")

    def all(self) -> dict[str, str]:
        """Goes them all. The outcome of each aanvraag, by its reference."""
        uitkomsten = {
            "goed": self._weg(self.software, self.mens, GEVONDEN, OOG, "goedkeuren", referentie="goed"),
            "af": self._weg(self.software, self.mens, GEVONDEN, OOG, "afwijzen", referentie="af"),
            "wenkbrauw": self._weg(
                self.software, self.mens, NOG_EEN_GEVONDEN, WENKBRAUW, "afwijzen", referentie="wenkbrauw",
                verstrekking=WENKBRAUWLIFT,
            ),
            "tand": self._weg(
                self.tandarts, Beller(self.omgeving, "persoonlijk-tandarts"), OOK_GEVONDEN, TAND, "goedkeuren",
                referentie="tand", verstrekking=KLIKGEBIT, **TANDARTS,
            ),
        }  # fmt: skip
        for antwoord in (*self._zoek(), *self._na_het_bericht(), *self._verkeerd()):
            assert antwoord.status < 500, antwoord.adres
        return uitkomsten

    def _weg(
        self, software: Beller, mens: Beller, wie: Persona, antwoorden: Mapping[str, str], besluit: str, **anders: Any
    ) -> str:
        """From the push to the decision, and everything that can be read on the way."""
        bsn = wie.bsn.onthul()
        tekst = f"Patiënt {bsn[:4]}.{bsn[4:6]}.{bsn[6:]}, BSN {bsn}"
        data = bericht(wie=wie, opmerking=tekst, **anders)
        data["verzekerde"] = verzekerde(wie) | {"naam": f"Kanarie {bsn}", "verzekerdenummer": bsn}
        gepusht = software.push(data)
        assert gepusht.status == 201, gepusht.body
        id_ = self._vul_in(mens, gepusht.json["link"].removeprefix(mens.adres), tekst, antwoorden)
        desk = f"/beoordelen/{UUID(id_)}/"
        pagina = self.beoordelaar.follow(desk).pagina
        antwoord = {"besluit": besluit, "reden": "niet_aangetoond", "toelichting": tekst}
        besloten = self.beoordelaar.post(pagina.formulier, antwoord)
        assert besloten.status == 302, besloten.body
        bijlage = re.search(rb'bijlagen/([0-9a-f-]{36})"', self.beoordelaar.get(desk).body)
        assert bijlage is not None
        for beller, basis in ((self.beoordelaar, desk), (mens, f"/aanvragen/{id_}/")):
            for pad in ("", "vragen-en-antwoorden.pdf", f"bijlagen/{bijlage[1].decode()}"):
                assert beller.get(basis + pad).status == 200, pad
        assert mens.get(f"/aanvragen/{id_}/samenvatting.pdf").status == 200
        gelezen = software.get(f"/api/v1/instroom/{gepusht.json['id']}")
        assert bsn in gelezen.body.decode()
        return str(gelezen.json["aanvraag"]["status"])

    def _vul_in(self, mens: Beller, pad: str, tekst: str, antwoorden: Mapping[str, str]) -> str:
        """Every page up to sending, with a photo where one can be added. The id of the aanvraag."""
        for _pagina in range(MOST_PAGES):
            formulier = mens.follow(pad).pagina.formulier
            getypt: dict[str, str | Bestand] = {
                vraag: waarde.format(tekst) for vraag, waarde in antwoorden.items() if vraag in formulier.invulbaar
            }
            if "opmerking" in formulier.invulbaar:
                getypt["opmerking"] = tekst
            for vraag in formulier.invulbaar & FOTO.keys():
                getypt[vraag] = Bestand(f"scan.{tekst[-9:]}", PNG + tekst.encode() * FOTO[vraag])
            antwoord = mens.post(formulier, getypt)
            assert antwoord.status == 302, antwoord.pagina.tekst
            if formulier.adres.endswith("/indienen"):
                return formulier.adres.split("/")[4]
            pad = antwoord.naar
        raise AssertionError("it never came to sending")

    def _zoek(self) -> Iterator[Antwoord]:
        """By BSN, in the form for it and in the one that is not."""
        bsn = GEVONDEN.bsn.onthul()
        leeg = dict.fromkeys(("nummer", "referentie", "vanaf", "tot", "status"), "")
        lijst = self.mens.get("/aanvragen/").pagina
        anders, persoon = (formulier for formulier in lijst.formulieren if formulier.is_post)
        yield self.mens.post(persoon, {"bsn": bsn, "geboortedatum": "14-03-1958"})
        yield self.mens.post(persoon, {"bsn": bsn, "geboortedatum": bsn})
        for veld in leeg:
            gevonden = self.mens.post(anders, leeg | {veld: bsn})
            assert gevonden.status in (200, 422) and not gevonden.naar
            yield gevonden

    def _na_het_bericht(self) -> Iterator[Antwoord]:
        """What software puts in a concept and is told, right and wrong; and what that of an insurer reads and says."""
        bsn, kop = GEVONDEN.bsn.onthul(), {"Content-Type": "application/json"}
        gepusht = self.software.push(bericht(referentie="concept")).json
        id_ = self.software.get(f"/api/v1/instroom/{gepusht['id']}").json["aanvraag"]["id"]
        concept = f"/api/v1/aanvragen/{id_}"
        for antwoorden in (
            {"opmerking": f"BSN {bsn}", "naam": f"Kanarie {bsn}"},
            {"zijde": bsn, f"v{bsn}": bsn, "mrd": bsn},
            {bsn: bsn, "opmerking": [bsn, {bsn: bsn}]},
        ):
            data = json.dumps({"antwoorden": antwoorden}).encode()
            yield self.software._ask("PUT", f"{concept}/antwoorden", data, kop)
        naam = {"Content-Disposition": f'attachment; filename="{bsn}.png"', "Content-Type": f"image/{bsn}"}
        for vraag in ("foto", f"v{bsn}", f"foto&naam={bsn}"):
            yield self.software._ask("POST", f"{concept}/bijlagen?vraag={vraag}", PNG + bsn.encode() * 90, naam)
        for pad in (f"/api/v1/aanvragen?na={bsn}", f"/api/v1/aanvragen?{bsn}={bsn}", f"/api/v1/aanvragen/{bsn}"):
            yield self.software.get(pad)
        verzekeraar = Beller(self.omgeving, "systeem-verzekeraar-9901", listener="api")
        for gestuurd in verzekeraar.get("/api/v1/verzekeraar/aanvragen").json["aanvragen"]:
            dossier = f"/api/v1/verzekeraar/aanvragen/{gestuurd['id']}"
            gelezen = verzekeraar.get(dossier)
            yield gelezen
            for bijlage in gelezen.json["bijlagen"]:
                yield verzekeraar.get(f"{dossier}/bijlagen/{bijlage['id']}")
            oordeel = {"regels": [{"regel": 1, "uitkomst": "afgewezen", "reden": bsn}], "toelichting": bsn}
            for pad, zegt in (("besluit", oordeel), ("besluit", {bsn: bsn}), ("vragen", {"vragen": [bsn]})):
                yield verzekeraar._ask("POST", f"{dossier}/{pad}", json.dumps(zegt).encode(), kop)

    def _verkeerd(self) -> Iterator[Antwoord]:
        """What is refused: in the body, in the address, in a header, in a cookie."""
        bsn = GEVONDEN.bsn.onthul()
        goed = bericht()
        yield self.software.push(goed | {"referentie": bsn})
        yield self.software.push(goed | {bsn: bsn, "opmerking": [bsn]})
        yield self.software.push(goed | {"verzekerde": {"bsn": bsn, "geboortedatum": bsn, bsn: bsn}})
        yield self.software.push(goed | {"verzekerde": verzekerde(GEVONDEN) | {"geboortedatum": "1900-01-01"}})
        koppen = {"Correlatie-Id": bsn, "User-Agent": bsn, "Referer": f"https://x.example/{bsn}", "Origin": bsn}
        for beller in (self.software, self.mens):
            for soort in ("application/json", "application/x-www-form-urlencoded", f"text/{bsn}"):
                yield beller._ask("POST", "/api/v1/instroom", f'{{"{bsn}":1,'.encode(), {"Content-Type": soort})
            for pad in (
                f"/{bsn}",
                f"/instroom/{bsn}",
                f"/aanvragen/?referentie={bsn}",
                f"/api/v1/instroom/{bsn}?b={bsn}",
            ):
                yield beller.get(pad)
                yield beller._ask("GET", pad, None, koppen)
            yield beller._ask("GET", "/", None, {"Client-Cert": bsn})
            yield beller._ask(bsn, "/", None)
