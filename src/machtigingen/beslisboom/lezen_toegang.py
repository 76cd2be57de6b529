"""From YAML to the care that a form is for, and the names of its codes."""

from collections.abc import Mapping
from dataclasses import dataclass

from machtigingen.beslisboom.codes import Codes, canonical_code
from machtigingen.beslisboom.formulier import Traject
from machtigingen.beslisboom.vraag import Controle
from machtigingen.beslisboom.yamlknoop import Knoop


@dataclass(frozen=True)
class Toegang:
    """Hospital care by traject, other care by prestatiecode within a list, perhaps of some specialismen only."""

    trajecten: tuple[Traject, ...] = ()
    specialismen: tuple[str, ...] = ()
    prestatiecodelijsten: tuple[str, ...] = ()
    prestatiecodes: tuple[str, ...] = ()

    def names(self, codes: Codes) -> Mapping[Controle, Mapping[str, str]]:
        """The codes that a question may offer, by what it is about; a name that nobody knows is empty."""
        specialismen = [*(traject.specialisme for traject in self.trajecten), *self.specialismen]
        return {
            Controle.SPECIALISME: {code: codes.specialisme(code) for code in specialismen},
            Controle.DIAGNOSE: {
                traject.diagnose: codes.diagnose(traject.specialisme, traject.diagnose) for traject in self.trajecten
            },
            Controle.ZORGACTIVITEIT: {
                code: codes.zorgactiviteit(code) for traject in self.trajecten for code in traject.zorgactiviteiten
            },
            Controle.PRESTATIE: {
                code: codes.prestatie(self.prestatiecodelijsten, code) for code in self.prestatiecodes
            },
        }


def read_access(knoop: Knoop) -> Toegang:
    """The block `toegang`. Prestatiecodes come with their lists: the same code means something else in another list."""
    block = knoop.blok(mag=("trajecten", "specialismen", "prestatiecodelijsten", "prestatiecodes"))
    if ("prestatiecodes" in block) != ("prestatiecodelijsten" in block):
        raise knoop.fout("Prestatiecodes en prestatiecodelijsten staan er samen, of allebei niet.")
    return Toegang(
        trajecten=tuple(_traject(item) for item in block["trajecten"].lijst()) if "trajecten" in block else (),
        specialismen=_texts(block, "specialismen", Controle.SPECIALISME),
        prestatiecodelijsten=_texts(block, "prestatiecodelijsten"),
        prestatiecodes=_texts(block, "prestatiecodes"),
    )


def _texts(block: Mapping[str, Knoop], name: str, controle: Controle | None = None) -> tuple[str, ...]:
    return tuple(canonical_code(controle, text) for text in block[name].teksten()) if name in block else ()


def _traject(knoop: Knoop) -> Traject:
    block = knoop.blok(moet=("specialisme", "diagnose", "zorgactiviteiten"))
    return Traject(
        canonical_code(Controle.SPECIALISME, block["specialisme"].tekst()),
        block["diagnose"].tekst(),
        _texts(block, "zorgactiviteiten", Controle.ZORGACTIVITEIT),
    )
