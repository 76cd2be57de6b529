"""GET /api/v1/mogelijkheden: what can be asked for. It seldom changes, so it is cheap to ask whether it did."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import partial
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from machtigingen.beslisboom import Controle, Formulier, Vraag, canonical_code
from machtigingen.doors.software.aanroepen import reading
from machtigingen.doors.software.parameters import in_form, read_parameters
from machtigingen.doors.software.views import antwoord
from machtigingen.formulieren import Keuze
from machtigingen.formulieren.mogelijkheden import Filter, Mogelijkheid, NietNodig, Veld, velden
from machtigingen.instroom.bericht import lees_datum
from machtigingen.instroom.mogelijkheden import find_mogelijkheden
from machtigingen.toegang.queries import vandaag
from machtigingen.toegang.request import PortalRequest

# As the message has them.
_FILTER = {
    "grondslag": in_form("zvw|wlz"),
    "specialisme": in_form("[0-9]{3,4}", partial(canonical_code, Controle.SPECIALISME)),
    "diagnose": in_form("[0-9]{3,4}"),
    "zorgactiviteit": in_form("[0-9]{5,6}", partial(canonical_code, Controle.ZORGACTIVITEIT)),
    "prestatiecodelijst": in_form("[0-9]{3}"),
    "prestatiecode": in_form("[A-Z0-9]{3,6}"),
    "uzovi": in_form("[0-9]{4}"),
    "datum": lees_datum,
}


@require_safe
def mogelijkheden(request: PortalRequest) -> HttpResponse:
    """GET /api/v1/mogelijkheden"""
    with reading(request, parameters=_FILTER):
        gevraagd = read_parameters(request, _FILTER)
        filter = Filter(on=gevraagd.pop("datum", vandaag(request.now)), **gevraagd)
        passend, vrij = find_mogelijkheden(actor=request.actor, filter=filter)
    return _unless_known(request, antwoord(mogelijkheden_data(filter.on, passend, vrij)))


def _unless_known(request: PortalRequest, volledig: HttpResponse) -> HttpResponse:
    """304 when the caller has exactly this already (RFC 9110, 13.1.2)."""
    volledig["ETag"] = f'"{sha256(volledig.content).hexdigest()[:32]}"'
    volledig["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=volledig["ETag"], response=volledig) or volledig


def mogelijkheden_data(on: date, passend: Iterable[Mogelijkheid], vrij: Collection[NietNodig]) -> dict[str, Any]:
    return {
        "datum": on.isoformat(),
        "mogelijkheden": [_mogelijkheid(een) for een in passend],
        "niet_nodig": [_niet_nodig(een) for een in vrij if not een.vrij.prestatiecodes],
        "niet_nodig_prestaties": [_niet_nodig(een) for een in vrij if een.vrij.prestatiecodes],
    }


def _mogelijkheid(een: Mogelijkheid) -> dict[str, Any]:
    formulier = een.formulier
    return {
        "grondslag": een.grondslag,
        **({"uzovi": formulier.uzovi} if formulier.uzovi else {}),
        "formulier": {"code": formulier.code, "versie": formulier.versie, "titel": formulier.titel},
        "geldig_vanaf": formulier.geldig_van.isoformat(),
        "geldig_tot": formulier.geldig_tot.isoformat() if formulier.geldig_tot else None,
        "trajecten": [
            {
                "specialisme": specialisme,
                "diagnose": diagnose,
                "zorgactiviteiten": [keuze.zorgactiviteit for keuze in keuzes],
            }
            for (specialisme, diagnose), keuzes in groupby(
                (keuze for keuze in een.keuzes if keuze.diagnose), key=lambda keuze: (keuze.specialisme, keuze.diagnose)
            )
        ],
        "prestaties": [
            {"specialisme": specialisme or None, "prestatiecodelijst": lijst, "codes": _codes(keuzes)}
            for (specialisme, lijst), keuzes in groupby(
                (keuze for keuze in een.keuzes if keuze.prestatiecodes),
                key=lambda keuze: (keuze.specialisme, keuze.prestatiecodelijst),
            )
        ],
        "velden": [_veld(veld, formulier) for veld in velden(formulier)],
    }


def _codes(keuzes: Iterable[Keuze]) -> list[str]:
    return [code for keuze in keuzes for code in keuze.prestatiecodes]


def _niet_nodig(een: NietNodig) -> dict[str, Any]:
    vrij = een.vrij
    if vrij.prestatiecodes:
        zorg: dict[str, Any] = {
            "specialisme": vrij.specialisme or None,
            "prestatiecodelijst": vrij.prestatiecodelijst,
            "codes": list(vrij.prestatiecodes),
        }
    else:
        zorg = {
            "specialisme": vrij.specialisme,
            "diagnose": vrij.diagnose,
            "zorgactiviteit": vrij.zorgactiviteit,
        }
    return {
        "uzovi": vrij.uzovi,
        "grondslag": een.grondslag,
        **zorg,
        "geldig_vanaf": vrij.geldig_van.isoformat(),
        "geldig_tot": vrij.geldig_tot.isoformat() if vrij.geldig_tot else None,
        "reden": vrij.reden,
    }


def _veld(veld: Veld, formulier: Formulier) -> dict[str, Any]:
    altijd = formulier.is_always_asked(veld.vraag)
    data = _vraag(veld.vraag, veld.pad, altijd=altijd) | {"voorrang": list(veld.voorrang)}
    if kolommen := veld.vraag.kolommen:
        data["kolommen"] = [_vraag(kolom, f"{veld.pad}[].{kolom.link_id}", altijd=True) for kolom in kolommen]
    return data


def _vraag(vraag: Vraag, pad: str, *, altijd: bool) -> dict[str, Any]:
    """What the form takes at this place; the limits of the message itself hold besides."""
    data = {
        "pad": pad,
        "vraag": vraag.link_id,
        "tekst": vraag.tekst,
        "type": vraag.type.value,
        "verplicht": vraag.verplicht,
        "altijd_gevraagd": altijd,
        "meerdere": vraag.meerdere,
    }
    grenzen = {
        "controle": vraag.controle.value if vraag.controle else None,
        "keuzes": [{"code": optie.code, "tekst": optie.tekst} for optie in vraag.opties] or None,
        "lengte": vraag.max_length,
        "minimale_lengte": vraag.min_length,
        "patroon": vraag.regex or None,
        "vorm": vraag.vorm or None,
        "minimum": vraag.minimum,
        "maximum": vraag.maximum,
        "decimalen": vraag.decimalen,
        "eenheid": vraag.eenheid or None,
    }
    return data | {naam: waarde for naam, waarde in grenzen.items() if waarde is not None}
