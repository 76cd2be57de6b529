"""Change one certificate: from where software may call, and its end."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen.doors.beheer.aanvragen import address_field
from machtigingen.doors.beheer.certificaten import find_one
from machtigingen.doors.beheer.handeling import Handelingpagina, toon_handeling
from machtigingen.doors.beheer.kader import by_field, status_of
from machtigingen.doors.beheer.woorden import title_of
from machtigingen.foundation import DomainError, Soort
from machtigingen.toegang import invoer
from machtigingen.toegang.beheer import end_certificaat
from machtigingen.toegang.herzien import revise_adressen
from machtigingen.toegang.request import PortalRequest
from machtigingen.toegang.team import Certificaatrij, Stand
from machtigingen.toegang.team import certificaten as find_certificaten
from machtigingen.ui.velden import Breedte, Veld


@require_http_methods(["GET", "HEAD", "POST"])
def adressen(request: PortalRequest, id: int) -> HttpResponse:
    """GET and POST /beheer/certificaten/{id}/adressen, one on each line."""
    rij = _find(request, id)
    if rij.soort is not Soort.SYSTEEM:
        raise DomainError.one("T103")
    nu = "\n".join(rij.adressen)
    getypt: Mapping[str, str] = request.POST.dict() if request.method == "POST" else invoer.kept(request)
    fouten: Mapping[str, str] = {}
    status, botsing = 200, False
    if request.method == "POST":
        try:
            revise_adressen(
                actor=request.actor,
                now=request.now,
                certificaat=id,
                adressen=getypt.get("adressen", "").splitlines(),
                gezien=getypt.get("gezien", "").split(),
            )
        except DomainError as fout:
            fouten, status = by_field(fout, ("adressen",), codes={"T117": "adressen"}), status_of(fout)
            botsing = fout.code == "T117"
        else:
            invoer.forget(request)
            return redirect("beheer-certificaat", id=id)
    pagina = Handelingpagina(
        titel=_("Adressen van uw software"),
        uitleg=(
            _("Alleen vanaf deze adressen werkt het certificaat. Zo heeft niemand anders er iets aan."),
            *(
                (_("Nu staat er: %(adressen)s.") % {"adressen": ", ".join(rij.adressen) or _("niets")},)
                if botsing
                else ()
            ),
        ),
        velden=(address_field({"adressen": nu, **getypt}, fouten),),
        knop=_("Bewaren"),
        terug=reverse("beheer-certificaat", args=(id,)),
        verborgen=(("gezien", " ".join(rij.adressen)),),
    )
    return toon_handeling(request, pagina, status=status)


adressen.bewaart_invoer = ("adressen",)  # type: ignore[attr-defined]  # when the session has ended


@require_http_methods(["GET", "HEAD", "POST"])
def beeindigen(request: PortalRequest, id: int) -> HttpResponse:
    """GET and POST /beheer/certificaten/{id}/beeindigen, with a reason."""
    rij = _find(request, id)
    getypt: Mapping[str, str] = request.POST.dict() if request.method == "POST" else invoer.kept(request)
    fouten: Mapping[str, str] = {}
    status = 200
    if request.method == "POST":
        try:
            end_certificaat(actor=request.actor, now=request.now, certificaat=id, reden=getypt.get("reden", ""))
        except DomainError as fout:
            fouten, status = by_field(fout, ("reden",), codes={"T106": "reden"}), status_of(fout)
        else:
            invoer.forget(request)
            return redirect("wie-ben-ik") if rij.is_mijn else redirect("beheer-certificaat", id=id)
    pagina = Handelingpagina(
        titel=_("Certificaat beëindigen"),
        uitleg=(
            _("Het certificaat van %(naam)s werkt meteen niet meer. Dit kunt u niet terugdraaien.")
            % {"naam": title_of(rij)},
            _("Hebt u al een nieuw certificaat aangevraagd dat dit vervangt? Dan trekken wij die aanvraag in."),
            *((_("Dit is uw eigen certificaat: u kunt er daarna niet meer mee inloggen."),) if rij.is_mijn else ()),
            _("Is de sleutel gestolen of kwijt? Vertel het dan ook aan de uitgever van het certificaat."),
        ),
        velden=(
            Veld(
                naam="reden",
                label=_("Waarom beëindigt u dit certificaat?"),
                hint=_("Bijvoorbeeld: laptop gestolen. Zet er geen gegevens van patiënten in."),
                waarde=getypt.get("reden", ""),
                fout=fouten.get("reden", ""),
                breedte=Breedte.LANG,
            ),
        ),
        knop=_("Beëindigen"),
        terug=reverse("beheer-certificaat", args=(id,)),
        ernstig=True,
    )
    return toon_handeling(request, pagina, status=status)


beeindigen.bewaart_invoer = ("reden",)  # type: ignore[attr-defined]  # when the session has ended


def _find(request: PortalRequest, id: int) -> Certificaatrij:
    """Raises T103, and T111 when there is nothing left to change."""
    rij = find_one(find_certificaten(actor=request.actor, now=request.now), id)
    if rij.stand is Stand.BEEINDIGD:
        raise DomainError.one("T111")
    return rij
