"""A changed answer by which others would fall away: what the page says of it, and what it posts.

Two buttons beside the field: doorgaan=<question> <what falls away by it>=<fingerprint of its answer> …, or
laten=<question>. Both keep all that was typed, and without a button the change waits.
"""

from machtigingen.aanvragen.dossier import Dossier
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.wachtend import Change, Consent, changes, wachtend_van
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.kaart import Kaart
from machtigingen.ui.velden import Wijziging


def posted_consent(request: PortalRequest) -> Consent:
    vraag, *vervallen = request.POST.get("doorgaan", "").split() or [""]
    shown = {een: merk for een, _, merk in (deel.rpartition("=") for deel in vervallen)}
    return Consent(go_on={vraag: shown}, keep=frozenset(request.POST.get("laten", "").split()))


def spoken_of(request: PortalRequest) -> str:
    """The question that a button was pressed for; empty when none was."""
    return (request.POST.get("doorgaan") or request.POST.get("laten") or " ").split(" ")[0]


def consent_values(aanvraag: Aanvraag, dossier: Dossier) -> dict[str, str]:
    """By question what going on with its change says; the page's script sees by it what to show."""
    return {change.vraag.link_id: _value(change) for change in changes(dossier, wachtend_van(aanvraag.bronnen))}


def wijzigingen(aanvraag: Aanvraag, kaart: Kaart, straks: Kaart) -> dict[str, Wijziging]:
    """By question what would happen; `straks` writes the answers that wait."""
    found = changes(kaart.dossier, wachtend_van(aanvraag.bronnen))
    return {change.vraag.link_id: _wijziging(change, kaart, straks) for change in found}


def _wijziging(change: Change, kaart: Kaart, straks: Kaart) -> Wijziging:
    antwoorden = kaart.dossier.antwoorden
    return Wijziging(
        was=kaart.tekst(change.vraag, change.oud.waarde) if change.oud else "",
        wordt=straks.tekst(change.vraag, change.nieuw.waarde),
        vervallen=tuple(
            (vraag.naam, kaart.tekst(vraag, antwoorden[vraag.link_id].waarde)) for vraag in change.vervallen
        ),
        doorgaan=_value(change),
    )


def _value(change: Change) -> str:
    return " ".join([change.vraag.link_id, *(f"{vraag}={merk}" for vraag, merk in change.shown.items())])
