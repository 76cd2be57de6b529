"""One line of what was found: what it is called, whether a machtiging is needed, and where to begin, or why not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machtigingen.aanvragen.zorg import Gevonden
from machtigingen.doors.zorgverlener.zorgadres import query_of
from machtigingen.formulieren import catalogus
from machtigingen.formulieren.zoeken import Codenaam, Zorg
from machtigingen.ui.merken import Merkteken

NODIG = Merkteken(tekst=gettext_lazy("Machtiging nodig"), icoon="potlood", toon="loopt")
NIET_NODIG = Merkteken(tekst=gettext_lazy("Niet nodig"), icoon="vinkje", toon="bekend")
VERSCHILT = Merkteken(tekst=gettext_lazy("Verschilt per verzekeraar"), icoon="info", toon="rust")
HANGT_AF = Merkteken(tekst=gettext_lazy("Hangt af van uw antwoorden"), icoon="info", toon="rust")
SOMS = Merkteken(tekst=gettext_lazy("Verschilt per specialisme"), icoon="info", toon="rust")
NIET_HIER = Merkteken(tekst=gettext_lazy("Niet voor uw instelling"), icoon="streep", toon="rust")


@dataclass(frozen=True, kw_only=True)
class Zorgregel:
    """`url` is where to begin, if one can; `twijfel` where, when after all somebody works there who may ask for it."""

    titel: str
    onder: str
    merk: Merkteken
    redenen: tuple[str, ...] = ()
    opsomming: tuple[str, ...] = ()
    url: str = ""
    twijfel: str = ""


def zorgregels(gevonden: Gevonden, *, on: date, uzovi: str, organisatie: str) -> tuple[Zorgregel, ...]:
    """First whether it is needed, then whether it is for this instantie. What is not for it is told once for a form."""
    elders: dict[tuple[str, str], list[Zorg]] = {}
    regels = []
    for zorg in gevonden.zorg:
        if uzovi and zorg.vrij:
            regels.append(_line(zorg, NIET_NODIG))
        elif gevonden.fits(zorg):
            regels.append(_line(zorg, _needed(zorg, uzovi), url=_begin(zorg, gevonden, on=on)))
        else:
            elders.setdefault((zorg.formulier.code, zorg.keuze.grondslag), []).append(zorg)
    return (*regels, *(_not_here(groep, gevonden, on=on, organisatie=organisatie) for groep in elders.values()))


def _needed(zorg: Zorg, uzovi: str) -> Merkteken:
    if zorg.soms and uzovi:
        return SOMS
    if zorg.vrij or zorg.soms:
        return VERSCHILT
    return HANGT_AF if zorg.soms_niet else NODIG


def _line(zorg: Zorg, merk: Merkteken, *, url: str = "") -> Zorgregel:
    titel, *rest = (in_words(naam) for naam in zorg.namen)
    onder = " · ".join(filter(None, (*rest, _lijst(zorg), _formulier(zorg), _wet(zorg), _verzekeraar(zorg))))
    redenen = tuple(dict.fromkeys(een.reden for een in (*zorg.vrij, *zorg.soms)))
    if merk is not NIET_NODIG:
        redenen += tuple(
            _("Een machtiging is niet nodig als het formulier hierop uitkomt: “%(tekst)s”") % {"tekst": tekst}
            for tekst in zorg.soms_niet
        )
    return Zorgregel(titel=titel, onder=onder, merk=merk, redenen=redenen, url=url)


def _begin(zorg: Zorg, gevonden: Gevonden, *, on: date) -> str:
    return "" if gevonden.instantie else f"{reverse('nieuw-patient')}?{query_of(zorg, on=on)}"


def _not_here(groep: Sequence[Zorg], gevonden: Gevonden, *, on: date, organisatie: str) -> Zorgregel:
    """Under the Wlz nobody else may do it (R104); else somebody may work there whom the register does not know yet."""
    eerste = groep[0]
    uitleg = _("Dit formulier is voor %(wie)s. Bij %(organisatie)s werkt op %(datum)s niemand met dat specialisme.") % {
        "wie": specialismen_in_words(eerste.specialismen),
        "organisatie": organisatie,
        "datum": date_format(on, "j F Y"),
    }
    namen = tuple(in_words(zorg.namen[0]) for zorg in groep)
    titel = in_words(Codenaam(eerste.formulier.code, eerste.formulier.titel))
    return Zorgregel(
        titel=titel,
        onder=_wet(eerste),
        merk=NIET_HIER,
        redenen=(uitleg,),
        opsomming=tuple(naam for naam in namen if naam != titel),
        twijfel=_begin(eerste, gevonden, on=on) if len(groep) == 1 and eerste.keuze.grondslag == "zvw" else "",
    )


def in_words(naam: Codenaam) -> str:
    return f"{naam.naam} ({naam.code})" if naam.naam else naam.code


def specialismen_in_words(specialismen: Iterable[str]) -> str:
    codes = catalogus().codes
    return ", ".join(codes.specialisme(code).lower() or code for code in specialismen)


def _formulier(zorg: Zorg) -> str:
    """Unless the line is named after it already."""
    eigen = Codenaam(zorg.formulier.code, zorg.formulier.titel)
    return "" if eigen in zorg.namen else _("formulier %(formulier)s") % {"formulier": in_words(eigen)}


def _lijst(zorg: Zorg) -> str:
    return _("prestatiecodelijst %(lijst)s") % {"lijst": zorg.lijst} if zorg.lijst else ""


def _verzekeraar(zorg: Zorg) -> str:
    uzovi = zorg.formulier.uzovi
    return _("alleen bij verzekeraar %(uzovi)s") % {"uzovi": uzovi} if uzovi else ""


def _wet(zorg: Zorg) -> str:
    return _("Wet langdurige zorg (Wlz)") if zorg.keuze.grondslag == "wlz" else ""
