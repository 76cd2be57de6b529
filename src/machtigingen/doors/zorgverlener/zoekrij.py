"""One person to look up, as a row of fields: typed, read, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from machtigingen.aanvragen.opzoeken import SAMEN_MAX
from machtigingen.beslisboom import Controle, Vraag, Vraagtype
from machtigingen.formulieren import Keuze
from machtigingen.foundation import Bsn, DomainError
from machtigingen.foundation.datums import code_geboortedatum
from machtigingen.registers.cov import CovVraag
from machtigingen.ui.velden import Veld
from machtigingen.ui.zoekformulier import melding_van, read_formulier

VELDEN = ("bsn", "geboortedatum", "begindatum")


@dataclass(frozen=True, kw_only=True)
class Rij:
    """The button that takes it away posts rij=weg-<plek>. No `vraag` while something is wrong with it."""

    plek: int
    velden: tuple[Veld, ...]
    vraag: CovVraag | None = None

    @property
    def nummer(self) -> int:
        """As people count."""
        return self.plek + 1

    def without_errors(self) -> "Rij":
        """As it was typed, before it is time to say what is wrong with it."""
        return replace(self, velden=tuple(replace(veld, fout="", fout_kort="") for veld in self.velden))


def typed(post: Mapping[str, str], *, behalve: str = "") -> list[Mapping[str, str]]:
    """The rows in which a BSN or a birth date stands, without the one that is to go."""
    rijen = [
        {naam: post.get(f"wie-{plek}-{naam}", "") for naam in VELDEN}
        for plek in range(SAMEN_MAX)
        if f"{plek}" != behalve
    ]
    return [rij for rij in rijen if rij["bsn"].strip() or rij["geboortedatum"].strip()]


def read_rij(plek: int, getypt: Mapping[str, str], *, keuze: Keuze, vandaag: date) -> Rij:
    """Without a begin date of its own it is that of the care, and so is the law."""
    namen = {naam: f"wie-{plek}-{naam}" for naam in VELDEN}
    waarden = {namen[naam]: getypt.get(naam, "") for naam in VELDEN}
    waarden[namen["begindatum"]] = waarden[namen["begindatum"]].strip() or f"{keuze.on:%d-%m-%Y}"

    def question(gelezen: Mapping[str, Any], fouten: dict[str, str]) -> CovVraag | None:
        for naam, wat in (("bsn", _("het BSN")), ("geboortedatum", _("de geboortedatum"))):
            if namen[naam] not in gelezen:
                fouten.setdefault(namen[naam], melding_van(DomainError.one("V110", veld=wat)))
        if fouten:
            return None
        geboren, begin = (date.fromisoformat(gelezen[namen[naam]]) for naam in ("geboortedatum", "begindatum"))
        if code := code_geboortedatum(geboren, vandaag=min(vandaag, begin)):
            fouten[namen["geboortedatum"]] = melding_van(DomainError.one(code))
            return None
        bsn = Bsn.parse(gelezen[namen["bsn"]])
        return CovVraag(bsn=bsn, geboortedatum=geboren, peildatum=begin, grondslag=keuze.grondslag)

    gelezen = read_formulier(_vragen(namen), waarden, vandaag=vandaag, begrijp=question)
    velden = tuple(replace(veld, fout_kort=_of_patient(plek, veld.fout_kort)) for veld in gelezen.velden)
    return Rij(plek=plek, velden=velden, vraag=gelezen.doel)


def _of_patient(plek: int, fout: str) -> str:
    """In the summary of all rows."""
    return _("Patiënt %(nummer)s, %(fout)s") % {"nummer": plek + 1, "fout": fout} if fout else ""


def _vragen(namen: Mapping[str, str]) -> tuple[Vraag, ...]:
    return (
        Vraag(link_id=namen["bsn"], tekst=_("BSN"), type=Vraagtype.STRING, controle=Controle.BSN),
        Vraag(
            link_id=namen["geboortedatum"],
            tekst=_("Geboortedatum"),
            type=Vraagtype.DATE,
            controle=Controle.GEBOORTEDATUM,
        ),
        Vraag(link_id=namen["begindatum"], tekst=_("Begindatum"), type=Vraagtype.DATE, controle=Controle.BEGINDATUM),
    )
