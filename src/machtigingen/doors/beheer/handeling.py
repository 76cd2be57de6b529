"""A page for one act: what it does, what has to be filled in, the button, and the way back."""

from dataclasses import dataclass

from django.http import HttpResponse

from machtigingen.doors.beheer.kader import toon_beheer
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.velden import Foutregel, Veld


@dataclass(frozen=True, kw_only=True)
class Handelingpagina:
    """`ernstig`: the button is red, for what takes something away from somebody. `fout`: about the act as a whole.
    `verborgen`: what goes along, by name."""

    titel: str
    uitleg: tuple[str, ...]
    velden: tuple[Veld, ...]
    knop: str
    terug: str
    ernstig: bool = False
    fout: str = ""
    verborgen: tuple[tuple[str, str], ...] = ()


def toon_handeling(request: PortalRequest, pagina: Handelingpagina, *, status: int) -> HttpResponse:
    geheel = (Foutregel(tekst=pagina.fout),) if pagina.fout else ()
    context: dict[str, object] = {"handeling": pagina, "fouten": (*geheel, *Foutregel.van(pagina.velden))}
    return toon_beheer(request, "handeling", context, status=status)
