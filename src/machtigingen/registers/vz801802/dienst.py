"""COV over its webservice: an adapter of the port that asks VZ801 and understands VZ802."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from machtigingen.foundation import AgbCode
from machtigingen.registers.cov import CovAntwoord, CovNietBereikbaar, CovVraag, GeenAntwoord
from machtigingen.registers.vz801802.berichten import (
    ACTION,
    ZOEKOPDRACHTEN_MAX,
    Retourbericht,
    Retourresultaat,
    Verzoek,
    Zoekopdracht,
    Zoekresultaat,
    Zorgaanbieder,
)
from machtigingen.registers.vz801802.duiding import antwoord_van
from machtigingen.registers.vz801802.lijn import Antwoord, Toegang, call
from machtigingen.registers.vz801802.xmlvorm import GeenBericht, Soapfout, read_retourbericht, write_verzoek

_KOPPEN = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{ACTION}"', "User-Agent": "Machtigingenportaal"}


class CovDienst:
    """`toegang` is what the settings say, unless somebody says otherwise."""

    def __init__(self, toegang: Toegang | None = None) -> None:
        """Raises ImproperlyConfigured when COV cannot be asked like this."""
        self._toegang = toegang or toegang_from_settings()

    def raadpleeg(self, vraag: CovVraag, *, agb: AgbCode | None, timeout: float) -> CovAntwoord:
        """Raises `CovNietBereikbaar`."""
        (resultaat,) = self.zoek([opdracht_van(vraag)], agb=agb, timeout=timeout)
        return antwoord_van(resultaat, vraag)

    def raadpleeg_samen(
        self, vragen: Sequence[CovVraag], *, agb: AgbCode | None, timeout: float
    ) -> tuple[CovAntwoord | GeenAntwoord, ...]:
        """All in one message. Raises `CovNietBereikbaar`."""
        opdrachten = [opdracht_van(vraag, nummer) for nummer, vraag in enumerate(vragen, start=1)]
        resultaten = self.zoek(opdrachten, agb=agb, timeout=timeout)
        return tuple(_antwoord(*paar) for paar in zip(resultaten, vragen, strict=True))

    def zoek(
        self, opdrachten: Sequence[Zoekopdracht], *, agb: AgbCode | None = None, timeout: float
    ) -> tuple[Zoekresultaat, ...]:
        """One result for each of 1 to 20 searches, in their order. Raises `CovNietBereikbaar`."""
        nummers = [een.volgnummer for een in opdrachten]
        if not 1 <= len(nummers) <= ZOEKOPDRACHTEN_MAX or len(set(nummers)) < len(nummers):
            raise CovNietBereikbaar(GeenAntwoord.ONS_BERICHT)
        try:
            body = write_verzoek(Verzoek(zorgaanbieder=_zorgaanbieder(agb), zoekopdrachten=tuple(opdrachten)))
        except ValueError:  # a text that XML cannot hold
            raise CovNietBereikbaar(GeenAntwoord.ONS_BERICHT) from None
        retour = _retour(call(self._toegang, body, koppen=_KOPPEN, timeout=timeout))
        resultaten = {een.volgnummer: een for een in retour.zoekresultaten}
        if set(resultaten) != set(nummers) or len(retour.zoekresultaten) != len(nummers):
            raise CovNietBereikbaar(GeenAntwoord.OVER_EEN_ANDER)
        return tuple(resultaten[nummer] for nummer in nummers)


def opdracht_van(vraag: CovVraag, nummer: int = 1) -> Zoekopdracht:
    return Zoekopdracht(
        volgnummer=nummer, geboortedatum=vraag.geboortedatum, peildatum=vraag.peildatum, bsn=vraag.bsn.onthul()
    )


def _zorgaanbieder(agb: AgbCode | None) -> Zorgaanbieder | None:
    return Zorgaanbieder(soort=int(agb.waarde[:2]), nummer=int(agb.waarde[2:])) if agb else None


def _antwoord(resultaat: Zoekresultaat, vraag: CovVraag) -> CovAntwoord | GeenAntwoord:
    """What cannot be used of one result is no reason to leave the others."""
    try:
        return antwoord_van(resultaat, vraag)
    except CovNietBereikbaar as fout:
        return fout.reden


def _retour(antwoord: Antwoord) -> Retourbericht:
    try:
        retour = read_retourbericht(antwoord.body, charset=antwoord.charset)
    except Soapfout as fout:
        raise CovNietBereikbaar(GeenAntwoord.GEWEIGERD if str(fout) == "Client" else GeenAntwoord.STORING) from None
    except GeenBericht:
        raise CovNietBereikbaar(GeenAntwoord.ONLEESBAAR if antwoord.status == 200 else GeenAntwoord.STORING) from None
    if antwoord.status != 200:
        raise CovNietBereikbaar(GeenAntwoord.STORING)
    if retour.resultaat is not Retourresultaat.VERZOEK_AKKOORD:
        raise CovNietBereikbaar(GeenAntwoord.ONS_BERICHT)
    return retour


def toegang_from_settings() -> Toegang:
    """Raises ImproperlyConfigured, in the words of the operator."""
    adres, certificaat = settings.MACHTIGINGEN_COV_ADRES, settings.MACHTIGINGEN_COV_CERTIFICAAT
    sleutel, vertrouwt = settings.MACHTIGINGEN_COV_SLEUTEL, settings.MACHTIGINGEN_COV_VERTROUWT
    if not (_is_https(adres) and certificaat and sleutel):
        raise ImproperlyConfigured("noem cov_adres (https), cov_certificaat en cov_sleutel")
    toegang = Toegang(adres=adres, certificaat=certificaat, sleutel=sleutel, vertrouwt=vertrouwt)
    try:
        toegang.tls()
    except OSError as fout:
        raise ImproperlyConfigured(
            f"cov_certificaat, cov_sleutel of cov_vertrouwt: {fout.strerror or 'geen certificaat met zijn sleutel'}"
        ) from None
    return toegang


def _is_https(adres: str) -> bool:
    try:
        delen = urlsplit(adres)
        return delen.scheme == "https" and bool(delen.hostname) and delen.port != 0
    except ValueError:
        return False
