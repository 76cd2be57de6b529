"""What lies in the portal when everybody tries everything: aanvragen of three instanties, each with its own marks."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from handelingen import vraag_informatie
from isolatie.rechten import AFGEWEZEN, CONCEPT, GEVRAAGD, GOEDGEKEURD, IN_BEHANDELING
from isolatie.zorg import ZORG
from machtigingen_sandbox import personas
from reis import PNG, vul_in
from wereld import Wereld, bericht

from machtigingen.aanvragen.lifecycle import Status, hoofdstatus
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.notificaties.actions import publish
from machtigingen.notificaties.link import token_of
from machtigingen.notificaties.models import Abonnement, Bezorging
from machtigingen.project import klok

PORTAAL = "https://localhost:8443"
BESLUITEN = {
    GOEDGEKEURD: {"besluit": "goedkeuren"},
    AFGEWEZEN: {"besluit": "afwijzen", "reden": "niet_aangetoond"},
}


@dataclass(frozen=True, kw_only=True)
class Zaak:
    """One aanvraag and all that only its own people may know."""

    agb: str
    uzovi: str
    stand: str
    aanvraag: str
    bijlage: str
    instroom: str
    token: str
    nummer: str
    abonnement: str
    bezorging: str
    melding: str
    nieuws: str
    bericht: dict[str, Any]
    geheimen: frozenset[str]

    @property
    def woord(self) -> str:
        """The status that people know, by which they look for it."""
        return IN_BEHANDELING if self.stand == GEVRAAGD else self.stand

    @property
    def naam(self) -> str:
        return f"{self.stand} van {self.agb}"


def maak_zaken(wereld: Wereld) -> tuple[Zaak, ...]:
    oog = ("22990001", "systeem-goed", "persoonlijk-goed", "beoordelaar-9901")
    ziekenhuis = ("06990002", "systeem-andere-instantie", "persoonlijk-andere-instantie", "beoordelaar-9902")
    tandarts = ("12990003", "systeem-tandarts", "persoonlijk-tandarts", "beoordelaar-9901")
    return (
        _maak(wereld, 1, *oog, personas.GEVONDEN, CONCEPT),
        _maak(wereld, 2, *oog, personas.OOK_GEVONDEN, IN_BEHANDELING),
        _maak(wereld, 3, *oog, personas.NOG_EEN_GEVONDEN, GOEDGEKEURD),
        _maak(wereld, 4, *ziekenhuis, personas.BIJ_TESTZORG, CONCEPT),
        _maak(wereld, 5, *ziekenhuis, personas.BIJ_TESTZORG, IN_BEHANDELING),
        _maak(wereld, 6, *ziekenhuis, personas.BIJ_TESTZORG, GOEDGEKEURD),
        _maak(wereld, 7, *tandarts, personas.POLIS_LOOPT_AF, GOEDGEKEURD),
        _maak(wereld, 8, *oog, personas.GEVONDEN, GEVRAAGD),
        _maak(wereld, 9, *oog, personas.OOK_GEVONDEN, AFGEWEZEN),
    )


def _maak(
    wereld: Wereld, nummer: int, agb: str, systeem: str, persoon: str, beoordelaar: str, wie: Any, stand: str
) -> Zaak:
    """From the push to the state asked for, as its own people do it, with a mark in all that is said."""
    merk, zorg = f"kanarie{nummer}x", ZORG[agb]
    data = bericht(
        wie=wie,
        referentie=f"{merk}-ref",
        verzekerde={
            "bsn": wie.bsn.onthul(), "geboortedatum": wie.geboortedatum.isoformat(), "naam": f"Achternaam {merk}",
            "verzekerdenummer": f"nr-{merk}",
        },
        opmerking=f"opmerking {merk}",
        **zorg.bericht,
    )  # fmt: skip
    mens = wereld.mens(persoon)
    gepusht = wereld.software(systeem).push(data).json()
    pad = mens.get(gepusht["link"].removeprefix(PORTAAL))["Location"]
    for onderwerp, antwoorden in zorg.antwoorden.items():
        for _ in range(3):  # a question brings up the next
            vul_in(mens, pad, onderwerp, **antwoorden, opmerking=f"getypt {merk}")
    bestand = SimpleUploadedFile(f"{merk}.png", PNG + merk.encode())
    vul_in(mens, pad, "bijlagen", actie="toevoegen", **{zorg.foto: bestand})
    id_ = pad.split("/")[2]
    if stand != CONCEPT:
        assert mens.post(f"{pad}indienen").status_code == 302
    if stand == GEVRAAGD:
        vraag_informatie(wereld, UUID(id_), f"vraag {merk}", door=beoordelaar)
    if stand in BESLUITEN:
        besluit = BESLUITEN[stand] | {"toelichting": f"toelichting {merk}"}
        desk = wereld.mens(beoordelaar)
        desk.get("/wie-ben-ik")
        assert desk.post(f"/beoordelen/{id_}/", besluit).status_code == 302
    aanvraag = Aanvraag.objects.get(pk=id_)
    status = Status(aanvraag.status)
    assert (stand in (status.value, hoofdstatus(status).value), aanvraag.formulier_code) == (True, zorg.formulier)
    bijlage, token = str(aanvraag.bijlagen.get().id), gepusht["link"].rsplit("/", 1)[1]
    geheimen = {merk, wie.bsn.onthul(), id_, bijlage, gepusht["id"], token}
    verteld = _vertel(wereld, aanvraag, systeem, persoon, merk)
    geheimen |= set(verteld.values())
    geheimen |= {nummer for nummer in (aanvraag.aanvraagnummer, aanvraag.machtigingsnummer) if nummer}
    return Zaak(
        agb=agb,
        uzovi=aanvraag.uzovi,
        stand=stand,
        aanvraag=id_,
        bijlage=bijlage,
        instroom=gepusht["id"],
        token=token,
        nummer=aanvraag.aanvraagnummer or "",
        **verteld,
        bericht=data,
        geheimen=frozenset(geheimen),
    )


def _vertel(wereld: Wereld, aanvraag: Aanvraag, systeem: str, persoon: str, merk: str) -> dict[str, str]:
    """Its package and its people are told of it: the ids of who is told, and of what was sent."""
    software, mens = wereld.software(systeem), wereld.mens(persoon)
    mens.get("/wie-ben-ik")
    body = json.dumps({"adres": f"https://pakket.example/{merk}"})
    webhook = software.client.post(
        "/api/v1/abonnementen", body, "application/json", secure=True, **software._omgeving()
    ).json()["id"]
    assert mens.post("/meldingen/", {"adres": f"{merk}@praktijk.example", "soorten": "besluit"}).status_code == 302
    publish(aanvraag_id=aanvraag.id, agb=aanvraag.agb, uzovi="", soort="besluit", status=aanvraag.status, now=klok.nu())
    mail = next(een for een in Abonnement.objects.filter(kanaal="mail") if een.adres.startswith(f"{merk}@"))
    bezorging = Bezorging.objects.get(abonnement=webhook, aanvraag_id=aanvraag.id, soort="besluit")
    verstuurd = Bezorging.objects.get(abonnement=mail, aanvraag_id=aanvraag.id)
    return {
        "abonnement": webhook, "bezorging": str(bezorging.id), "melding": str(mail.id), "nieuws": token_of(verstuurd.id)
    }  # fmt: skip
