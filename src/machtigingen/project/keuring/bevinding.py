"""One thing that is not right: what it is, why it matters and how to mend it."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import Enum


class Ernst(Enum):
    """How bad it is. On what is unsafe `serve` refuses to start; what does not work fails closed by itself."""

    ONVEILIG = "onveilig"
    STUK = "werkt niet"
    LET_OP = "let op"


@dataclass(frozen=True, kw_only=True)
class Bevinding:
    """In words for the operator."""

    regel: str
    ernst: Ernst
    wat: str
    waarom: str
    herstel: str

    def to_json(self) -> dict[str, str]:
        return asdict(self) | {"ernst": self.ernst.value}

    def lines(self) -> Iterator[str]:
        yield f"{self.ernst.value.upper():11}{self.wat}"
        yield f"{'':11}waarom: {self.waarom}"
        yield f"{'':11}herstel: {self.herstel}"


def is_refusal(bevinding: Bevinding) -> bool:
    return bevinding.ernst is Ernst.ONVEILIG


def is_good(bevindingen: Iterable[Bevinding]) -> bool:
    """Nothing but warnings."""
    return all(een.ernst is Ernst.LET_OP for een in bevindingen)
