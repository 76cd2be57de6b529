"""What an address can point at, for one caller: something of their own, of another, or nothing at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from isolatie.beheerd import BEHEERD
from isolatie.rechten import CONCEPT, VAN_INSTANTIE, VAN_VERZEKERAAR, is_van
from isolatie.tafereel import Zaak
from machtigingen_sandbox.personas_certificaten import Persona
from soap.aanroep import ADRES
from voluit import VOLUIT

from machtigingen.toegang.models import Certificaat, Certificaatverzoek, Medewerker, Rechtverzoek

NIETS = "00000000-0000-4000-8000-000000000000"
GEEN_TOKEN = "x" * 43
GEEN_AGB = "22990099"


class Van(Enum):
    EIGEN = "eigen"
    VREEMD = "vreemd"
    NIETS = "niets"


@dataclass(frozen=True, kw_only=True)
class Voorwerp:
    naam: str
    van: Van
    stand: str | None = None
    adres: dict[str, str]
    body: Any = None
    vraag: str = ""  # what stands behind the question mark


# What software sends, by the end of the address.
VAN_SOFTWARE = {
    "besluit": {"body": {"regels": [{"regel": 1, "uitkomst": "toegekend"}], "toelichting": "akkoord"}},
    "vragen": {"body": {"vragen": ["Waarom?"]}},
    "antwoorden": {"body": {"antwoorden": {"opmerking": "van het pakket"}}},
    "bijlagen": {"vraag": "?vraag=foto"},
}
FORMULIER = {
    "formulier": "X02", "besluit": "goedkeuren", "toelichting": "akkoord", "opmerking": "door",
    "vraag-1": "Waarom?", "reden": "omdat", "einde": "31-12-2026", "naar": "lijst", "rang": "geen", "antwoord": "ja",
    "naam": "N. Nieuw", "email": "n.nieuw@nergens.example",
}  # fmt: skip


def voorwerpen(route: dict[str, Any], wie: Persona | None, zaken: tuple[Zaak, ...]) -> Iterator[Voorwerp]:
    """The one that does not exist comes first."""
    if route["pad"] == "/api/v1/instroom":
        yield from _berichten(wie, zaken)
    elif route["pad"] == ADRES:  # whoever reads it gets the contract, whatever is sent along
        yield from (een for een in _berichten(wie, zaken) if een.van is Van.EIGEN)
    elif route["pad"] == "/api/v1/instroom/controle":  # anybody may ask about any message; only the answer differs
        for zaak in zaken:
            yield Voorwerp(naam=f"beproeft {zaak.naam}", van=Van.EIGEN, adres={}, body=zaak.bericht)
    elif "{pagina}" in route["pad"]:
        yield Voorwerp(naam="geen pagina", van=Van.NIETS, adres={"pagina": "bestaat-niet"})
        yield Voorwerp(naam="naslag", van=Van.EIGEN, adres={"pagina": "naslag"})
    elif route["pad"].startswith("/portaalbeheer/"):
        yield from _voorwerpen_van_portaalbeheer(route["pad"])
    elif route["pad"].startswith("/beoordelen/formulieren/"):
        yield from _formulieren(route["pad"], wie)
    elif "{code}" in route["pad"]:
        yield Voorwerp(naam="geen code", van=Van.NIETS, adres={"code": "Z999"})
        yield Voorwerp(naam="R101", van=Van.EIGEN, adres={"code": "R101"})
    elif route["pad"].startswith("/beheer/"):
        yield from voorwerpen_van_beheer(route["pad"], wie)
    elif route["pad"] == "/recht-vragen":
        yield Voorwerp(naam="", van=Van.EIGEN, adres={}, body={"autorisatie": _can_ask_for(wie)})
    elif route["pad"] in ("/aanvragen/", "/beoordelen/zoeken"):
        for zaak in zaken:
            yield Voorwerp(naam=f"zoekt {zaak.naam}", van=Van.EIGEN, adres={}, body=_zoekt(zaak))
    elif route["pad"] == "/api/v1/abonnementen":
        yield Voorwerp(naam="", van=Van.EIGEN, adres={}, body={"adres": "https://nieuw.example/"})
    elif "/bericht/" in route["pad"]:  # the link is in a mail: whoever holds it may read the page
        yield Voorwerp(naam="geen mail", van=Van.NIETS, adres={"token": GEEN_TOKEN})
        for zaak in zaken:
            yield Voorwerp(naam=f"mail over {zaak.naam}", van=Van.EIGEN, adres={"token": zaak.nieuws})
    elif "{" in route["pad"]:
        yield Voorwerp(naam="niets", van=Van.NIETS, adres=_adres(NIETS, NIETS, GEEN_TOKEN), **_inhoud(route))
        for zaak in zaken:
            yield from _van_zaak(route, wie, zaak)
    else:
        yield Voorwerp(naam="", van=Van.EIGEN, adres={}, body=FORMULIER)


def _organisatie(wie: Persona | None) -> str:
    return VAN_INSTANTIE if wie and len(wie.organisatiecode) == 8 else VAN_VERZEKERAAR


def _formulieren(pad: str, wie: Persona | None) -> Iterator[Voorwerp]:
    """A national form, that every insurer may see, and one that is not there."""
    if "{code}" in pad:
        yield Voorwerp(naam="geen versie", van=Van.NIETS, adres={"code": "X02", "versie": "nooit"}, body=FORMULIER)
    adres = {"code": "X02", "versie": "2026-1"} if "{code}" in pad else {}
    yield Voorwerp(naam="landelijk", van=Van.EIGEN, adres=adres, stand=_organisatie(wie), body=FORMULIER)


def _can_ask_for(wie: Persona | None) -> str:
    return "beoordelen" if wie and len(wie.organisatiecode) == 4 else "indienen"


def voorwerpen_van_beheer(pad: str, wie: Persona | None) -> Iterator[Voorwerp]:
    """Something of each organisation that manages itself here, and nothing at all. Of each it is somebody who works
    there and is no contactpersoon, so that whatever may be done with him can be done."""
    if "{id}" not in pad:
        stand = _organisatie(wie)
        yield Voorwerp(
            naam="", van=Van.EIGEN, adres={}, stand=stand if "aansluitbewijs" in pad else None, body=FORMULIER
        )
        return
    yield Voorwerp(naam="niets", van=Van.NIETS, adres={"id": "999999"}, body=FORMULIER)
    eigen = wie.organisatiecode if wie else ""
    for code in BEHEERD if VOLUIT or (wie and "beheren" in wie.autorisaties) else (_another_than(eigen),):
        van_wie = Van.EIGEN if eigen == code else Van.VREEMD
        body = FORMULIER | {"recht": "beoordelen" if len(code) == 4 else "indienen"} | _seen_of(code)
        yield Voorwerp(naam=f"van {code}", van=van_wie, adres={"id": _id_in(pad, code)}, body=body)


def _voorwerpen_van_portaalbeheer(pad: str) -> Iterator[Voorwerp]:
    """Every organisation is there for who runs the portal."""
    code = next(iter(BEHEERD))
    adres = {"code": code, "soort": "organisatie", "waarde": code}
    if "{" in pad:
        niets = {"code": GEEN_AGB, "soort": "organisatie", "waarde": "geen"}
        yield Voorwerp(naam="geen organisatie", van=Van.NIETS, adres=niets, body=FORMULIER)
    yield Voorwerp(naam="", van=Van.EIGEN, adres=adres, body=FORMULIER | {"daad": "stop"})


def _another_than(code: str) -> str:
    return next(een for een in BEHEERD if een != code)


def _seen_of(code: str) -> dict[str, str]:
    mens = Medewerker.objects.get(organisatie__code=code, naam=BEHEERD[code])
    return {"gezien_naam": mens.naam, "gezien_email": mens.email}


def _id_in(pad: str, code: str) -> str:
    """The id of a thing of this kind, of this organisation."""
    if "/medewerkers/" in pad:
        return str(Medewerker.objects.get(organisatie__code=code, naam=BEHEERD[code]).pk)
    if "/rechtverzoeken/" in pad:
        return str(Rechtverzoek.objects.get(certificaat__organisatie__code=code).pk)
    if "/verzoeken/" in pad:
        return str(Certificaatverzoek.objects.get(organisatie__code=code).pk)
    soort = "systeem" if pad.endswith("/adressen") else "persoonlijk"
    rijen = Certificaat.objects.filter(organisatie__code=code, soort=soort, einde_at=None)
    return str((rijen if soort == "systeem" else rijen.filter(medewerker__naam=BEHEERD[code])).get().pk)


def _inhoud(route: dict[str, Any]) -> dict[str, Any]:
    """What is sent along with an address of this kind."""
    eind = route["pad"].rpartition("/")[2] if route["listener"] == "api" else ""
    return {"body": FORMULIER} | VAN_SOFTWARE.get(eind, {})


def _zoekt(zaak: Zaak) -> dict[str, str]:
    return {veld: zaak.bericht["verzekerde"][veld] for veld in ("bsn", "geboortedatum")}


def _adres(id_: str, bijlage: str = NIETS, token: str = GEEN_TOKEN, onderwerp: str = "medisch") -> dict[str, str]:
    return {"id": id_, "bijlage_id": bijlage, "bezorging_id": bijlage, "token": token, "onderwerp": onderwerp}


def van(wie: Persona | None, zaak: Zaak) -> bool:
    return is_van(wie, agb=zaak.agb, uzovi=zaak.uzovi, stand=zaak.stand)


def _van_zaak(route: dict[str, Any], wie: Persona | None, zaak: Zaak) -> Iterator[Voorwerp]:
    eigen = van(wie, zaak)
    van_wie = Van.EIGEN if eigen else Van.VREEMD
    id_, ander_id = zaak.aanvraag, zaak.instroom
    if route["pad"].startswith("/api/v1/instroom/"):
        id_, ander_id = ander_id, id_
    elif route["pad"].startswith("/api/v1/abonnementen/"):
        id_, ander_id = zaak.abonnement, zaak.aanvraag
        if wie is None or wie.organisatiecode != zaak.agb:  # an insurer knows of the aanvraag, not of who else does
            van_wie = Van.VREEMD
    elif route["pad"].startswith("/meldingen/"):
        id_ = zaak.melding
    adres = _adres(id_, zaak.bijlage, zaak.token)
    if "{bezorging_id}" in route["pad"]:
        adres["bezorging_id"] = zaak.bezorging
    yield Voorwerp(naam=zaak.naam, van=van_wie, stand=zaak.stand, adres=adres, **_inhoud(route))
    if route["listener"] == "api":
        yield Voorwerp(naam=f"ander soort id, {zaak.naam}", van=Van.NIETS, adres=_adres(ander_id), **_inhoud(route))
    if "{onderwerp}" in route["pad"] and not eigen:
        adres = _adres(zaak.aanvraag, onderwerp="bestaat-niet")
        yield Voorwerp(naam=f"geen vraag, {zaak.naam}", van=Van.VREEMD, adres=adres, body=FORMULIER)
    if "{bijlage_id}" in route["pad"] and _mag_bijlagen_zien(wie, zaak):
        yield Voorwerp(naam=f"geen bijlage, {zaak.naam}", van=Van.NIETS, adres=_adres(zaak.aanvraag, NIETS))


def _mag_bijlagen_zien(wie: Persona | None, zaak: Zaak) -> bool:
    """Who may only look is refused at an own concept, whatever file is asked of it."""
    return not van(wie, zaak) or zaak.stand != CONCEPT or (wie is not None and "indienen" in wie.autorisaties)


def gekruist(wie: Persona | None, zaken: tuple[Zaak, ...]) -> Iterator[Voorwerp]:
    """An own aanvraag with the bijlage of another one in its address."""
    for eigen in zaken:
        for ander in zaken:
            if van(wie, eigen) and _mag_bijlagen_zien(wie, eigen) and ander is not eigen:
                naam = f"bijlage van {ander.naam} bij {eigen.naam}"
                yield Voorwerp(naam=naam, van=Van.VREEMD, adres=_adres(eigen.aanvraag, ander.bijlage))


def _berichten(wie: Persona | None, zaken: tuple[Zaak, ...]) -> Iterator[Voorwerp]:
    """Messages: for an instantie that does not exist, repeats of each one's, and one's own with another's reference."""
    mijn = wie.organisatiecode if wie else GEEN_AGB
    geen = zaken[0].bericht | {"referentie": "nieuw", "instantie": {"agb": GEEN_AGB}}
    yield Voorwerp(naam="geen instantie", van=Van.NIETS, adres={}, body=geen)
    for zaak in zaken:
        van_wie = Van.EIGEN if zaak.agb == mijn else Van.VREEMD
        yield Voorwerp(naam=zaak.naam, van=van_wie, adres={}, body=zaak.bericht)
        if van_wie is Van.VREEMD:
            body = zaken[0].bericht | {"referentie": zaak.bericht["referentie"], "instantie": {"agb": mijn}}
            yield Voorwerp(naam=f"met de referentie van {zaak.naam}", van=Van.EIGEN, adres={}, body=body)
