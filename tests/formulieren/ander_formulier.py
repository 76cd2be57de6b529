"""An own form beside a national one, and a concept that goes on with it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from reis import MEDISCH, foto, vul_in
from wereld import Beller

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.beslisboom import Formulier, Vraag
from machtigingen.formulieren import catalogus, use_catalogus

TRAJECT = {"diagnose": "255", "zorgactiviteit": "031545"}


def eigen_formulier(anders: Callable[[Vraag], Vraag | None] = lambda vraag: vraag) -> Formulier:
    """Of 9901, for the care of X02, under a code of its own; each question as it is there, or left out."""
    landelijk = catalogus().formulier("X02", "2026-1")
    paginas = tuple(
        replace(pagina, items=tuple(nieuw for een in pagina.items if (nieuw := anders(een)) is not None))
        for pagina in landelijk.onderwerpen
    )
    gevuld = tuple(pagina for pagina in paginas if pagina.items)
    return replace(landelijk, code="Z02", uzovi="9901", versie="9901.1", onderwerpen=gevuld)


def with_eigen(anders: Callable[[Vraag], Vraag | None] = lambda vraag: vraag) -> None:
    use_catalogus(catalogus().plus([eigen_formulier(anders)]))


def vul_medisch(mens: Beller, aanvraag: str, **soort: str) -> None:
    for straks in ({}, {"mrd": "1"}, {"mrd": "1", "gezichtsveld_gemeten": "nee"}):
        vul_in(mens, aanvraag, "medisch", **MEDISCH, **straks, **soort)
    foto(mens, aanvraag)


def ga_over(mens: Beller, aanvraag: str, keuze: str) -> HttpResponse:
    return mens.post(f"{aanvraag}ander-formulier", {"formulier": keuze})


def waarden() -> dict[str, Any]:
    return {link_id: een.get("waarde") for link_id, een in Aanvraag.objects.get().antwoorden.items()}


def op() -> tuple[str, str, str]:
    een = Aanvraag.objects.get()
    return een.formulier_code, een.formulier_versie, een.status
