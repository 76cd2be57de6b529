"""Do the examples of a form still give the path and the outcome that its authors expect?"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from machtigingen.beslisboom.evaluate import decide
from machtigingen.beslisboom.formulier import Formulier, Voorbeeld
from machtigingen.beslisboom.journey import journey, problems
from machtigingen.beslisboom.laden import MEESTE_VOORBEELDEN


@dataclass(frozen=True)
class Verschil:
    """Where an example differs: what was expected and what came out."""

    voorbeeld: str
    wat: str
    verwacht: str
    gekregen: str

    def __str__(self) -> str:
        return f"{self.voorbeeld}: {self.wat}: verwacht {self.verwacht}, gekregen {self.gekregen}"


def check_examples(formulier: Formulier) -> tuple[Verschil, ...]:
    """Every difference in every example; empty when the form does what its examples say."""
    return tuple(verschil for voorbeeld in formulier.voorbeelden for verschil in _check(formulier, voorbeeld))


def without_example(formulier: Formulier) -> tuple[str, ...]:
    """The rules that no example shows, no more of them than there is room for."""
    shown = {voorbeeld.regel for voorbeeld in formulier.voorbeelden}
    missing = tuple(regel.naam for regel in formulier.beslistabel.regels if regel.naam not in shown)
    return missing[: MEESTE_VOORBEELDEN - len(formulier.voorbeelden)]


def _check(formulier: Formulier, voorbeeld: Voorbeeld) -> Iterator[Verschil]:
    path = [vraag.link_id for page in journey(formulier, voorbeeld.antwoorden) for vraag in page.vragen]
    decision = decide(formulier, voorbeeld.antwoorden)
    wrong = [f"{fout.pad} ({fout.code}): {fout.melding}" for fout in problems(formulier, voorbeeld.antwoorden)]
    compared = {
        "vragen": (_besides(voorbeeld.vragen, path), _besides(path, voorbeeld.vragen)),
        "uitkomst": (str(voorbeeld.uitkomst), str(decision.uitkomst)),
        "regel": (voorbeeld.regel or "geen", decision.regel or "geen"),
        "antwoorden": ("geen fouten", " ".join(wrong) or "geen fouten"),
    }
    for what, (expected, found) in compared.items():
        if expected != found:
            yield Verschil(voorbeeld.naam, what, expected, found)


def _besides(these: Collection[str], others: Collection[str]) -> str:
    only = [link_id for link_id in these if link_id not in others]
    return f"ook {', '.join(only)}" if only else "geen andere"
