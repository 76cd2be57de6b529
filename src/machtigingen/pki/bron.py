"""Which profiles and revocation lists hold right now?

Watches the profile file and every file it names. A change is taken over at once; what is broken or older than
what we have is left aside, and `meldingen` says so.
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock

from .profielen import Profiel, ProfielFout, load_profielen, read_entries

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

    def profielen(self) -> tuple[Profiel, ...]:
        if _stamps(self._files) != self._stamp:
            with self._lock:
                self._take_over()
        return self._profielen

    def meldingen(self, at: datetime) -> tuple[str, ...]:
        """What the operator must know; empty when all is well."""
        notes = [self._fout] if self._fout else []
        for profiel in self.profielen():
            notes += [f"{profiel.uitgever.naam}: {note}" for note in _crl_notes(profiel, at)]
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
        known = {profiel.uitgever.vingerafdruk: profiel for profiel in self._profielen}
        self._profielen = tuple(
            _with_newest_crl(profiel, known.get(profiel.uitgever.vingerafdruk)) for profiel in fresh
        )

    def _named_files(self) -> tuple[Path, ...]:
        named = (entry[key] for entry in read_entries(self._path) for key in ("uitgever", "intrekkingslijst"))
        return (self._path, *(self._path.parent / str(name) for name in named))


def _stamps(paths: tuple[Path, ...]) -> tuple[_Stamp, ...]:
    return tuple(_stamp(path) for path in paths)


def _stamp(path: Path) -> _Stamp:
    try:
        state = path.stat()
    except OSError:
        return (0, 0, 0)
    return (state.st_mtime_ns, state.st_size, state.st_ino)


def _with_newest_crl(fresh: Profiel, known: Profiel | None) -> Profiel:
    if known is None or known.crl is None:
        return fresh
    if fresh.crl is None:
        return replace(fresh, crl=known.crl)
    if fresh.crl.is_older_than(known.crl):
        return replace(fresh, crl=known.crl, crl_fout="De nieuwe intrekkingslijst is ouder dan de vorige.")
    return fresh


def _crl_notes(profiel: Profiel, at: datetime) -> list[str]:
    notes = [profiel.crl_fout] if profiel.crl_fout else []
    if profiel.crl is None or not profiel.crl.applies(at):
        notes.append("er is geen geldige intrekkingslijst, niemand kan inloggen.")
    elif profiel.crl.is_past_half_life(at):
        notes.append(f"de intrekkingslijst verloopt op {profiel.crl.volgende:%d-%m-%Y %H:%M} UTC.")
    return notes
