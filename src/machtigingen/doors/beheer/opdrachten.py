"""What somebody types on the own computer to make a CSR and to install what came back. It uses OpenSSL, which Linux and
macOS have and Git for Windows brings along.

A name of an organisation can hold anything, so none goes into a command: only a code of digits.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from machtigingen.foundation import Soort


@dataclass(frozen=True, kw_only=True)
class Opdracht:
    tekst: str
    uitleg: str


def make_csr(soort: Soort, code: str) -> str:
    """Makes a key that stays where it is, and beside it the CSR to hand in."""
    naam = f"{soort.value}-{code}"
    return (
        f"openssl req -new -newkey rsa:3072 -nodes -keyout {naam}.key -out {naam}.csr "
        f'-subj "/serialNumber={code}/CN={soort.value}"'
    )


def install(soort: Soort, code: str, verzoek: int) -> Opdracht:
    if soort is Soort.SYSTEEM:
        return Opdracht(
            tekst="",
            uitleg=_(
                "Geef dit bestand aan uw softwareleverancier, of zet het zelf in uw pakket. De geheime sleutel staat "
                "op de computer waar de CSR is gemaakt. Test daarna de koppeling in uw pakket."
            ),
        )
    naam = f"{soort.value}-{code}"
    return Opdracht(
        tekst=f"openssl pkcs12 -export -inkey {naam}.key -in certificaat-{verzoek}.pem -out {naam}.p12",
        uitleg=_(
            "De browser wil het certificaat en de geheime sleutel samen in één bestand. Zet het certificaat in de map "
            "van de sleutel en voer deze opdracht uit. Kies een wachtwoord. Open daarna het bestand dat eindigt op "
            ".p12: uw computer installeert het. Heet uw sleutel anders? Pas dan de naam aan."
        ),
    )
