"""One CA of a chain, and what it has withdrawn: the newest list that we were ever given of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cryptography import x509

from .crl import Intrekkingslijst
from .keten import name_of
from .sleutel import key_thumbprint

OUDER = "De intrekkingslijst in het bestand is ouder dan de lijst die wij al hadden; die blijft gelden."


@dataclass(frozen=True, eq=False)
class Schakel:
    """`naam` is how the operator calls it; `adres` is where its list is fetched, empty for a file."""

    ca: x509.Certificate
    naam: str = ""
    crl: Intrekkingslijst | None = None
    crl_fout: str = ""
    adres: str = ""

    @property
    def sleutel(self) -> str:
        return key_thumbprint(self.ca)

    @property
    def bekend_als(self) -> str:
        return self.naam or name_of(self.ca)

    def with_newest(self, known: Mapping[str, Intrekkingslijst], *, melding: str = "") -> "Schakel":
        """With the list that is known when ours is missing or older; `melding` then says what is wrong with ours."""
        other = known.get(self.sleutel)
        if other is None or not other.is_of(self.ca):
            return self
        if self.crl is None:
            return replace(self, crl=other)
        if self.crl.is_older_than(other):
            return replace(self, crl=other, crl_fout=melding or self.crl_fout)
        return self


def newest_of(*sources: Iterable[Intrekkingslijst]) -> dict[str, Intrekkingslijst]:
    """The newest list of each key; what goes back in number or in time is left aside."""
    newest: dict[str, Intrekkingslijst] = {}
    for source in sources:
        for crl in source:
            if crl.sleutel not in newest or not crl.is_older_than(newest[crl.sleutel]):
                newest[crl.sleutel] = crl
    return newest
