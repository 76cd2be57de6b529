"""From what somebody uploads to the files of one version. Whatever is odd is refused before anything is kept.

A zip is never unpacked on a disk: only files of the right names are read, each no further than a file may be long.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from machtigingen.beslisboom import Catalogusfout, Formulier
from machtigingen.beslisboom.yamlknoop import GEEN_UTF8, MEESTE_TEKENS, Knoop, read_yaml
from machtigingen.formulieren.bestanden import NAMEN, VERPLICHT, Bestanden, read_shared
from machtigingen.foundation import DomainError, Uzovi

MEESTE_BYTES = 4 * 1024 * 1024
MEESTE_IN_ZIP = 50
LANGSTE_TITEL = 200
HOORT_ER_NIET_BIJ = f"hoort er niet bij. Haal het weg, of geef het de goede naam: {', '.join(NAMEN)}."
_KLEINST = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # others may grow without bound while they are read
_VERSLEUTELD = 0x1
_CODE = re.compile(r"[A-Z][0-9]{2}")  # as software is promised (contracts/openapi.yaml)
# What Python's own zipfile raises for one that is broken or odd: NotImplementedError for a way of packing it lacks.
_STUK = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


@dataclass(frozen=True)
class Geupload:
    """One file as it came, under the name that its sender gave it."""

    naam: str
    data: bytes


def read_upload(uploads: Sequence[Geupload], *, uzovi: str) -> tuple[Bestanden, Formulier]:
    """A version that can be read, of a form of this insurer. Raises F302 (these files will not do), F303 (what stands
    in them cannot be read: where, and why)."""
    bestanden = Bestanden(_texts(_files(uploads)), read_shared())
    try:
        with bestanden.as_folder("versie") as folder:
            versie = _require_own(folder, uzovi)
        return bestanden, bestanden.load(versie)
    except Catalogusfout as fout:
        raise unreadable(fout) from fout


def refused_at_upload(folder: Path) -> Iterator[Catalogusfout]:
    """What would still be refused of a version in a folder, if an insurer says there that it is its own."""
    for een in sorted(folder.iterdir()):
        if een.suffix in (".yaml", ".yml") and een.name not in NAMEN:
            yield Catalogusfout(een, 1, f"Dit bestand {HOORT_ER_NIET_BIJ}")
    try:
        kop = {key.tekst(): value for key, value in read_yaml(folder / "formulier.yaml").paren()}
        if "uzovi" in kop:
            _require_own(folder, str(Uzovi.parse(kop["uzovi"].tekst())))
    except DomainError:
        return  # no code of an insurer: who reads the form says so
    except Catalogusfout as fout:
        yield fout


def unreadable(fout: Catalogusfout) -> DomainError:
    return DomainError.one("F303", pad="bestanden", plek=f"{fout.bestand}:{fout.regel}:", tekst=fout.tekst[:500])


def _files(uploads: Sequence[Geupload]) -> Mapping[str, bytes]:
    if not uploads:
        raise _refused("Kies een zip, of de bestanden van één versie.")
    if sum(len(upload.data) for upload in uploads) > MEESTE_BYTES:  # before a zip is looked into: it may list much
        raise _refused(f"De bestanden zijn samen groter dan {MEESTE_BYTES // 1024**2} MB.")
    zips = [upload for upload in uploads if upload.data.startswith(b"PK")]
    if zips and len(uploads) > 1:
        raise _refused("Kies één zip, of losse bestanden.")
    found: dict[str, bytes] = {}
    for naam, data in _in_zip(zips[0].data) if zips else ((each.naam, each.data) for each in uploads):
        if naam not in NAMEN:
            raise _refused(f"{_shown(naam)} {HOORT_ER_NIET_BIJ}")
        if naam in found:
            raise _refused(f"{naam} zit er twee keer bij.")
        found[naam] = data
    missing = [naam for naam in VERPLICHT if naam not in found]
    if missing:
        ontbreekt = "ontbreken" if len(missing) > 1 else "ontbreekt"
        raise _refused(f"{', '.join(missing)} {ontbreekt}. Kies alle bestanden van de versie tegelijk.")
    return found


def _in_zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files in it, all in one folder. What a Mac adds is passed over."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archief:
            delen = [deel for deel in archief.infolist() if not _is_of_mac(deel.filename)]
            if not all(deel.filename for deel in delen):
                raise _refused("In de zip zit een bestand zonder naam.")
            delen = [deel for deel in delen if not deel.is_dir()]
            if len(delen) > MEESTE_IN_ZIP:
                raise _refused(f"Er zitten meer dan {MEESTE_IN_ZIP} bestanden in de zip.")
            if len({PurePosixPath(deel.filename).parent for deel in delen}) > 1:
                raise _refused("De bestanden staan niet in één map. Pak alleen de map van één versie in.")
            for deel in delen:
                yield PurePosixPath(deel.filename).name, _unpacked(archief, deel)
    except _STUK as fout:
        raise _refused("De zip is beschadigd of niet te lezen.") from fout


def _unpacked(archief: zipfile.ZipFile, deel: zipfile.ZipInfo) -> bytes:
    """No further than one byte too far: what a zip says of a length is what its maker says."""
    naam = PurePosixPath(deel.filename)
    if ".." in naam.parts or naam.is_absolute() or "\\" in deel.filename:
        raise _refused(f"{_shown(deel.filename)} wijst buiten de zip.")
    if deel.flag_bits & _VERSLEUTELD:
        raise _refused("Er zit een wachtwoord op de zip.")
    if deel.compress_type not in _KLEINST:
        raise _refused("De zip is op een ongewone manier ingepakt. Gebruik een gewone zip.")
    with archief.open(deel) as stroom:
        return stroom.read(MEESTE_TEKENS + 1)


def _is_of_mac(naam: str) -> bool:
    return naam.startswith("__MACOSX/") or PurePosixPath(naam).name == ".DS_Store"


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    return {naam: _text(naam, files[naam]) for naam in NAMEN if naam in files}


def _text(naam: str, data: bytes) -> str:
    if len(data) > MEESTE_TEKENS:
        raise DomainError.one("F303", pad="bestanden", plek=f"{naam}:1:", tekst="Dit bestand is te groot.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        regel = data.count(b"\n", 0, fout.start) + 1
        plek = f"{naam}:{regel}:"
        raise DomainError.one("F303", pad="bestanden", plek=plek, tekst=GEEN_UTF8) from fout


def _require_own(folder: Path, uzovi: str) -> str:
    """Its version, when the names by which it is known everywhere are ones that this insurer may give. A version
    begins with the code of the insurer: so none is ever the same as a national one, or that of another."""
    root = read_yaml(folder / "formulier.yaml")
    kop = {key.tekst(): value for key, value in root.paren()}
    for naam in ("code", "versie", "titel", "uzovi"):
        if naam not in kop:
            raise root.fout(f"Hier ontbreekt {naam}." + (f' Zet er uzovi: "{uzovi}".' if naam == "uzovi" else ""))
    kop["titel"].tekst(hoogstens=LANGSTE_TITEL)
    _require(kop["uzovi"], re.compile(uzovi), f'Zet hier "{uzovi}": een formulier is van uw eigen organisatie.')
    _require(kop["code"], _CODE, "Een code is een hoofdletter met twee cijfers, zoals X02.")
    versie = re.compile(rf"{uzovi}\.[A-Za-z0-9-]{{1,7}}")
    vorm = f"Een versie van u begint met {uzovi} en een punt; daarna hoogstens 7 letters, cijfers of streepjes."
    return _require(kop["versie"], versie, f"{vorm} Bijvoorbeeld {uzovi}.2027-1.")


def _require(knoop: Knoop, vorm: re.Pattern[str], uitleg: str) -> str:
    if not vorm.fullmatch(knoop.tekst()):
        raise knoop.fout(uitleg)
    return knoop.tekst()


def _shown(naam: str) -> str:
    """A name that others gave, fit to be read."""
    return "‘" + "".join(teken if teken.isprintable() else "?" for teken in naam[:60]) + "’"


def _refused(reden: str) -> DomainError:
    return DomainError.one("F302", pad="bestanden", reden=reden)
