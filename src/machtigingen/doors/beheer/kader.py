"""What all pages here share: the parts of beheer as tabs, and what was wrong with a form said at its fields."""

from collections.abc import Collection, Mapping

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from machtigingen.foundation import DomainError
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import Tabblad
from machtigingen.ui.pagina import toon


def toon_beheer(
    request: PortalRequest, template: str, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    return toon(request, f"beheer/{template}.html", {"beheerdelen": _parts(request)} | context, status=status)


def _parts(request: PortalRequest) -> tuple[Tabblad, ...]:
    delen = [
        (_("Overzicht"), reverse("beheer")),
        (_("Medewerkers"), reverse("beheer-medewerkers")),
        (_("Certificaten"), reverse("beheer-certificaten")),
        (_("Wie deed wat"), reverse("beheer-logboek")),
    ]
    if request.actor.agb is not None:
        delen.append((_("Aansluitbewijs"), reverse("beheer-aansluitbewijs")))
    begin, mensen = reverse("beheer"), reverse("beheer-medewerkers")
    pad = request.path.replace(f"{begin}verzoeken/", reverse("beheer-certificaten"))
    pad = mensen if pad.endswith("/rechten") else pad
    return tuple(
        Tabblad(titel=titel, url=url, actief=pad == url or (url != begin and pad.startswith(url)))
        for titel, url in delen
    )


def by_field(fout: DomainError, velden: Collection[str], *, codes: Mapping[str, str] | None = None) -> dict[str, str]:
    """What to say at which field. `codes` says where a refusal belongs that names no field. Raises it again when it is
    about nothing that was filled in."""
    plekken = {een.pad or (codes or {}).get(een.code, ""): een.melding for een in fout.fouten}
    if not plekken.keys() <= set(velden):
        raise fout
    return plekken


def read_number(tekst: str) -> int | None:
    """Of what a page had in a hidden field."""
    return int(tekst) if tekst.isascii() and tekst.isdecimal() and len(tekst) < 19 else None


def status_of(fout: DomainError) -> int:
    return fout.fouten[0].uitleg.http
