"""Why does my link not work? Somebody pastes the public part of a certificate, and sees how far it comes.

Anybody may ask about any certificate. So the answer names only what stands in the certificate itself, and the step
where it stops: not who is registered, with which rights, or until when. Nothing is kept, and nothing is repeated of
what was pasted.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from machtigingen.doors.info import catalogus
from machtigingen.doors.info.kader import toon
from machtigingen.foundation import DomainError, Soort
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.instroom.keten import VAN_CERTIFICAAT, Lamp
from machtigingen.instroom.koppeling import Certificaatproef, try_certificaat
from machtigingen.pki import Certificaatgegevens, GeenCertificaat, GeheimeSleutel, Profiel, read_pem
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import Melding, Meldingsoort
from machtigingen.ui.deur import Kleur, Lampje
from machtigingen.ui.velden import Foutregel, Keuze, Veld, Veldsoort

BODY_MAX = 64 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
def koppeling(request: PortalRequest, profielen: Callable[[datetime], Sequence[Profiel]]) -> HttpResponse:
    """The page, and what the portal makes of a certificate."""
    if request.method != "POST":
        return _pagina(request)
    _require_form(request)
    soort = _soort(request.POST.get("soort", ""))
    try:
        der = read_pem(request.POST.get("certificaat", ""))
    except (GeheimeSleutel, GeenCertificaat) as fout:
        return _pagina(request, soort=soort, fout=_wrong(fout))
    proef = try_certificaat(der, profielen=profielen(request.now), verwacht=soort, now=request.now)
    return _pagina(request, soort=soort, proef=proef)


def _require_form(request: PortalRequest) -> None:
    """Before it is read: a form of ours, of a size that a certificate can have. Raises B109, B110."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise DomainError.one("B109")
    if int(request.META.get("CONTENT_LENGTH") or 0) > BODY_MAX:
        raise DomainError.one("B110")


def _soort(tekst: str) -> Soort | None:
    return next((soort for soort in Soort if soort.value == tekst), None)


def _wrong(fout: Exception) -> str:
    if isinstance(fout, GeheimeSleutel):
        return _(
            "Dit is een geheime sleutel. Deel die nooit, ook niet met ons. Wij hebben hem niet bewaard. "
            "Vraag voor de zekerheid een nieuw certificaat aan, en plak hier alleen het certificaat."
        )
    return _("Wij zien geen certificaat. Het begint met -----BEGIN CERTIFICATE----- en eindigt met de regel END.")


def _pagina(
    request: PortalRequest, *, soort: Soort | None = None, fout: str = "", proef: Certificaatproef | None = None
) -> HttpResponse:
    velden = (_certificaatveld(fout), _soortveld(soort))
    context: dict[str, object] = {"velden": velden, "fouten": Foutregel.van(velden), "api": request.adressen["api"]}
    if proef is not None:
        context |= {
            "melding": _melding(proef),
            "lampjes": tuple(_lampjes(proef)),
            "gegevens": _gegevens(proef.gegevens) if proef.gegevens else (),
        }
    return toon(request, "info/koppeling.html", context, status=422 if fout else 200)


def _certificaatveld(fout: str) -> Veld:
    """Never with what was pasted: it may be a secret."""
    return Veld(
        naam="certificaat",
        label=_("Het certificaat"),
        soort=Veldsoort.LANGE_TEKST,
        hint=_("Plak het certificaat als tekst (PEM), zonder de geheime sleutel. Wij bewaren het niet."),
        fout=fout,
    )


def _soortveld(soort: Soort | None) -> Veld:
    return Veld(
        naam="soort",
        label=_("Waar is het certificaat voor?"),
        soort=Veldsoort.KEUZE,
        waarde=soort.value if soort else "weet_niet",
        keuzes=(
            Keuze(waarde="weet_niet", label=_("Dat staat in het certificaat")),
            Keuze(waarde=Soort.SYSTEEM.value, label=_("Voor de koppeling van een softwarepakket")),
            Keuze(waarde=Soort.PERSOONLIJK.value, label=_("Om zelf in te loggen in het portaal")),
        ),
    )


def _melding(proef: Certificaatproef) -> Melding:
    rood = next((lamp for lamp in proef.keten if lamp.fout), None)
    if rood is None or rood.fout is None:
        titel = _("Met dit certificaat is alles in orde")
        tekst = _("Werkt het toch niet? Dan gaat het mis in de verbinding of in het bericht. Lees hieronder verder.")
        return Melding(titel=titel, tekst=tekst, soort=Meldingsoort.GOED)
    titel = _("Het stopt bij: %(stap)s") % {"stap": rood.titel}
    return Melding(titel=titel, tekst=f"{rood.fout.uitleg.titel} ({rood.fout.code}).", soort=Meldingsoort.FOUT)


def _lampjes(proef: Certificaatproef) -> Iterable[Lampje]:
    verbinding, *rest = (lamp for lamp in proef.keten if lamp.naam in ("tls", *VAN_CERTIFICAAT))
    uitleg = _("Of de verbinding werkt, en of de sleutel erbij hoort, kunnen wij hier niet zien.")
    yield Lampje(titel=verbinding.titel, kleur=Kleur.GRIJS, uitleg=uitleg)
    for lamp in rest:
        yield _lampje(lamp, reden="" if proef.gegevens else proef.reden)


def _lampje(lamp: Lamp, *, reden: str) -> Lampje:
    """`reden` says more exactly what is wrong with a certificate that we cannot make anything of."""
    kleur = Kleur(lamp.kleur.value)
    uitleg = catalogus.find(lamp.fout.code) if lamp.fout else None
    if uitleg is None:
        return Lampje(titel=lamp.titel, kleur=kleur, uitleg="" if kleur is Kleur.GRIJS else lamp.uitleg)
    return Lampje(
        titel=lamp.titel,
        kleur=kleur,
        uitleg=uitleg.melding,  # without the names in it: they could come from our own registration
        oorzaak=reden or uitleg.oorzaak,
        wie=uitleg.actie,
        code=uitleg.code.code,
        url=uitleg.url,
    )


def _gegevens(gegevens: Certificaatgegevens) -> tuple[tuple[str, str], ...]:
    """What stands in the certificate."""
    code = _("AGB-code") if len(gegevens.organisatiecode) == 8 else _("UZOVI-code")
    soorten = {Soort.SYSTEEM: _("Systeemcertificaat"), Soort.PERSOONLIJK: _("Persoonlijk certificaat")}
    return (
        (_("Soort"), soorten[gegevens.soort]),
        (_("Organisatie"), gegevens.organisatie),
        (code, gegevens.organisatiecode),
        (_("Naam"), gegevens.naam),
        (_("Uitgever"), gegevens.uitgever),
        (
            _("Geldig"),
            _("%(van)s tot en met %(tot)s") % {"van": _dag(gegevens.geldig_van), "tot": _dag(gegevens.geldig_tot)},
        ),
        (_("Serienummer"), gegevens.serienummer),
    )


def _dag(moment: datetime) -> str:
    return f"{moment.astimezone(NEDERLAND):%d-%m-%Y}"
