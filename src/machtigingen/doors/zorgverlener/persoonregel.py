"""What COV says of one person, in plain words, with what to do; and whether that insurer wants a machtiging at all."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machtigingen.aanvragen.nieuw import why_not_needed
from machtigingen.aanvragen.opzoeken import Opgezocht, seal
from machtigingen.formulieren import Keuze
from machtigingen.foundation import Actor
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


def persoonregel(gevonden: Opgezocht, keuze: Keuze, *, actor: Actor, now: datetime) -> Persoonregel:
    geboren = _("geboren op %(datum)s") % {"datum": date_format(gevonden.vraag.geboortedatum, "j F Y")}
    zegel = seal(gevonden, actor=actor, now=now) if gevonden.may_begin else ""
    antwoord = gevonden.antwoord
    if antwoord is not None and antwoord.uitkomst is CovUitkomst.GEVONDEN:
        return _found(antwoord, keuze, geboren=geboren, zegel=zegel, actor=actor)
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
    reden = why_not_needed(replace(keuze, on=antwoord.peildatum), actor=actor, uzovi=antwoord.uzovi)
    if reden:
        niet = Melding(titel=_("Machtiging niet nodig"), tekst=reden, soort=Meldingsoort.GOED)
        return Persoonregel(kop=kop, onder=tekst, melding=niet)
    return Persoonregel(kop=kop, onder=tekst, zegel=zegel, knop=_("Aanvraag beginnen"))
