"""What there is to know of the machine that a configuration is on. Only data: a test writes it down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Serverstand:
    """A certificate of the portal itself: for which names, and how long."""

    namen: tuple[str, ...]
    vanaf: datetime
    tot: datetime


@dataclass(frozen=True, kw_only=True)
class Uitgeverstand:
    """One issuer of the profiles, and its revocation list; `lijst_tot` is None without a list that can be used."""

    naam: str
    houder: str
    tot: datetime
    lijst_vanaf: datetime | None
    lijst_tot: datetime | None
    lijst_fout: str = ""  # why the list in the file is not the one that holds


@dataclass(frozen=True, kw_only=True)
class Feiten:
    """None or empty is what could not be seen; whether that is bad, the trials of the start say."""

    now: datetime
    als_root: bool
    geheim: str | None = field(repr=False)
    rechten: Mapping[str, int] = field(default_factory=dict)  # of each file or folder that a setting names
    wie_is_wie: Mapping[str, int] = field(default_factory=dict)  # rights of what decides who anyone is, and its folders
    server: Serverstand | None = None  # by which browsers and software recognise this server
    cov: Serverstand | None = None  # by which COV recognises this portal
    uitgevers: tuple[Uitgeverstand, ...] = ()
    is_superuser: bool = False
    laatst_vastgelegd_at: datetime | None = None
    zorgkantoren: int | None = None  # how many the register names today
    omgeving: frozenset[str] = frozenset()  # the names of the variables of the environment
