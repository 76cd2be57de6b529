"""Is everything that was acknowledged still there, and nothing doubled or half?"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from crash.belasting import Journaal
from crash.beller import Beller
from crash.portaal import Portaal
from machtigingen_sandbox.omgeving import GEBRUIKER, SYSTEEMCERTIFICAAT


def losses(journaal: Journaal, portaal: Portaal, *, whole: bool = False) -> list[str]:
    """What is wrong, for a portal that runs. `whole`: read all that is stored, not only what this journal names."""
    stored = portaal.stored(None if whole else journaal.aanvragen)
    wrong = [*stored["halves"], *(f"{number} was given twice" for number in stored["doubles"])]
    package = Beller(portaal.omgeving, SYSTEEMCERTIFICAAT, listener="api")
    person = Beller(portaal.omgeving, GEBRUIKER)
    wrong += _pushes(journaal, package)
    for aanvraag in journaal.aanvragen:
        if aanvraag not in stored["aanvragen"]:
            wrong.append(f"aanvraag {aanvraag} is gone")
            continue
        found = stored["aanvragen"][aanvraag]
        wrong += [f"aanvraag {aanvraag}: {what}" for what in _differences(journaal, aanvraag, found)]
        wrong += _files(journaal, aanvraag, found, person)
    return wrong


def _pushes(journaal: Journaal, package: Beller) -> Iterator[str]:
    """The same message again gives the same id and link."""
    for message, first in journaal.pushes:
        again = package.push(message)
        if again.status != 201 or again.json["id"] != first["id"]:
            yield f"push {message['referentie']} got {first['id']}, and now {again.status} {again.body[:200]!r}"
        elif again.json["link"] not in (first["link"], None):
            yield f"push {message['referentie']} has another link"


def _differences(journaal: Journaal, aanvraag: str, found: dict[str, Any]) -> Iterator[str]:
    for vraag, possible in journaal.antwoorden.get(aanvraag, {}).items():
        stands = _as_typed(found["antwoorden"].get(vraag, ""))
        if stands not in possible:
            yield f"answered {vraag} with one of {possible}, and {stands!r} stands"
    if aanvraag in journaal.ingediend and not found["aanvraagnummer"]:
        yield "was sent, and has no number"
    if journaal.nummers.get(aanvraag, found["aanvraagnummer"]) != found["aanvraagnummer"]:
        yield f"was told number {journaal.nummers[aanvraag]}, and has {found['aanvraagnummer']}"
    besluit = journaal.besluiten.get(aanvraag)
    if besluit and (tuple(found["besluit"] or ()) != besluit or found["status"] != besluit[0]):
        yield f"was decided {besluit}, and {found['besluit']} stands with status {found['status']}"


def _as_typed(waarde: Any) -> str:
    match waarde:
        case True:
            return "ja"
        case False:
            return "nee"
        case _:
            return str(waarde)


def _files(journaal: Journaal, aanvraag: str, found: dict[str, Any], person: Beller) -> Iterator[str]:
    acknowledged = Counter(journaal.bijlagen.get(aanvraag, []))
    if not acknowledged:
        return
    answers = [person.get(f"/aanvragen/{aanvraag}/bijlagen/{bijlage}") for bijlage in found["bijlagen"]]
    stored = Counter(answer.body for answer in answers if answer.status == 200)
    missing, doubled = acknowledged - stored, [body for body, times in stored.items() if times > 1]
    if doubled:
        yield f"aanvraag {aanvraag}: {len(doubled)} files are there more than once"
    if missing:
        yield f"aanvraag {aanvraag}: {missing.total()} files are gone or altered"
