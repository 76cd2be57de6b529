"""People × rights: one row for each certificate, for a right belongs to a certificate and not to a name."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machtigingen.doors.beheer.woorden import RECHTEN, STANDEN
from machtigingen.foundation import Soort
from machtigingen.toegang.team import Certificaatrij, Medewerkerrij
from machtigingen.ui.merken import Merkteken


@dataclass(frozen=True, kw_only=True)
class Vak:
    """One tick: this right, for this certificate."""

    recht: str
    label: str
    aan: bool


@dataclass(frozen=True, kw_only=True)
class Rij:
    """`certificaat` is 0 for somebody without one. `gezien`: the rights as they are now, to notice a change."""

    wie: str
    url: str
    onder: str
    rol: str
    certificaat: int = 0
    certificaat_url: str = ""
    merk: Merkteken | None = None
    kenmerk: str = ""
    vakken: tuple[Vak, ...] = ()
    gezien: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """`met_rol`: managing is a role here, not a right, and stands in a column of its own."""

    kolommen: tuple[str, ...]
    rijen: tuple[Rij, ...]
    met_rol: bool


def matrix_of(mensen: Sequence[Medewerkerrij], *, is_instantie: bool, keuze: Mapping[int, Collection[str]]) -> Matrix:
    """`keuze`: by certificate what was ticked, where that could not be saved."""
    rechten = _columns(rij for mens in mensen for rij in mens.certificaten)
    rijen = tuple(rij for mens in mensen if mens.werkt for rij in _of_mens(mens, rechten, keuze))
    return Matrix(kolommen=tuple(str(RECHTEN[een]) for een in rechten), rijen=rijen, met_rol=is_instantie)


def matrix_of_software(rijen: Sequence[Certificaatrij], *, keuze: Mapping[int, Collection[str]]) -> Matrix:
    software = [rij for rij in rijen if rij.soort is Soort.SYSTEEM and rij.werkt]
    rechten = _columns(software)
    return Matrix(
        kolommen=tuple(str(RECHTEN[een]) for een in rechten),
        rijen=tuple(_row(rij, rechten, keuze, wie=_("Software"), url="", onder=rij.naam, rol="") for rij in software),
        met_rol=False,
    )


def _columns(rijen: Iterator[Certificaatrij] | Sequence[Certificaatrij]) -> tuple[str, ...]:
    mogelijk = frozenset().union(*(rij.mogelijk for rij in rijen))
    return tuple(recht for recht in RECHTEN if recht in mogelijk)


def _of_mens(mens: Medewerkerrij, rechten: Sequence[str], keuze: Mapping[int, Collection[str]]) -> Iterator[Rij]:
    url = reverse("beheer-medewerker", args=(mens.id,))
    rol = {1: _("1e contactpersoon"), 2: _("2e contactpersoon"), None: ""}[mens.contact]
    onder = mens.email
    if mens.laatste_dag:
        onder += " · " + _("werkt hier tot en met %s") % date_format(mens.laatste_dag, "j F Y")
    werkend = [rij for rij in mens.certificaten if rij.werkt]
    for rij in werkend:
        yield _row(rij, rechten, keuze, wie=mens.naam, url=url, onder=onder, rol=rol)
    if not werkend:
        yield Rij(wie=mens.naam, url=url, onder=onder, rol=rol)


def _row(
    rij: Certificaatrij, rechten: Sequence[str], keuze: Mapping[int, Collection[str]], *, wie: str, url: str,
    onder: str, rol: str,
) -> Rij:  # fmt: skip
    nu = rij.autorisaties & rij.mogelijk
    aan = keuze.get(rij.id, nu)
    return Rij(
        wie=wie,
        url=url,
        onder=onder,
        rol=rol,
        certificaat=rij.id,
        certificaat_url=reverse("beheer-certificaat", args=(rij.id,)),
        merk=STANDEN[rij.stand],
        kenmerk=rij.serienummer[-6:].upper(),
        vakken=tuple(Vak(recht=recht, label=str(RECHTEN[recht]), aan=recht in aan) for recht in rechten),
        gezien=tuple(sorted(nu)),
    )
