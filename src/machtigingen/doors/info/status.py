"""Does it work? A calm page for people, and the same for software that asks for JSON. Nothing of anybody is in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.http import HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from machtigingen.doors.info.kader import toon
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import Melding, Meldingsoort
from machtigingen.ui.deur import Kleur, Lampje


class Werking(Enum):
    """How well one part works. `ONBEKEND`: nobody needed it yet."""

    GOED = "goed"
    BEPERKT = "beperkt"
    STORING = "storing"
    ONBEKEND = "onbekend"


class Deel(Enum):
    """What the portal consists of, for who uses it."""

    PORTAAL = "portaal"
    COV = "cov"
    REGISTERS = "registers"
    BERICHTEN = "berichten"


@dataclass(frozen=True, kw_only=True)
class Onderhoud:
    tekst: str
    van_at: datetime | None
    tot_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Portaalstand:
    """What there is to tell at one moment: how each part does, and from which day each register is."""

    delen: dict[Deel, Werking]
    registers: dict[str, date | None]
    onderhoud: Onderhoud | None

    @property
    def samen(self) -> Werking:
        """The portal decides; what else does not work makes it work less well."""
        if self.delen[Deel.PORTAAL] is Werking.STORING:
            return Werking.STORING
        goed = all(een in (Werking.GOED, Werking.ONBEKEND) for een in self.delen.values())
        return Werking.GOED if goed else Werking.BEPERKT


@require_safe
def status(request: PortalRequest, stand_of: Callable[[datetime], Portaalstand]) -> HttpResponse:
    """Always 200: that somebody can read it is the point."""
    stand = stand_of(request.now)
    wil = request.get_preferred_type(["text/html", "application/json"])
    antwoord = JsonResponse(_data(stand, request.now)) if wil == "application/json" else _pagina(request, stand)
    patch_vary_headers(antwoord, ["Accept"])
    return antwoord


def _data(stand: Portaalstand, now: datetime) -> dict[str, object]:
    onderhoud = stand.onderhoud
    return {
        "status": stand.samen.value,
        "op": now.isoformat(),
        "onderdelen": {deel.value: werking.value for deel, werking in stand.delen.items()},
        "registers": {naam: dag.isoformat() if dag else None for naam, dag in stand.registers.items()},
        "onderhoud": {
            "tekst": onderhoud.tekst,
            "van": onderhoud.van_at.isoformat() if onderhoud.van_at else None,
            "tot": onderhoud.tot_at.isoformat() if onderhoud.tot_at else None,
        }
        if onderhoud
        else None,
    }


def _pagina(request: PortalRequest, stand: Portaalstand) -> HttpResponse:
    nooit = _("nog niet")
    context: dict[str, object] = {
        "melding": _melding(stand.samen),
        "onderhoud": _onderhoud(stand.onderhoud) if stand.onderhoud else None,
        "lampjes": tuple(_lampjes(stand)),
        "registers": tuple((naam, f"{dag:%d-%m-%Y}" if dag else nooit) for naam, dag in stand.registers.items()),
        "op": _moment(request.now),
    }
    return toon(request, "info/status.html", context)


def _melding(samen: Werking) -> Melding:
    teksten = {
        Werking.GOED: (_("Het portaal werkt"), _("U kunt aanvragen maken, indienen en bekijken.")),
        Werking.BEPERKT: (
            _("Het portaal werkt, maar niet alles"),
            _("U kunt aanvragen maken, indienen en bekijken. Hieronder ziet u wat nu niet werkt."),
        ),
        Werking.STORING: (
            _("Er is een storing"),
            _("Het portaal kan nu geen berichten aannemen. Wat u al hebt bewaard, blijft staan. Probeer het later."),
        ),
    }
    soort = {Werking.GOED: Meldingsoort.GOED, Werking.BEPERKT: Meldingsoort.WAARSCHUWING}
    titel, tekst = teksten[samen]
    return Melding(titel=titel, tekst=tekst, soort=soort.get(samen, Meldingsoort.FOUT))


def _onderhoud(onderhoud: Onderhoud) -> Melding:
    return Melding(titel=_when(onderhoud), tekst=onderhoud.tekst, soort=Meldingsoort.INFO)


def _when(onderhoud: Onderhoud) -> str:
    van, tot = onderhoud.van_at, onderhoud.tot_at
    if van and tot and van.astimezone(NEDERLAND).date() == tot.astimezone(NEDERLAND).date():
        dag, begin = _moment(van).split(" ")
        return _("Onderhoud op %(dag)s van %(van)s tot %(tot)s") % {"dag": dag, "van": begin, "tot": _moment(tot)[-5:]}
    if van and tot:
        return _("Onderhoud van %(van)s tot %(tot)s") % {"van": _moment(van), "tot": _moment(tot)}
    if van:
        return _("Onderhoud vanaf %(van)s") % {"van": _moment(van)}
    return _("Bericht tot %(tot)s") % {"tot": _moment(tot)} if tot else _("Bericht van de beheerder")


def _lampjes(stand: Portaalstand) -> Iterator[Lampje]:
    kleuren = {Werking.GOED: Kleur.GROEN, Werking.ONBEKEND: Kleur.GRIJS}
    for deel, werking in stand.delen.items():
        titel, teksten = _words()[deel]
        yield Lampje(titel=titel, kleur=kleuren.get(werking, Kleur.ROOD), uitleg=teksten[werking])


def _words() -> dict[Deel, tuple[str, dict[Werking, str]]]:
    """What a part is called, and what it means for the reader that it works so."""
    return {
        Deel.PORTAAL: (
            _("Het portaal"),
            {
                Werking.GOED: _("U kunt inloggen, invullen en indienen. Software kan berichten sturen."),
                Werking.STORING: _("Er kan nu niets binnenkomen. De beheerder ziet waarom."),
            },
        ),
        Deel.COV: (
            _("Controle op verzekering (COV)"),
            {
                Werking.GOED: _("COV geeft antwoord."),
                Werking.BEPERKT: _("COV gaf de laatste keer geen antwoord. U vult de zorgverzekeraar dan zelf in."),
                Werking.ONBEKEND: _("Wij hebben COV nog niets gevraagd sinds de laatste start."),
                Werking.STORING: _("De koppeling met COV is niet ingesteld."),
            },
        ),
        Deel.REGISTERS: (
            _("Registers"),
            {
                Werking.GOED: _("De kopieën van AGB en UZOVI zijn geladen."),
                Werking.STORING: _("Een kopie van AGB of UZOVI ontbreekt. Software kan nu niets insturen."),
            },
        ),
        Deel.BERICHTEN: (
            _("Webhooks en mail"),
            {
                Werking.GOED: _("Berichten over aanvragen worden verstuurd."),
                Werking.BEPERKT: _("Berichten komen later aan. In het portaal staat wel alles."),
                Werking.ONBEKEND: _("Er is nog niets verstuurd."),
            },
        ),
    }


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(NEDERLAND):%d-%m-%Y %H:%M}"
