"""What the audit trail may keep of a message: the name of the package, and which of our own fields were wrong. Pure.

Names of fields come from outside too. Only those that the contract or a form gave are kept, for anything else could be
a patient's name or BSN; so could a long number in the name of a package.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from machtigingen.formulieren import catalogus
from machtigingen.foundation import Fout
from machtigingen.instroom.bericht import (
    Instantie,
    Instroombericht,
    Prestatie,
    Softwarepakket,
    Verstrekking,
    Verzekerde,
    Zorgverlener,
)

_DELEN = (Instroombericht, Softwarepakket, Verzekerde, Instantie, Zorgverlener, Verstrekking, Prestatie)
_VELDEN = frozenset(naam for deel in _DELEN for naam in deel.model_fields)
ONBEKEND = "…"
_LANGSTE = 60
_CIJFERS = 8  # as many as make a BSN of which the first is a zero
_DEEL = re.compile(r"(\[[0-9]{1,2}\])|[^.\[\]]+|[\[\]]")


def package_in(data: Any) -> str:
    """The name of the package in a message, right or wrong; empty when there is none that can be kept."""
    pakket = data.get("softwarepakket") if isinstance(data, dict) else None
    return package_name(pakket.get("naam") if isinstance(pakket, dict) else None)


def package_name(naam: Any) -> str:
    """The same name, or nothing."""
    if not isinstance(naam, str) or len(naam) > _LANGSTE or not naam.isprintable():
        return ""
    return "" if sum(teken.isnumeric() for teken in naam) >= _CIJFERS else naam.strip()


def known(fouten: Iterable[Fout], *, parameters: Collection[str] = ()) -> tuple[Fout, ...]:
    """The same faults, with a dot-dot-dot for each name in a path that is not ours. `parameters` are ours too."""
    return tuple(fout if fout.pad in parameters else replace(fout, pad=_pad(fout.pad)) for fout in fouten)


def _pad(pad: str) -> str:
    veld, _, vraag = pad.partition(".")
    if veld == "antwoorden" and vraag:
        vraag = vraag.partition("[")[0]
        return f"antwoorden.{vraag if _is_question(vraag) else ONBEKEND}"
    return _DEEL.sub(lambda deel: deel[0] if deel[1] or deel[0] in _VELDEN else ONBEKEND, pad)


def _is_question(link_id: str) -> bool:
    return any(formulier.vraag(link_id) for formulier in catalogus().inhoud.formulieren)
