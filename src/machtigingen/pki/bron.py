"""Which profiles and revocation lists hold right now?

Watches the profile file and every file it names, and takes the lists that somebody offers. A change is taken over at
once; what is broken or older than what we have is left aside, and `meldingen` says so.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock

from .crl import Intrekkingslijst
from .geldigheid import notes as notes_of
from .geldigheid import schakels_of
from .profielen import Profiel, ProfielFout, is_adres, links_of, load_profielen, read_entries
from .schakel import OUDER, Schakel, newest_of

_Stamp = tuple[int, int, int]


class ProfielBron:
    """The current profiles; cheap enough to ask for every request."""

    def __init__(self, path: Path | str) -> None:
        """Raises ProfielFout: at the start there is no last good version to fall back on."""
        self._path = Path(path)
        self._lock = Lock()
        self._fout = ""
        self._files = self._named_files()
        self._stamp = _stamps(self._files)
        self._profielen = load_profielen(self._path)
        self._aangeboden: dict[str, Intrekkingslijst] = {}

    def profielen(self) -> tuple[Profiel, ...]:
        if _stamps(self._files) != self._stamp:
            with self._lock:
                self._take_over()
        return self._profielen

    def offer(self, lijsten: Iterable[Intrekkingslijst], *, melding: str = "") -> None:
        """Lists from elsewhere than the files. Each holds from now on, unless what we have is newer; `melding` then
        says what is wrong with a file that is older."""
        nieuw = newest_of(lijsten)
        with self._lock:
            self._aangeboden = newest_of(self._aangeboden.values(), nieuw.values())
            self._profielen = tuple(_with_newest(profiel, nieuw, melding=melding) for profiel in self._profielen)

    def to_remember(self, at: datetime) -> tuple[Schakel, ...]:
        """What came by file and holds now, newer than anything that was offered: after a restart nothing else knows."""
        return tuple(
            schakel
            for schakel in schakels_of(self.profielen())
            if schakel.crl and schakel.crl.applies(at) and schakel.crl.is_news_beside(self._aangeboden)
        )

    def meldingen(self, at: datetime) -> tuple[str, ...]:
        """What the operator must know; empty when all is well."""
        notes = [self._fout] if self._fout else []
        for schakel in schakels_of(self.profielen()):
            notes += [f"{schakel.bekend_als}: {note}" for note in notes_of(schakel, at)]
        return tuple(notes)

    def _take_over(self) -> None:
        stamp = _stamps(self._files)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            # Stamp before reading: a file that changes meanwhile is then read again.
            self._files = self._named_files()
            self._stamp = _stamps(self._files)
            fresh = load_profielen(self._path)
        except ProfielFout as error:
            self._fout = f"De vorige certificaatprofielen blijven gelden. {error}"
            return
        self._fout = ""
        schakels = (schakel for profiel in self._profielen for schakel in profiel.schakels)
        known = newest_of(schakel.crl for schakel in schakels if schakel.crl)
        fresh = tuple(_with_newest(profiel, known, melding=OUDER) for profiel in fresh)
        self._profielen = tuple(_with_newest(profiel, self._aangeboden) for profiel in fresh)

    def _named_files(self) -> tuple[Path, ...]:
        links = [link for entry in read_entries(self._path) for link in links_of(entry)]
        named = (link[key] for link in links for key in ("uitgever", "intrekkingslijst"))
        return (self._path, *(self._path.parent / str(name) for name in named if not is_adres(name)))


def _stamps(paths: tuple[Path, ...]) -> tuple[_Stamp, ...]:
    return tuple(_stamp(path) for path in paths)


def _stamp(path: Path) -> _Stamp:
    try:
        state = path.stat()
    except OSError:
        return (0, 0, 0)
    return (state.st_mtime_ns, state.st_size, state.st_ino)


def _with_newest(profiel: Profiel, known: dict[str, Intrekkingslijst], *, melding: str = "") -> Profiel:
    eigen, *keten = (schakel.with_newest(known, melding=melding) for schakel in profiel.schakels)
    return replace(profiel, eigen=eigen, keten=tuple(keten))
