"""A form of an insurer of its own, made from a national one; and who makes and publishes it."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from races.tegelijk import actor
from wereld import Beller, Wereld

from machtigingen.formulieren import actions
from machtigingen.formulieren.bestanden import NAMEN
from machtigingen.formulieren.models import Formulierversie
from machtigingen.formulieren.upload import Geupload
from machtigingen.foundation import CATALOGUS, Actor
from machtigingen.toegang.models import Certificaat

MAKER, PUBLICIST, BEOORDELAAR, ANDER = (
    "beheerder-9901",
    "beoordelaar-9901-collega",
    "beoordelaar-9901",
    "beoordelaar-9902",
)
LIJST = "/beoordelen/formulieren/"
UPLOADEN = LIJST + "uploaden"
VERSIE = "9901.1"
PAGINA = f"{LIJST}X02/{VERSIE}/"
STRAKS = date(2027, 1, 1)


def teksten(*, versie: str = VERSIE, uzovi: str = "9901", slug: str = "bovenooglid") -> dict[str, str]:
    """The files of a national form, as this insurer would make them its own."""
    folder = CATALOGUS / slug / "2026-1"
    gevonden = {naam: (folder / naam).read_text(encoding="utf-8") for naam in NAMEN if (folder / naam).exists()}
    kop = f'versie: {versie}\nuzovi: "{uzovi}"'
    return gevonden | {"formulier.yaml": gevonden["formulier.yaml"].replace("versie: 2026-1", kop)}


def anders(bestand: str, eerst: str, straks: str, **soort: str) -> dict[str, str]:
    """The same with one thing different."""
    gevonden = teksten(**soort)
    assert eerst in gevonden[bestand]
    return gevonden | {bestand: gevonden[bestand].replace(eerst, straks, 1)}


def uploads(van: Mapping[str, str | bytes]) -> list[Geupload]:
    return [Geupload(naam, een if isinstance(een, bytes) else een.encode()) for naam, een in van.items()]


def zip_van(van: Mapping[str, str | bytes], *, map_: str = "", soort: int = zipfile.ZIP_DEFLATED) -> bytes:
    doel = BytesIO()
    with zipfile.ZipFile(doel, "w", soort) as archief:
        for naam, inhoud in van.items():
            archief.writestr(map_ + naam, inhoud)
    return doel.getvalue()


def ingelogd(wereld: Wereld, naam: str) -> Beller:
    _make_second_beheerder()
    mens = wereld.mens(naam)
    mens.get("/wie-ben-ik")
    return mens


def stuur(mens: Beller, van: Mapping[str, str | bytes] | bytes, **extra: Any) -> Any:
    """Uploads on the page: a zip, or the files themselves."""
    los = [("formulier.zip", van)] if isinstance(van, bytes) else list(van.items())
    inhoud = [SimpleUploadedFile(naam, een if isinstance(een, bytes) else een.encode()) for naam, een in los]
    return mens.post(UPLOADEN, {"bestanden": inhoud}, **extra)


def voorstel(wereld: Wereld, now: datetime, van: Mapping[str, str] | None = None, wie: str = MAKER) -> Formulierversie:
    formulier = actions.upload(actor=eigenaar(wereld, wie), now=now, uploads=uploads(van or teksten()))
    return Formulierversie.objects.get(code=formulier.code, versie=formulier.versie)


def publiceer(
    wereld: Wereld, now: datetime, rij: Formulierversie, *, wie: str = PUBLICIST, vanaf: date = STRAKS
) -> None:
    actions.publish(
        actor=eigenaar(wereld, wie), now=now, code=rij.code, versie=rij.versie, gezien=rij.sha256, geldig_van=vanaf
    )


def eigenaar(wereld: Wereld, naam: str) -> Actor:
    _make_second_beheerder()
    return actor(wereld, naam)


def _make_second_beheerder() -> None:
    """A colleague of the only beheerder may manage too."""
    Certificaat.objects.filter(naam="C. Ollega").update(autorisaties=["beoordelen", "beheren"])


def links(antwoord: Any, woorden: Sequence[str]) -> list[bool]:
    """Which of these words stand on a page."""
    return [woord in antwoord.content.decode() for woord in woorden]
