"""Codes of care as the registers write them, and what they mean for people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from machtigingen.beslisboom.vraag import Controle

# The lists of the insurers drop leading zeros: 301 is 0301, 31548 is 031548 (domain notes 5).
_LENGTE = {Controle.SPECIALISME: 4, Controle.ZORGACTIVITEIT: 6}


def canonical_code(controle: Controle | None, code: str) -> str:
    """The code at its full length, when it is of a kind that has one."""
    length = _LENGTE.get(controle) if controle else None
    return code.zfill(length) if length and code.isascii() and code.isdigit() else code


@dataclass(frozen=True)
class Codes:
    """The names of codes. A diagnosis has its meaning only within its specialisme, a prestatie within its list."""

    specialismen: Mapping[str, str]
    diagnoses: Mapping[tuple[str, str], str]
    zorgactiviteiten: Mapping[str, str]
    prestaties: Mapping[tuple[str, str], str]

    @cached_property
    def lijsten(self) -> Mapping[str, Mapping[str, str]]:
        """Whole lists of codes with their names, by what they are called in a form: `prestatie/010`."""
        within: dict[str, dict[str, str]] = {}
        for kind, names in (("diagnose", self.diagnoses), ("prestatie", self.prestaties)):
            for (outer, code), name in names.items():
                within.setdefault(f"{kind}/{outer}", {})[code] = name
        return {"specialisme": self.specialismen, "zorgactiviteit": self.zorgactiviteiten, **within}

    def specialisme(self, code: str) -> str:
        """The name, or nothing when it is not known."""
        return self.specialismen.get(canonical_code(Controle.SPECIALISME, code), "")

    def diagnose(self, specialisme: str, code: str) -> str:
        """The name, or nothing when it is not known."""
        return self.diagnoses.get((canonical_code(Controle.SPECIALISME, specialisme), code), "")

    def zorgactiviteit(self, code: str) -> str:
        """The name, or nothing when it is not known."""
        return self.zorgactiviteiten.get(canonical_code(Controle.ZORGACTIVITEIT, code), "")

    def prestatie(self, lijsten: Iterable[str], code: str) -> str:
        """The name in the first of these lists that has one, or nothing when it is not known."""
        return next((name for lijst in lijsten if (name := self.prestaties.get((lijst, code)))), "")
