"""What COV says of one person, in plain words, with what to do; and whether that insurer wants a machtiging at all."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machtigingen.aanvragen.nieuw import formulieren_for, why_not_needed
from machtigingen.aanvragen.opzoeken import Opgezocht, seal
from machtigingen.formulieren import Keuze
from machtigingen.foundation import Actor, DomainError
from machtigingen.registers.cov import CovAntwoord, CovUitkomst
from machtigingen.ui.context import Melding, Meldingsoort


@dataclass(frozen=True, kw_only=True)
class Persoonregel:
    """`kop` is the name when COV gives one, else the BSN as it was typed. `zegel` is what the button posts, `knop` what
    it says; neither when one cannot go on from here."""

    kop: str
    onder: str
    melding: Melding | None = None
    zegel: str = ""
    knop: str = ""


def persoonregel(gevonden: Opgezocht, keuze: Keuze, code: str, *, actor: Actor, now: datetime) -> Persoonregel:
    """`code` is that of the form that was chosen, before it was known who insures."""
    geboren = _("geboren op %(datum)s") % {"datum": date_format(gevonden.vraag.geboortedatum, "j F Y")}
    zegel = seal(gevonden, actor=actor, now=now) if gevonden.may_begin else ""
    antwoord = gevonden.antwoord
    if antwoord is not None and antwoord.uitkomst is CovUitkomst.GEVONDEN:
        op_de_dag = replace(keuze, on=antwoord.peildatum)
        regel = _found(antwoord, op_de_dag, geboren=geboren, zegel=zegel, actor=actor)
        return _with_own_formulier(regel, op_de_dag, code, gevonden)
    (fout, *_rest) = gevonden.fouten
    doen = fout.uitleg.actie if antwoord is not None else ""
    return Persoonregel(
        kop=_("BSN %(bsn)s") % {"bsn": gevonden.vraag.bsn.onthul()},
        onder=geboren,
        melding=Melding(
            titel=fout.uitleg.titel,
            tekst=" ".join(filter(None, (fout.melding, doen))),
            soort=Meldingsoort.WAARSCHUWING,
        ),
        zegel=zegel,
        knop=_("Verder zonder COV") if zegel else "",
    )


def _found(antwoord: CovAntwoord, keuze: Keuze, *, geboren: str, zegel: str, actor: Actor) -> Persoonregel:
    verzekerd = _("verzekerd bij %(verzekeraar)s (%(uzovi)s)") % {
        "verzekeraar": antwoord.verzekeraar,
        "uzovi": antwoord.uzovi,
    }
    onder = [geboren, verzekerd]
    if antwoord.polis_einde:
        onder.append(_("de polis stopt op %(datum)s") % {"datum": date_format(antwoord.polis_einde, "j F Y")})
    kop, tekst = antwoord.naam or _("Naam onbekend"), " · ".join(onder)
    reden = why_not_needed(keuze, actor=actor, uzovi=antwoord.uzovi)
    if reden:
        niet = Melding(titel=_("Machtiging niet nodig"), tekst=reden, soort=Meldingsoort.GOED)
        return Persoonregel(kop=kop, onder=tekst, melding=niet)
    return Persoonregel(kop=kop, onder=tekst, zegel=zegel, knop=_("Aanvraag beginnen"))


def _with_own_formulier(regel: Persoonregel, keuze: Keuze, code: str, gevonden: Opgezocht) -> Persoonregel:
    """Of an insurer with a form of its own that one, by name; where the chosen form is of another insurer, why not."""
    if not regel.zegel:
        return regel
    try:
        formulieren = formulieren_for(keuze, code, gevonden)
    except DomainError as fout:
        niet = Melding(titel=fout.fouten[0].uitleg.titel, tekst=fout.fouten[0].melding, soort=Meldingsoort.WAARSCHUWING)
        return replace(regel, melding=niet, zegel="", knop="")
    if any(een.code == code for een in formulieren):
        return regel
    namen = ", ".join(f"{een.titel} ({een.code})" for een in formulieren)
    eigen = _("Deze zorgverzekeraar heeft voor deze behandeling een eigen formulier: %(namen)s.") % {"namen": namen}
    return replace(regel, melding=Melding(tekst=eigen))
