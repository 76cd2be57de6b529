"""Of which period, and of which form? What somebody asks of the figures, read from the address, with what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from machtigingen import beslisboom
from machtigingen.beoordeling.cijfers import Periode
from machtigingen.beslisboom import Optie, Vraag, Vraagtype
from machtigingen.foundation import DomainError
from machtigingen.ui.velden import Keuze, Veld, Veldsoort


@dataclass(frozen=True, kw_only=True)
class Filter:
    """The form as it was filled in, and what it asks for: no period while something is wrong."""

    velden: tuple[Veld, ...]
    is_open: bool
    periode: Periode | None = None
    formulier: str = ""

    @property
    def query(self) -> str:
        return urlencode({veld.naam: veld.waarde for veld in self.velden if veld.waarde})


def read_filter(invoer: Mapping[str, Any], *, vandaag: date, titels: Mapping[str, str]) -> Filter:
    """Without an answer it is the last twelve months, and every form."""
    opties = tuple(Optie(code=code, tekst=f"{code} {titels[code]}") for code in sorted(titels))
    vragen = (
        Vraag(link_id="vanaf", tekst=_("Ingediend vanaf"), type=Vraagtype.DATE),
        Vraag(link_id="tot", tekst=_("Ingediend tot en met"), type=Vraagtype.DATE),
        Vraag(link_id="formulier", tekst=_("Formulier"), type=Vraagtype.CHOICE, opties=opties),
    )
    waarden: dict[str, str] = {}
    fouten: dict[str, str] = {}
    for vraag in vragen:
        try:
            waarde = beslisboom.parse_antwoord(vraag, invoer.get(vraag.link_id))
        except DomainError as fout:
            fouten[vraag.link_id] = fout.fouten[0].melding
        else:
            waarden |= {vraag.link_id: str(waarde)} if waarde is not None else {}
    periode = _period(waarden, vandaag=vandaag)
    if not fouten:
        fouten = _wrong_with(periode, vandaag=vandaag)
    gewoon = {"vanaf": f"{periode.van:%d-%m-%Y}", "tot": f"{periode.tot:%d-%m-%Y}"}
    getypt = {vraag.link_id: str(invoer.get(vraag.link_id, "")).strip() for vraag in vragen}
    return Filter(
        velden=tuple(
            _veld(v, getypt[v.link_id] or gewoon.get(v.link_id, ""), fouten.get(v.link_id, "")) for v in vragen
        ),
        is_open=any(getypt.values()),
        periode=None if fouten else periode,
        formulier=waarden.get("formulier", ""),
    )


def _period(waarden: Mapping[str, str], *, vandaag: date) -> Periode:
    gewoon = Periode.last_year(vandaag)
    van, tot = (date.fromisoformat(waarden[naam]) if naam in waarden else None for naam in ("vanaf", "tot"))
    return Periode(van=van or gewoon.van, tot=tot or gewoon.tot)


def _wrong_with(periode: Periode, *, vandaag: date) -> dict[str, str]:
    if periode.tot > vandaag:
        return {"tot": _("Deze dag moet nog komen. Vul vandaag of een eerdere dag in.")}
    if periode.van > periode.tot:
        return {"vanaf": _("Deze dag ligt na de laatste dag. Vul een eerdere dag in.")}
    if periode.is_too_long:
        return {"vanaf": _("Deze periode is langer dan twee jaar. Vul een latere dag in.")}
    return {}


def _veld(vraag: Vraag, waarde: str, fout: str) -> Veld:
    return Veld(
        naam=vraag.link_id,
        label=vraag.tekst,
        soort=Veldsoort.LIJST if vraag.opties else Veldsoort.DATUM,
        waarde=waarde,
        fout=fout,
        fout_kort=f"{vraag.tekst}: {fout[:1].lower()}{fout[1:]}" if fout else "",
        keuzes=tuple(Keuze(waarde=optie.code, label=optie.tekst) for optie in vraag.opties),
        leeg=_("Alle formulieren") if vraag.opties else "",
    )
