"""Trying a version: fill it in as a provider would, and see what comes out and by which rule. Nothing is kept."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen.beslisboom import MEESTE_VELDEN, Formulier
from machtigingen.formulieren.queries import find_versie
from machtigingen.toegang.queries import vandaag
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.beslistabel import UITKOMSTEN, tabellen_van
from machtigingen.ui.context import Melding, Meldingsoort
from machtigingen.ui.pagina import toon
from machtigingen.ui.proefformulier import Proefformulier
from machtigingen.ui.velden import Foutregel


@require_http_methods(["GET", "HEAD", "POST"])
def proberen(request: PortalRequest, code: str, versie: str) -> HttpResponse:
    """Empty, with the answers of an example (`voorbeeld`), or with what was typed."""
    formulier = find_versie(actor=request.actor, now=request.now, code=code, versie=versie).formulier
    proef = _proef(request, formulier)
    beslissing = proef.beslissing if proef.ruw else None
    paginas, leeg = proef.paginas, _leeg(request, proef)
    context: dict[str, object] = {
        "formulier": formulier,
        "paginas": paginas,
        "te_veel": _te_veel(proef),
        "beslissing": beslissing,
        "uitkomst": UITKOMSTEN[beslissing.uitkomst] if beslissing else "",
        "nog_open": proef.nog_open if beslissing else (),
        "tabellen": tabellen_van(formulier, beslissing) if beslissing else (),
        "fouten": leeg or Foutregel.van(veld for _pagina, velden in paginas for veld in velden),
    }
    return toon(request, "verzekeraar/formulieren/proberen.html", context, status=422 if leeg else 200)


def _leeg(request: PortalRequest, proef: Proefformulier) -> tuple[Foutregel, ...]:
    """Of nothing nothing comes out."""
    return (
        (Foutregel(tekst=_("Vul eerst iets in")),)
        if request.method == "POST" and not proef.ruw and not proef.erbij
        else ()
    )


def _te_veel(proef: Proefformulier) -> Melding | None:
    """A provider posts page by page; here all pages go at once."""
    if proef.aantal_velden <= MEESTE_VELDEN:
        return None
    tekst = _(
        "Het formulier heeft nu %(aantal)s velden. Meer dan %(meeste)s kunnen wij niet in één keer ontvangen. Zet uw "
        "antwoorden als voorbeeld in voorbeelden.yaml, upload dat, en kies het voorbeeld bij de versie."
    ) % {"aantal": proef.aantal_velden, "meeste": MEESTE_VELDEN}
    return Melding(titel=_("Hier kunt u dit formulier niet invullen"), tekst=tekst, soort=Meldingsoort.WAARSCHUWING)


def _proef(request: PortalRequest, formulier: Formulier) -> Proefformulier:
    dag = vandaag(request.now)
    if request.method == "POST":
        return Proefformulier.of_post(formulier, request.POST, vandaag=dag)
    gevraagd = request.GET.get("voorbeeld", "")
    nummers = {str(nummer): een for nummer, een in enumerate(formulier.voorbeelden, start=1)}
    ruw = nummers[gevraagd].antwoorden if gevraagd in nummers else {}
    return Proefformulier(formulier, ruw, dag)
