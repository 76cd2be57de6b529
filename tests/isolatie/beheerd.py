"""What organisations that manage themselves have to manage: somebody, a request for a certificate, one for a right."""

from datetime import datetime

from machtigingen.toegang.models import Certificaat, Certificaatverzoek, Medewerker, Rechtverzoek

BEHEERD = {"22990001": "S. de Vries", "06990002": "A. Smit", "9901": "C. Ollega"}
"""By code, somebody who works there and manages nothing."""


def make_beheer(*, now: datetime) -> None:
    for code, naam in BEHEERD.items():
        mens = Medewerker.objects.get(organisatie__code=code, naam=naam)
        Rechtverzoek.objects.create(
            certificaat=Certificaat.objects.get(medewerker=mens),
            autorisatie="beoordelen" if len(code) == 4 else "indienen",
            gevraagd_at=now,
        )
        Certificaatverzoek.objects.create(
            organisatie=mens.organisatie,
            soort="persoonlijk",
            medewerker=mens,
            csr="",
            gevraagd_at=now,
            gevraagd_door=naam,
            pem="-----BEGIN CERTIFICATE-----",
        )
