"""All published forms, and which of them fit what is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from machtigingen import beslisboom
from machtigingen.beslisboom import Catalogusfout, Codes, Formulier, Machtigingsvrij
from machtigingen.beslisboom.kern import require_kern
from machtigingen.beslisboom.kiezen import in_force
from machtigingen.foundation import CATALOGUS, DomainError, Uzovi


@dataclass(frozen=True, kw_only=True)
class Keuze:
    """What a package says about the care, in the words of the field, to choose a form by. With a `uzovi` the forms of
    that insurer count too, and before the national ones."""

    grondslag: str
    on: date
    specialisme: str = ""
    diagnose: str | None = None
    zorgactiviteit: str | None = None
    prestatiecodelijst: str = ""
    prestatiecodes: tuple[str, ...] = ()
    formulier: str | None = None
    uzovi: str = ""


@dataclass(frozen=True)
class Catalogus:
    """The forms of one folder, with the codes they speak of and the care that needs no machtiging."""

    inhoud: beslisboom.Catalogus

    @classmethod
    def load(cls, folder: Path = CATALOGUS) -> Self:
        """Raises `Catalogusfout` with file and line when anything in the folder is wrong."""
        inhoud = beslisboom.load_catalogus(folder)
        for formulier in inhoud.formulieren:
            require_kern(formulier)
        return cls(inhoud)

    def plus(self, formulieren: Iterable[Formulier]) -> Self:
        """With these beside them. Raises Catalogusfout for one that is there already."""
        erbij = tuple(formulieren)
        for een in erbij:
            if (een.code, een.versie) in self._by_versie:
                raise Catalogusfout(Path(een.code, een.versie), 1, f"{een.code} {een.versie} bestaat al.")
        return replace(self, inhoud=replace(self.inhoud, formulieren=(*self.inhoud.formulieren, *erbij)))

    @property
    def codes(self) -> Codes:
        return self.inhoud.codes

    @cached_property
    def _by_versie(self) -> dict[tuple[str, str], Formulier]:
        return {(formulier.code, formulier.versie): formulier for formulier in self.inhoud.formulieren}

    def formulier(self, code: str, versie: str) -> Formulier:
        """One published version. Raises F102 when it is not there."""
        gevonden = self._by_versie.get((code, versie))
        if gevonden is None:
            raise DomainError.one("F102", formulier=code)
        return gevonden

    def passend(self, keuze: Keuze) -> tuple[Formulier, ...]:
        """The forms that fit, at least one. Raises F101 (none fits), F102 (unknown form), F103 (not valid then)."""
        if keuze.formulier is not None:
            return self._genoemd(keuze)
        gevonden = beslisboom.find(
            self.inhoud.formulieren,
            grondslag=keuze.grondslag,
            specialisme=keuze.specialisme,
            diagnose=keuze.diagnose or "",
            zorgactiviteit=keuze.zorgactiviteit,
            prestatiecodelijst=keuze.prestatiecodelijst,
            prestatiecodes=keuze.prestatiecodes,
            datum=keuze.on,
            uzovi=keuze.uzovi,
        )
        if not gevonden:
            raise DomainError.one("F101", pad="verstrekking")
        return gevonden

    def _genoemd(self, keuze: Keuze) -> tuple[Formulier, ...]:
        van_wie = ("", keuze.uzovi)
        met_code = [een for een in self.inhoud.formulieren if een.code == keuze.formulier and een.uzovi in van_wie]
        if not met_code:
            raise DomainError.one("F102", pad="verstrekking.formulier", formulier=keuze.formulier or "")
        passend = [
            formulier
            for formulier in in_force(met_code, keuze.on)
            if keuze.grondslag in formulier.grondslagen and formulier.is_voor(keuze.specialisme)
        ]
        if not passend:
            raise DomainError.one("F103", pad="verstrekking.formulier", formulier=keuze.formulier or "")
        return (max(passend, key=lambda een: een.uzovi),)

    def is_per_verzekeraar(self, keuze: Keuze) -> bool:
        """Whether some insurer has a form of its own for this care, so that it matters who insures."""
        eigenaren = {een.uzovi for een in self.inhoud.formulieren if een.uzovi}
        return any(self._has_own(replace(keuze, uzovi=uzovi)) for uzovi in eigenaren)

    def _has_own(self, keuze: Keuze) -> bool:
        try:
            return any(een.uzovi for een in self.passend(keuze))
        except DomainError:
            return False

    def niet_nodig(self, keuze: Keuze, *, uzovi: Uzovi | None, agb: str) -> str | None:
        """Why this insurer needs no machtiging for this care, or None when it does."""
        vrij = self.machtigingsvrij(keuze, uzovi=uzovi, agb=agb)
        return vrij.reden if vrij else None

    def machtigingsvrij(self, keuze: Keuze, *, uzovi: Uzovi | None, agb: str) -> Machtigingsvrij | None:
        """By which line of the catalogue this care needs no machtiging, if by any."""
        if uzovi is None:
            return None
        return beslisboom.machtigingsvrij(
            self.inhoud.machtigingsvrij,
            uzovi=str(uzovi),
            grondslag=keuze.grondslag,
            specialisme=keuze.specialisme,
            diagnose=keuze.diagnose or "",
            zorgactiviteit=keuze.zorgactiviteit,
            prestatiecodelijst=keuze.prestatiecodelijst,
            prestatiecodes=keuze.prestatiecodes,
            agb=agb,
            datum=keuze.on,
        )


_basis: Catalogus | None = None
_eigen: Mapping[Any, Formulier | Catalogusfout] = {}
_catalogus: Catalogus | None = None


def use_catalogus(nieuw: Catalogus | None) -> None:
    """Another folder than that of the portal, with nothing beside it (tests); None puts that back."""
    global _basis, _eigen, _catalogus
    _basis, _eigen, _catalogus = nieuw, {}, None


def use_published(eigen: Mapping[Any, Formulier | Catalogusfout]) -> None:
    """What insurers published beside the folder, each by what tells it apart (`gepubliceerd.refresh`), or why it cannot
    be read. Raises Catalogusfout."""
    global _eigen, _catalogus
    nieuw = _folder().plus(een for een in eigen.values() if isinstance(een, Formulier))
    _eigen, _catalogus = eigen, nieuw


def published() -> Mapping[Any, Formulier | Catalogusfout]:
    """As it was last given."""
    return _eigen


def catalogus() -> Catalogus:
    """The published forms as this process has them; those of the folder are read at first use."""
    global _catalogus
    if _catalogus is None:
        _catalogus = _folder()
    return _catalogus


def _folder() -> Catalogus:
    global _basis
    if _basis is None:
        _basis = Catalogus.load()
    return _basis
