"""What COV says of one person, in plain words, with what to do; and whether that insurer wants a machtiging at all."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.nieuw import find_begun, formulieren_for, why_not_needed
from machtigingen.aanvragen.opzoeken import Opgezocht
from machtigingen.formulieren import Keuze
from machtigingen.foundation import Actor, DomainError
from machtigingen.registers.cov import CovAntwoord, CovUitkomst
from machtigingen.ui.context import Melding, Meldingsoort

# Why `begin` refuses what this line offers no button for.
ONMOGELIJK = frozenset({"F101", "F102", "F103", "F201"})


@dataclass(frozen=True, kw_only=True)
class Persoonregel:
    """`kop` is the name when COV gives one, else the BSN as it was typed. `zegel` is what the button posts, `knop` what
    it says; neither when one cannot go on from here. `url`: the aanvraag that began."""

    kop: str
    onder: str
    melding: Melding | None = None
    zegel: str = ""
    knop: str = ""
    url: str = ""


def persoonregel(gevonden: Opgezocht, keuze: Keuze, code: str, *, zegel: str, actor: Actor) -> Persoonregel:
    """`code` is that of the form that was chosen, before it was known who insures; `zegel` has what was found in it."""
    geboren = _("geboren op %(datum)s") % {"datum": date_format(gevonden.vraag.geboortedatum, "j F Y")}
    op_de_dag, antwoord = replace(keuze, on=gevonden.vraag.peildatum), gevonden.antwoord
    if antwoord is not None and antwoord.uitkomst is CovUitkomst.GEVONDEN:
        regel = _found(antwoord, geboren=geboren, zegel=zegel)
    else:
        regel = _not_found(gevonden, geboren=geboren, zegel=zegel if gevonden.may_begin else "")
    eerder = find_begun(actor=actor, keuze=op_de_dag, formulier=code, wie=gevonden)
    if eerder is not None:
        return _begun(regel, eerder)
    return _with_formulier(regel, op_de_dag, code, gevonden, actor=actor) if regel.zegel else regel


def _not_found(gevonden: Opgezocht, *, geboren: str, zegel: str) -> Persoonregel:
    (fout, *_rest) = gevonden.fouten
    doen, knop = fout.uitleg.actie if gevonden.antwoord is not None else "", _("Verder zonder COV")
    if zegel and gevonden.antwoord is not None:
        doen, knop = (
            _("U kunt de aanvraag alvast invullen. Versturen kan nog niet. %(doen)s") % {"doen": doen},
            _("Alvast invullen"),
        )
    return Persoonregel(
        kop=_("BSN %(bsn)s") % {"bsn": gevonden.vraag.bsn.onthul()},
        onder=geboren,
        melding=Melding(
            titel=fout.uitleg.titel,
            tekst=" ".join(filter(None, (fout.melding, doen))),
            soort=Meldingsoort.WAARSCHUWING,
        ),
        zegel=zegel,
        knop=knop if zegel else "",
    )


def _begun(regel: Persoonregel, aanvraag: Aanvraag) -> Persoonregel:
    return replace(
        regel,
        melding=Melding(tekst=_("Deze aanvraag is begonnen."), soort=Meldingsoort.GOED),
        zegel="",
        knop=_("Naar de aanvraag"),
        url=reverse("aanvraag", args=(aanvraag.id,)),
    )


def _found(antwoord: CovAntwoord, *, geboren: str, zegel: str) -> Persoonregel:
    onder = [geboren, _decides(antwoord)]
    if antwoord.polis_einde:
        onder.append(_("de polis stopt op %(datum)s") % {"datum": date_format(antwoord.polis_einde, "j F Y")})
    kop, tekst = antwoord.naam or _("Naam onbekend"), " · ".join(onder)
    return Persoonregel(kop=kop, onder=tekst, zegel=zegel, knop=_("Aanvraag beginnen"))


def _decides(antwoord: CovAntwoord) -> str:
    wie = {"verzekeraar": antwoord.verzekeraar, "uzovi": antwoord.uzovi}
    if antwoord.zorgkantoren:
        kantoren = {"zorgkantoren": ", ".join(map(str, antwoord.zorgkantoren))}
        return _("COV noemt meer dan één zorgkantoor (%(zorgkantoren)s): u kiest straks welk") % kantoren
    if antwoord.uzovi is None:
        return _("COV noemt geen zorgkantoor: dat vult u straks in")
    if antwoord.grondslag == "wlz":
        return _("%(verzekeraar)s (%(uzovi)s) beslist") % wie
    return _("verzekerd bij %(verzekeraar)s (%(uzovi)s)") % wie


def _with_formulier(regel: Persoonregel, keuze: Keuze, code: str, gevonden: Opgezocht, *, actor: Actor) -> Persoonregel:
    """Not to be begun where no machtiging is needed, or no form is for this person on that day. Of an insurer with a
    form of its own that one, by name."""
    try:
        formulieren = formulieren_for(keuze, code, gevonden)
    except DomainError:
        niet = Melding(
            titel=_("Dit formulier kan niet voor deze patiënt"),
            tekst=_(
                "Het geldt niet op %(datum)s, of niet bij deze zorgverzekeraar. Verbeter de begindatum, of zoek de "
                "behandeling opnieuw."
            )
            % {"datum": date_format(keuze.on, "j F Y")},
            soort=Meldingsoort.WAARSCHUWING,
        )
        return replace(regel, melding=niet, zegel="", knop="")
    uzovi = gevonden.antwoord.uzovi if gevonden.antwoord else None
    reden = why_not_needed(keuze, actor=actor, uzovi=uzovi, formulieren=formulieren)
    if reden:
        niet = Melding(titel=_("Machtiging niet nodig"), tekst=reden, soort=Meldingsoort.GOED)
        return replace(regel, melding=niet, zegel="", knop="")
    if any(een.code == code for een in formulieren):
        return regel
    namen = ", ".join(f"{een.titel} ({een.code})" for een in formulieren)
    eigen = _("Deze zorgverzekeraar heeft voor deze behandeling een eigen formulier: %(namen)s.") % {"namen": namen}
    return replace(regel, melding=Melding(tekst=eigen))
