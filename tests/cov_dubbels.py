"""A COV that is away, whoever is asked about."""

from machtigingen.registers.cov import CovNietBereikbaar


class Weg:
    def raadpleeg(self, vraag: object, **hoe: object) -> object:
        raise CovNietBereikbaar("away")
