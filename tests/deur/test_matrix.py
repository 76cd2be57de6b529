"""Everybody tries everything, over HTTPS through each proxy: the matrix of tests/isolatie, its rights and its checks.

The ordinary run asks each caller a part of the routes, another part for each; `make proof` asks everything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from deur.deuren import Deuren
from deur.netwerk import NetClient
from isolatie.tafereel import Zaak, maak_zaken
from isolatie.test_matrix import ROUTES, alles_van, anders, gelekt, geschreven, verschillend
from machtigingen_sandbox.personas_certificaten import PERSONAS
from voluit import keer
from wereld import Beller, Wereld

pytestmark = [pytest.mark.zwaar, pytest.mark.een_database]

DEEL = keer(20, 1)


@dataclass
class Netwereld:
    """As `Wereld`, at one door."""

    deuren: Deuren
    deur: str

    def software(self, naam: str | None) -> Beller:
        return self._beller("api", naam)

    def mens(self, naam: str | None) -> Beller:
        return self._beller("portaal", naam)

    def bezoeker(self) -> Beller:
        return self._beller("info", None)

    def _beller(self, listener: str, naam: str | None) -> Beller:
        return Beller(listener, None, NetClient(self.deuren, self.deur, listener, naam))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def zaken(portaal: Deuren, stad: Wereld) -> tuple[Zaak, ...]:
    return maak_zaken(stad)


@pytest.fixture(scope="module", params=["nginx", "haproxy"])
def uitkomsten(request: pytest.FixtureRequest, portaal: Deuren, zaken: tuple[Zaak, ...]) -> Any:
    return list(_alles(portaal, request.param, zaken))


def _alles(portaal: Deuren, deur: str, zaken: tuple[Zaak, ...]) -> Iterator[Any]:
    wereld: Any = Netwereld(portaal, deur)
    for nummer, wie in enumerate((None, *PERSONAS)):
        yield from alles_van(wereld, wie, zaken, ROUTES[nummer % DEEL :: DEEL])


def test_everybody_gets_what_they_may_and_nobody_anything_else(uitkomsten: list[Any]) -> None:
    assert len(uitkomsten) > keer(150, 8000)
    assert sum(een.mag for een in uitkomsten) > keer(10, 300)
    assert not anders(uitkomsten), "\n".join(anders(uitkomsten))


def test_whatever_is_asked_neither_the_portal_nor_the_proxy_breaks(uitkomsten: list[Any]) -> None:
    assert [(str(een), een.gezicht[:800]) for een in uitkomsten if een.status >= 500] == []


def test_nothing_of_another_is_in_any_answer_and_what_was_not_allowed_wrote_nothing(uitkomsten: list[Any]) -> None:
    assert (gelekt(uitkomsten), geschreven(uitkomsten)) == ([], [])


def test_what_is_of_another_cannot_be_told_from_what_does_not_exist(uitkomsten: list[Any]) -> None:
    assert verschillend(uitkomsten) == []
