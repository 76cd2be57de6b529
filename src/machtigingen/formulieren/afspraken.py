"""What did each insurer agree about its decisions? Terms, reasons, questions to ask, and how to object.

The agreements are data: `catalogus/afspraken/standaard.yaml` for all, and a file per insurer with what differs. What
an insurer says goes before the standard; in a file what it says of one form goes before what it says of one law, and
that before what it says of all.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from itertools import product
from pathlib import Path
from typing import Self, TypeVar

from machtigingen.beslisboom import GRONDSLAGEN
from machtigingen.formulieren.afspraak import Afspraak, Besluitreden, Regelbesluit, Sjabloon
from machtigingen.formulieren.lezen_afspraken import (
    STANDAARD,
    Bestand,
    Laag,
    form_codes,
    read_standaard,
    read_verzekeraar,
)
from machtigingen.foundation import CATALOGUS

__all__ = ["Afspraak", "Afspraken", "Besluitreden", "Regelbesluit", "Sjabloon", "afspraken", "use_afspraken"]

M = TypeVar("M", Besluitreden, Sjabloon)


@dataclass(frozen=True, kw_only=True)
class Afspraken:
    """The agreements of all insurers; one without a file of its own follows the standard."""

    standaard: Bestand
    verzekeraars: Mapping[str, Bestand]

    @classmethod
    def load(cls, folder: Path = CATALOGUS) -> Self:
        """Raises `Catalogusfout` with file and line when anything in the folder is wrong."""
        codes = form_codes(folder)
        bestanden = sorted(pad for pad in (folder / "afspraken").glob("*.yaml") if pad.name != STANDAARD)
        gelezen = cls(
            standaard=read_standaard(folder / "afspraken" / STANDAARD, codes),
            verzekeraars={pad.stem: read_verzekeraar(pad, codes) for pad in bestanden},
        )
        for uzovi in ("", *gelezen.verzekeraars):
            for code, wet in product(sorted(codes), GRONDSLAGEN):
                _check(gelezen.van(uzovi, code, wet), tuple(gelezen._lagen(uzovi, code, wet))[-1])
        return gelezen

    def van(self, uzovi: str, formulier: str, grondslag: str = "") -> Afspraak:
        """What holds for this insurer and form, under this law."""
        eerste, *rest = self._lagen(uzovi, formulier, grondslag)
        begin = Afspraak(**eerste.waarden, redenen=eerste.redenen, sjablonen=eerste.sjablonen)  # type: ignore[arg-type]
        samen = reduce(_met, rest, begin)
        return replace(samen, redenen=_over(samen.redenen, formulier), sjablonen=_over(samen.sjablonen, formulier))

    def _lagen(self, uzovi: str, formulier: str, grondslag: str) -> Iterator[Laag]:
        """From what is heard last to what is heard first."""
        for bestand in (self.standaard, self.verzekeraars.get(uzovi)):
            if bestand is not None:
                yield bestand.algemeen
                if grondslag in bestand.grondslagen:
                    yield bestand.grondslagen[grondslag]
                if formulier in bestand.formulieren:
                    yield bestand.formulieren[formulier]


def _met(afspraak: Afspraak, laag: Laag) -> Afspraak:
    return replace(
        afspraak,
        **laag.waarden,  # type: ignore[arg-type]  # the reader makes each of its own type
        redenen=_samen(afspraak.redenen, laag.redenen),
        sjablonen=_samen(afspraak.sjablonen, laag.sjablonen),
    )


def _samen(eerder: Iterable[M], later: Iterable[M]) -> tuple[M, ...]:
    """A later one with the same code takes the place of the earlier one; the others come after."""
    return tuple(({een.code: een for een in eerder} | {een.code: een for een in later}).values())


def _over(alle: tuple[M, ...], formulier: str) -> tuple[M, ...]:
    return tuple(een for een in alle if not een.formulieren or formulier in een.formulieren)


def _check(afspraak: Afspraak, laag: Laag) -> None:
    """What no file alone can show to be wrong; named where the last word was said."""
    if afspraak.waarschuwing_werkdagen >= afspraak.termijn_werkdagen:
        raise laag.plek.fout(
            f"De waarschuwing ({afspraak.waarschuwing_werkdagen} werkdagen) past niet in de termijn "
            f"({afspraak.termijn_werkdagen} werkdagen)."
        )
    if afspraak.medisch_adviseur and not afspraak.vier_ogen:
        raise laag.plek.fout("Een medisch adviseur is een van twee beoordelaars: zet dan ook vier_ogen op true.")
    for besluit in Regelbesluit:
        if not afspraak.redenen_voor(besluit):
            raise laag.plek.fout(f"Er is geen reden om iets als {besluit} te besluiten.")


_afspraken: Afspraken | None = None


def use_afspraken(nieuw: Afspraken | None) -> None:
    """Other agreements than the published ones (tests); None puts those back."""
    global _afspraken
    _afspraken = nieuw


def afspraken() -> Afspraken:
    """The published agreements, read at first use."""
    global _afspraken
    if _afspraken is None:
        _afspraken = Afspraken.load()
    return _afspraken
