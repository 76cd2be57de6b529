"""A table as rows of fields: what was filled in, what is wrong in which cell, and what it adds up to.

A page posts it as prestaties-0-code, prestaties-0-aantal, prestaties-1-code, … A button adds a row
(rij=erbij:prestaties) or takes one away (rij=weg:prestaties-1); both keep all that was typed.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from machtigingen import beslisboom
from machtigingen.beslisboom import EURO, MEESTE_RIJEN, Rij, Vraag, Vraagtype
from machtigingen.foundation import Fout
from machtigingen.ui.context import Post
from machtigingen.ui.velden import Keuze, Veld, Veldrij, Veldsoort

ERBIJ = "erbij:"
WEG = "weg:"

_SOORT = {
    Vraagtype.STRING: Veldsoort.TEKST,
    Vraagtype.INTEGER: Veldsoort.GETAL,
    Vraagtype.DECIMAL: Veldsoort.GETAL,
    Vraagtype.CHOICE: Veldsoort.LIJST,
}


def veldrijen(vraag: Vraag, waarde: Any, *, fouten: Iterable[Fout], erbij: bool) -> tuple[Veldrij, ...]:
    """The rows that are there, and an empty one when there are none or when one more was asked for."""
    rijen = filled_rows(waarde)
    leeg: list[Rij] = [{}] if (erbij or not rijen) and len(rijen) < MEESTE_RIJEN else []
    by_pad = {fout.pad: fout for fout in fouten}
    return tuple(_veldrij(vraag, nummer, rij, by_pad) for nummer, rij in enumerate(rijen + leeg))


def filled_rows(waarde: Any) -> list[Rij]:
    """The rows of an answer, right or wrong."""
    return [rij for rij in waarde if isinstance(rij, dict)] if isinstance(waarde, list) else []


def posten(vraag: Vraag, waarde: Any) -> tuple[Post, ...]:
    """The rows in words, to read only."""
    rijen = beslisboom.rows_in_words(vraag, filled_rows(waarde))
    return tuple(Post(kop=delen[0], rest=" · ".join(delen[1:])) for delen in rijen if delen)


def totaaltekst(vraag: Vraag, waarde: Any) -> str:
    """What the whole table adds up to, as far as that is known."""
    totaal = beslisboom.total(vraag, filled_rows(waarde))
    return "" if totaal is None else beslisboom.bedrag(totaal)


def _veldrij(vraag: Vraag, nummer: int, rij: Rij, fouten: dict[str, Fout]) -> Veldrij:
    totaal = beslisboom.row_total(vraag, rij)
    return Veldrij(
        id=f"{vraag.link_id}-{nummer}",
        nummer=nummer + 1,
        cellen=tuple(
            _cel(f"{vraag.link_id}-{nummer}-{kolom.link_id}", kolom, rij.get(kolom.link_id), nummer, fout)
            for kolom in vraag.kolommen
            for fout in [fouten.get(f"{vraag.link_id}[{nummer}].{kolom.link_id}")]
        ),
        totaal="" if totaal is None else beslisboom.bedrag(totaal),
    )


def _cel(naam: str, kolom: Vraag, waarde: Any, nummer: int, fout: Fout | None) -> Veld:
    reden = fout.gegevens["reden"] if fout else ""
    kort = _("Regel %(nummer)s, %(kolom)s: %(reden)s") % {
        "nummer": nummer + 1,
        "kolom": kolom.naam.lower(),
        "reden": reden[:1].lower() + reden[1:],
    }
    return Veld(
        naam=naam,
        label=_("%(kolom)s in euro") % {"kolom": kolom.tekst} if kolom.eenheid == EURO else kolom.tekst,
        soort=_SOORT[kolom.type],
        waarde=invoer(kolom, waarde),
        fout=f"{reden}." if fout else "",
        fout_kort=kort if fout else "",
        keuzes=tuple(Keuze(waarde=optie.code, label=optie.tekst) for optie in kolom.opties),
        mag_leeg=not kolom.verplicht,
    )


def invoer(kolom: Vraag, waarde: Any) -> str:
    """A cell as an input shows it: numbers in Dutch notation, the rest as it was typed."""
    tekst = "" if waarde is None else str(waarde)
    return number_for_input(kolom, tekst) if kolom.type is Vraagtype.DECIMAL else tekst


def number_for_input(vraag: Vraag, waarde: Any) -> str:
    """With a comma where it is a number; what cannot be read stays as it was typed."""
    is_getal = beslisboom.number_in(vraag, waarde) is not None
    return str(waarde).replace(".", ",") if is_getal else str(waarde)


def posted_rows(post: Mapping[str, str], vraag: Vraag) -> list[dict[str, str]] | None:
    """The rows in which something was typed, without the one that is to go; None when the table was not posted."""
    rijen = [_rij(post, vraag, nummer) for nummer in range(MEESTE_RIJEN + 1)]
    if not any(rijen):
        return None
    weg = post.get("rij", "")
    return [
        rij
        for nummer, rij in enumerate(rijen)
        if any(tekst.strip() for tekst in rij.values()) and weg != f"{WEG}{vraag.link_id}-{nummer}"
    ]


def _rij(post: Mapping[str, str], vraag: Vraag, nummer: int) -> dict[str, str]:
    namen = {kolom.link_id: f"{vraag.link_id}-{nummer}-{kolom.link_id}" for kolom in vraag.kolommen}
    return {link_id: post[naam] for link_id, naam in namen.items() if naam in post}
