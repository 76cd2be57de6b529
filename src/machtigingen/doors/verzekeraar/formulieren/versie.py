"""One version: what it asks and decides, what differs from the one before, and whether its examples hold."""

from collections.abc import Iterator
from itertools import groupby

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from machtigingen.beslisboom import check_examples
from machtigingen.beslisboom.verschil import Wijziging, compare
from machtigingen.doors.verzekeraar.formulieren.voorbeelden import voorbeelden_van
from machtigingen.doors.verzekeraar.formulieren.woorden import STANDEN, geldigheid_van, uitleg_van
from machtigingen.formulieren.queries import (
    Daad,
    Stand,
    Versie,
    find_bestanden,
    find_versie,
    find_vervangen,
    find_vorige,
)
from machtigingen.foundation import BEHEREN
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.beslistabel import tabellen_van
from machtigingen.ui.context import Feit
from machtigingen.ui.pagina import toon


@require_safe
def formulierversie(request: PortalRequest, code: str, versie: str) -> HttpResponse:
    deze = find_versie(actor=request.actor, now=request.now, code=code, versie=versie)
    vorige = find_vorige(actor=request.actor, now=request.now, van=deze)
    vervangen = find_vervangen(actor=request.actor, now=request.now, van=deze)
    wijzigingen = compare(vorige.formulier, deze.formulier) if vorige else ()
    formulier = deze.formulier
    context: dict[str, object] = {
        "formulier": formulier,
        "versie": deze,
        "is_voorstel": deze.stand is Stand.VOORSTEL,
        "beheert": request.actor.mag(BEHEREN),
        "uitleg": uitleg_van(request),
        "feiten": tuple(_feiten(deze)),
        "vervangen": _daad(vervangen) if vervangen else "",
        "vorige": vorige.formulier if vorige else None,
        "delen": [(deel, tuple(een)) for deel, een in groupby(wijzigingen, key=_deel)],
        "tabellen": tabellen_van(formulier),
        "voorbeelden": voorbeelden_van(formulier, check_examples(formulier)),
    }
    return toon(request, "verzekeraar/formulieren/versie.html", context)


@require_safe
def bestanden(request: PortalRequest, code: str, versie: str) -> HttpResponse:
    """The files as YAML, to go on with in git."""
    gevonden = find_bestanden(actor=request.actor, now=request.now, code=code, versie=versie)
    antwoord = HttpResponse(gevonden.as_zip(), content_type="application/zip")
    antwoord["Content-Disposition"] = f'attachment; filename="{code}-{versie}.zip"'
    return antwoord


def _deel(wijziging: Wijziging) -> str:
    return wijziging.deel


def _feiten(versie: Versie) -> Iterator[Feit]:
    formulier = versie.formulier
    yield Feit(label=_("Stand"), waarde=str(STANDEN[versie.stand]))
    eigen = _("Uw organisatie, voor uw verzekerden")
    yield Feit(label=_("Van"), waarde=eigen if formulier.uzovi else _("Landelijk"))
    if formulier.voorbeeld:
        yield Feit(label=_("Voorbeeld"), waarde=formulier.voorbeeld)
    yield Feit(label=_("Geldig"), waarde=geldigheid_van(versie))
    for label, daad in ((_("Geüpload"), versie.geupload), (_("Gepubliceerd"), versie.gepubliceerd)):
        if daad:
            yield Feit(label=label, waarde=_daad(daad))
    yield Feit(label=_("Wet"), waarde=", ".join(grondslag.capitalize() for grondslag in formulier.grondslagen))
    yield Feit(label=_("Zorg"), waarde="\n".join(_zorg(versie)) or _("Een pakket noemt het formulier zelf"))


def _daad(daad: Daad) -> str:
    wanneer = date_format(timezone.localtime(daad.at), "j F Y H:i")
    return _("%(wanneer)s door %(naam)s") % {"wanneer": wanneer, "naam": daad.door}


def _zorg(versie: Versie) -> Iterator[str]:
    formulier = versie.formulier
    for traject in formulier.trajecten:
        codes = {"specialisme": traject.specialisme, "diagnose": traject.diagnose}
        zorg = _("Specialisme %(specialisme)s, diagnose %(diagnose)s") % codes
        yield f"{zorg}: {', '.join(traject.zorgactiviteiten)}"
    if formulier.prestatiecodes:
        lijst = _("Lijst %(lijst)s") % {"lijst": ", ".join(formulier.prestatiecodelijsten)}
        yield f"{lijst}: {', '.join(formulier.prestatiecodes)}"
