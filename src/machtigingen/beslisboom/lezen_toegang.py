"""From YAML to the care that a form is for, and the names of its codes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from machtigingen.beslisboom.codes import Codes, canonical_code
from machtigingen.beslisboom.formulier import Traject
from machtigingen.beslisboom.vraag import Controle
from machtigingen.beslisboom.yamlknoop import Knoop

_LIJST = "prestatiecodelijst"
# As a message has them (contracts/openapi.yaml).
_VORM: Mapping[str, tuple[str, str]] = {
    Controle.SPECIALISME: ("[0-9]{3,4}", "3 of 4 cijfers"),
    Controle.DIAGNOSE: ("[0-9]{3,4}", "3 of 4 cijfers"),
    Controle.ZORGACTIVITEIT: ("[0-9]{5,6}", "5 of 6 cijfers"),
    Controle.PRESTATIE: ("[A-Z0-9]{3,6}", "3 tot 6 hoofdletters en cijfers"),
    _LIJST: ("[0-9]{3}", "3 cijfers"),
}


@dataclass(frozen=True)
class Toegang:
    """Hospital care by traject, other care by prestatiecode within a list, perhaps of some specialismen only; `plekken`
    has where each code stands, by its kind."""

    trajecten: tuple[Traject, ...] = ()
    specialismen: tuple[str, ...] = ()
    prestatiecodelijsten: tuple[str, ...] = ()
    prestatiecodes: tuple[str, ...] = ()
    plekken: Mapping[tuple[str, str], Knoop] = field(default_factory=dict)

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
    """The block `toegang`. Prestatiecodes come with their lists: the same code means something else in another list.
    What would make the form be for nobody is refused: a list that is left empty, a code that no message can have."""
    block = knoop.blok(mag=("trajecten", "specialismen", "prestatiecodelijsten", "prestatiecodes"))
    if ("prestatiecodes" in block) != ("prestatiecodelijsten" in block):
        raise knoop.fout("Prestatiecodes en prestatiecodelijsten staan er samen, of allebei niet.")
    lezer = _Codelezer()
    trajecten = block["trajecten"].lijst(leeg=False) if "trajecten" in block else []
    return Toegang(
        trajecten=tuple(map(lezer.traject, trajecten)),
        specialismen=lezer.codes(block, "specialismen", Controle.SPECIALISME),
        prestatiecodelijsten=lezer.codes(block, "prestatiecodelijsten", _LIJST),
        prestatiecodes=lezer.codes(block, "prestatiecodes", Controle.PRESTATIE),
        plekken=MappingProxyType(lezer.plekken),
    )


@dataclass
class _Codelezer:
    """Remembers where each code stands."""

    plekken: dict[tuple[str, str], Knoop] = field(default_factory=dict)

    def traject(self, knoop: Knoop) -> Traject:
        block = knoop.blok(moet=("specialisme", "diagnose", "zorgactiviteiten"))
        return Traject(
            self._code(block["specialisme"], Controle.SPECIALISME),
            self._code(block["diagnose"], Controle.DIAGNOSE),
            self.codes(block, "zorgactiviteiten", Controle.ZORGACTIVITEIT),
        )

    def codes(self, block: Mapping[str, Knoop], name: str, soort: Controle | str) -> tuple[str, ...]:
        items = block[name].lijst(leeg=False) if name in block else []
        return tuple(self._code(item, soort) for item in items)

    def _code(self, knoop: Knoop, soort: Controle | str) -> str:
        vorm, uitleg = _VORM[soort]
        if knoop.streng and not re.fullmatch(vorm, knoop.tekst()):
            raise knoop.fout(f"{knoop.tekst()} is geen {soort}: dat zijn {uitleg}.")
        code = canonical_code(soort if isinstance(soort, Controle) else None, knoop.tekst())
        self.plekken.setdefault((soort, code), knoop)
        return code
