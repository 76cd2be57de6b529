"""The way of one certificate, as a small drawing: asked for, ready, in use, and its end. Where it is now stands out."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from machtigingen.doors.beheer.woorden import dag, days_left
from machtigingen.toegang.team import Certificaatrij, Stand, Verzoekrij
from machtigingen.ui.context import Toestand


@dataclass(frozen=True, kw_only=True)
class Wegstap:
    """`toon`: "goed", "bekend", "loopt", "fout" or "rust" for where it is now; the words say the same."""

    titel: str
    toestand: Toestand
    onder: str = ""
    toon: str = "goed"


def way_of_verzoek(verzoek: Verzoekrij) -> tuple[Wegstap, ...]:
    """What was asked for and is not there yet, or never came."""
    op = dag(verzoek.gevraagd_at)
    if verzoek.stand == "vervallen":
        return (
            Wegstap(titel=_("Aangevraagd"), toestand=Toestand.KLAAR, onder=op),
            Wegstap(titel=_("Vervallen"), toestand=Toestand.NU, onder=_("Vraag het opnieuw aan"), toon="fout"),
        )
    straks = (_("Klaar"), _("In gebruik"), _("Verloopt"))
    return (
        Wegstap(titel=_("Aangevraagd"), toestand=Toestand.NU, onder=op, toon="loopt"),
        *(Wegstap(titel=titel, toestand=Toestand.STRAKS) for titel in straks),
    )


def way_of(rij: Certificaatrij, verzoek: Verzoekrij | None, *, now: datetime) -> tuple[Wegstap, ...]:
    stappen = (*_begin(verzoek), _use(rij), _end(rij, now))
    nu = 1 + max((nr for nr, stap in enumerate(stappen[:-1]) if stap.toestand is not Toestand.STRAKS), default=0)
    if stappen[-1].toestand is Toestand.NU or stappen[nu - 1].toestand is Toestand.NU:
        return stappen
    laatste = stappen[nu - 1]
    hier = Wegstap(titel=laatste.titel, toestand=Toestand.NU, onder=laatste.onder, toon=_tone(rij))
    return (*stappen[: nu - 1], hier, *stappen[nu:])


def _begin(verzoek: Verzoekrij | None) -> tuple[Wegstap, ...]:
    """One that the operator registered was not asked for here."""
    if verzoek is None:
        return (Wegstap(titel=_("Geregistreerd"), toestand=Toestand.KLAAR),)
    klaar = dag(verzoek.klaar_at) if verzoek.klaar_at else ""
    return (
        Wegstap(titel=_("Aangevraagd"), toestand=Toestand.KLAAR, onder=dag(verzoek.gevraagd_at)),
        Wegstap(titel=_("Klaar"), toestand=Toestand.KLAAR, onder=klaar),
    )


def _use(rij: Certificaatrij) -> Wegstap:
    if rij.gestart_at is None:
        return Wegstap(titel=_("In gebruik"), toestand=Toestand.STRAKS, onder=_("nog niet"))
    return Wegstap(titel=_("In gebruik"), toestand=Toestand.KLAAR, onder=_("sinds %s") % dag(rij.gestart_at))


def _end(rij: Certificaatrij, now: datetime) -> Wegstap:
    match rij.stand:
        case Stand.BEEINDIGD if rij.einde_at:
            return Wegstap(titel=_("Beëindigd"), toestand=Toestand.NU, onder=dag(rij.einde_at), toon="rust")
        case Stand.INGETROKKEN:
            return Wegstap(titel=_("Ingetrokken"), toestand=Toestand.NU, onder=_("door de uitgever"), toon="fout")
        case Stand.STILGEZET:
            return Wegstap(
                titel=_("Stilgezet"), toestand=Toestand.NU, onder=_("door de beheerder van het portaal"), toon="fout"
            )
        case Stand.VERLOPEN:
            return Wegstap(titel=_("Verlopen"), toestand=Toestand.NU, onder=dag(rij.geldig_tot), toon="fout")
        case Stand.VERVANGEN if rij.einde_at:
            werkt = _("werkt tot %s") % dag(min(rij.einde_at, rij.geldig_tot))
            return Wegstap(titel=_("Wordt vervangen"), toestand=Toestand.NU, onder=werkt, toon="loopt")
        case Stand.VERLOOPT:
            over = days_left(rij, now)
            nog = ngettext("nog %(dagen)s dag", "nog %(dagen)s dagen", over) % {"dagen": over}
            return Wegstap(
                titel=_("Verloopt"), toestand=Toestand.NU, onder=f"{dag(rij.geldig_tot)}, {nog}", toon="loopt"
            )
        case _:
            return Wegstap(titel=_("Verloopt"), toestand=Toestand.STRAKS, onder=dag(rij.geldig_tot))


def _tone(rij: Certificaatrij) -> str:
    return "bekend" if rij.stand is Stand.KLAAR else "goed"
