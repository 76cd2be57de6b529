"""How a version stands, and when it counts, in words; and where the explanation for who makes them stands."""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machtigingen.formulieren.queries import Stand, Versie
from machtigingen.toegang.request import PortalRequest

STANDEN: Mapping[Stand, Promise] = {
    Stand.VOORSTEL: gettext_lazy("Voorstel"),
    Stand.STRAKS: gettext_lazy("Geldt straks"),
    Stand.GELDT: gettext_lazy("Geldt nu"),
    Stand.VOORBIJ: gettext_lazy("Geldt niet meer"),
    Stand.VERVANGEN: gettext_lazy("Vervangen vóór de eerste dag"),
}


def uitleg_van(request: PortalRequest) -> str:
    """The address of docs/formulieren.md."""
    return f"{request.adressen['info']}/docs/formulieren"


def geldigheid_van(versie: Versie) -> str:
    """From the first to the last day on which a treatment can begin with it."""
    van = date_format(versie.formulier.geldig_van, "j F Y")
    if versie.stand is Stand.VERVANGEN:
        return _("nooit")
    if versie.laatste_dag is None:
        return _("vanaf %(van)s") % {"van": van}
    return _("%(van)s tot en met %(tot)s") % {"van": van, "tot": date_format(versie.laatste_dag, "j F Y")}
