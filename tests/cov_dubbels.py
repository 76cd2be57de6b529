"""A COV that is away, one that names the insurer of the basic policy for all care, and one that names two zorgkantoren,
whoever is asked about."""

from dataclasses import replace
from typing import Any

from machtigingen_sandbox.cov import DemoCov

from machtigingen.foundation import Uzovi
from machtigingen.registers.cov import CovAntwoord, CovNietBereikbaar, CovVraag


class Weg:
    def raadpleeg(self, vraag: object, **hoe: object) -> object:
        raise CovNietBereikbaar("away")


class AltijdDeVerzekeraar(DemoCov):
    def raadpleeg(self, vraag: CovVraag, **hoe: Any) -> CovAntwoord:
        return replace(super().raadpleeg(vraag, **hoe), uzovi=Uzovi("9901"), verzekeraar="Voorbeeld Zorgverzekeraar")


class TweeKantoren(DemoCov):
    def raadpleeg(self, vraag: CovVraag, **hoe: Any) -> CovAntwoord:
        beide = (Uzovi("9905"), Uzovi("9906"))
        return replace(super().raadpleeg(vraag, **hoe), uzovi=None, zorgkantoren=beide, verzekeraar="")
