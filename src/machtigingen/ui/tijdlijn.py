"""The timeline of an aanvraag in words: what happened since the package sent it, where it stands, what comes next."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from machtigingen.aanvragen.doorlooptijd import afspraak_of
from machtigingen.aanvragen.lifecycle import AAN_ZET, TOEGEKEND, Status
from machtigingen.aanvragen.models import Aanvraag, Besluit, Gebeurtenis
from machtigingen.aanvragen.quarantaine import without_shut_files
from machtigingen.aanvragen.queries import added_by_provider, besluiten_of, gebeurtenissen_of, open_verzoek_of
from machtigingen.ui.context import Regel, Toestand
from machtigingen.ui.merken import STATUSSEN

_BIJ_DE_VERZEKERAAR = frozenset({"overgedragen", "voorstel"})
"""How an insurer divides its work is its own."""


def tijdlijn_van(aanvraag: Aanvraag, status: Status, *, noem_beoordelaar: bool = False) -> tuple[Regel, ...]:
    """Who at the insurer did something, and how it went there inside, is for the own insurer only."""
    gebeurd = gebeurtenissen_of(aanvraag)
    if noem_beoordelaar:
        gebeurd = without_shut_files(aanvraag, gebeurd)
    sinds = _since_sent(aanvraag, gebeurd, noem_beoordelaar=noem_beoordelaar)
    return (*_begin(aanvraag, gebeurd), *sinds, *_vervolg(aanvraag, status, noem_beoordelaar=noem_beoordelaar))


def additions_of(aanvraag: Aanvraag, *, na: int) -> tuple[Regel, ...]:
    """What the provider did after the one of this number, as it stands in the timeline; for the insurer."""
    toegevoegd = without_shut_files(aanvraag, added_by_provider(aanvraag, na=na))
    return tuple(_regel(aanvraag, een, noem_beoordelaar=False) for een in toegevoegd)


def _since_sent(aanvraag: Aanvraag, gebeurd: tuple[Gebeurtenis, ...], *, noem_beoordelaar: bool) -> Iterator[Regel]:
    """In the order in which it happened, whatever the clocks of two portals said. Each besluit stands at its place:
    that of a rule right after the sending."""
    besluiten = list(besluiten_of(aanvraag))
    for een in gebeurd:
        if een.soort != "besluit" and (noem_beoordelaar or een.soort not in _BIJ_DE_VERZEKERAAR):
            yield _regel(aanvraag, een, noem_beoordelaar=noem_beoordelaar)
        hier = een.soort == "besluit" or (een.soort == "ingediend" and besluiten and besluiten[0].door_regel)
        if hier and besluiten:
            yield _besluit(besluiten.pop(0), noem_beoordelaar=noem_beoordelaar)
    yield from (_besluit(rest, noem_beoordelaar=noem_beoordelaar) for rest in besluiten)


def _begin(aanvraag: Aanvraag, gebeurd: tuple[Gebeurtenis, ...]) -> Iterator[Regel]:
    """What came before it was sent; and that it was, of one that was sent before there was a timeline."""
    zonder_pakket = not aanvraag.vervolg_soort and not aanvraag.softwarepakket
    if not aanvraag.vervolg_soort and not zonder_pakket:
        yield Regel(titel=_("Gegevens ontvangen"), op=aanvraag.created_at, door=aanvraag.softwarepakket)
    if aanvraag.opened_at is not None and (zonder_pakket or aanvraag.opened_at != aanvraag.ingediend_at):
        titel = _("Aanvraag begonnen") if zonder_pakket else _("Aanvraag geopend")
        yield Regel(titel=titel, op=aanvraag.opened_at, door=aanvraag.opened_by)
    if aanvraag.ingediend_at is not None and not any(een.soort == "ingediend" for een in gebeurd):
        yield Regel(titel=_("Aanvraag ingediend"), op=aanvraag.ingediend_at, door=aanvraag.ingediend_door)


def _regel(aanvraag: Aanvraag, een: Gebeurtenis, *, noem_beoordelaar: bool) -> Regel:
    titel, tekst = _woorden(aanvraag, een)
    van_hen = een.van_verzekeraar and not noem_beoordelaar
    return Regel(titel=titel, tekst=tekst, op=een.at, door=_("de zorgverzekeraar") if van_hen else een.door)


def _woorden(aanvraag: Aanvraag, een: Gebeurtenis) -> tuple[str, str]:
    """What happened, and what to know of it."""
    gegevens = een.gegevens
    match een.soort:
        case "ingediend":
            return _ingediend(gegevens.get("vervolg", ""))
        case "genomen":
            return _("Een beoordelaar heeft de aanvraag opgepakt"), ""
        case "overgedragen":
            wie = gegevens.get("aan", "")
            return (_("Overgedragen aan %(wie)s") % {"wie": wie} if wie else _("Teruggelegd op de werklijst")), ""
        case "voorstel":
            return _("Eerste oordeel gegeven"), _("Een tweede beoordelaar beslist.")
        case "informatie_gevraagd":
            return _("De zorgverzekeraar heeft een vraag"), _("De klok staat stil tot het antwoord er is.")
        case "niet_beantwoord":
            return _("Geen antwoord gekregen"), _("De zorgverzekeraar besluit met wat er is. De klok loopt weer.")
        case "vraag_ingetrokken":
            return _("De zorgverzekeraar heeft de vraag ingetrokken"), _(
                "Een antwoord is niet meer nodig. De klok loopt weer."
            )
        case "aangevuld":
            return _("Vraag beantwoord"), _("De klok loopt weer.")
        case "bijlage":
            return _("Document toegevoegd"), gegevens.get("naam", "")
        case "ingetrokken":
            return _("Aanvraag ingetrokken"), aanvraag.intrekking or ""
        case "niet_uitgevoerd":
            return _("Gemeld dat de zorg niet wordt uitgevoerd"), gegevens.get("reden", "")
        case "einddatum":
            dag = _dag(date.fromisoformat(gegevens["einde"]))
            return _("Einddatum gezet op %(dag)s") % {"dag": dag}, gegevens.get("reden", "")
        case "heropend":
            return _("De zorgverzekeraar bekijkt het besluit opnieuw"), gegevens.get("reden", "")
        case _:
            return een.soort.replace("_", " ").capitalize(), ""


def _ingediend(vervolg: str) -> tuple[str, str]:
    match vervolg:
        case "herbeoordeling":
            return _("Herbeoordeling gevraagd"), ""
        case "verlenging":
            return _("Verlenging gevraagd"), ""
        case _:
            return _("Aanvraag ingediend"), ""


def _besluit(besluit: Besluit, *, noem_beoordelaar: bool) -> Regel:
    door = _("een regel van het formulier")
    if not besluit.door_regel:
        namen = " en ".join(filter(None, (besluit.beoordelaar, besluit.tweede_beoordelaar)))
        door = namen if noem_beoordelaar else _("de zorgverzekeraar")
    return Regel(titel=str(STATUSSEN[besluit.status].tekst), op=besluit.besloten_at, door=door)


def _vervolg(aanvraag: Aanvraag, status: Status, *, noem_beoordelaar: bool) -> Iterator[Regel]:
    """Where it stands, and what comes next with the day by which it comes."""
    if status in AAN_ZET:
        bij_iemand = bool(aanvraag.behandelaar_certificaat)
        nu = _("Een beoordelaar bekijkt de aanvraag") if bij_iemand else _("Wacht op een beoordelaar")
        yield Regel(titel=nu, toestand=Toestand.NU)
        tot = aanvraag.termijn_tot_on
        wanneer = _("verwacht uiterlijk op %(dag)s") % {"dag": _dag(tot)} if tot else ""
        yield Regel(titel=_("Besluit"), toestand=Toestand.STRAKS, wanneer=wanneer)
    elif status is Status.INFORMATIE_GEVRAAGD:
        yield from _na_antwoord(aanvraag, voor_verzekeraar=noem_beoordelaar)
    elif status in TOEGEKEND and aanvraag.geldig_tot_on is not None:
        later = aanvraag.einde_reden is not None
        tekst = _("Later gezet door de zorgverzekeraar.") if later else ""
        wanneer = _dag(aanvraag.geldig_tot_on)
        yield Regel(titel=_("Laatste dag"), toestand=Toestand.STRAKS, wanneer=wanneer, tekst=tekst, einde=later)


def _na_antwoord(aanvraag: Aanvraag, *, voor_verzekeraar: bool) -> Iterator[Regel]:
    open_, afspraak = open_verzoek_of(aanvraag), afspraak_of(aanvraag)
    wanneer = _("uiterlijk op %(dag)s") % {"dag": _dag(open_.reageren_voor_on)} if open_ else ""
    van_wie = _("Antwoord van de zorgverlener") if voor_verzekeraar else _("Uw antwoord")
    yield Regel(titel=van_wie, toestand=Toestand.NU, wanneer=wanneer)
    straks = _("nadat de vraag is beantwoord")
    if afspraak.opnieuw_na_aanvulling:
        dagen = afspraak.termijn_werkdagen
        straks = ngettext(
            "binnen %(dagen)s werkdag na het antwoord", "binnen %(dagen)s werkdagen na het antwoord", dagen
        ) % {"dagen": dagen}
    yield Regel(titel=_("Besluit"), toestand=Toestand.STRAKS, wanneer=straks)


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")
