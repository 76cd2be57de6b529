"""What a file says otherwise of what is registered already: noted, and written only when that was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from machtigingen.foundation.datums import NEDERLAND

_WOORD = {"autorisaties": "rechten", "contact": "contactpersonen", "einde_at": "einde", "geblokkeerd_at": "geblokkeerd"}


@dataclass(kw_only=True)
class Verschillen:
    """A contactpersoon changes rights, addresses and people after they were registered: that stays, until told."""

    overschrijf: bool
    regels: list[str] = field(default_factory=list)

    def settle(self, wie: str, rij: Model, waarden: Mapping[str, Any]) -> None:
        anders = {veld: waarde for veld, waarde in waarden.items() if _plain(getattr(rij, veld)) != _plain(waarde)}
        for veld, waarde in anders.items():
            self.note(wie, veld, getattr(rij, veld), waarde)
        if self.overschrijf and anders:
            for veld, waarde in anders.items():
                setattr(rij, veld, waarde)
            rij.save(update_fields=list(anders))

    def note(self, wie: str, veld: str, nu: Any, waarde: Any) -> None:
        self.regels.append(f"{wie}: {_WOORD.get(veld, veld)} in het portaal {_say(nu)}, in het bestand {_say(waarde)}")


def _plain(waarde: Any) -> Any:
    return sorted(waarde) if isinstance(waarde, list) else waarde


def _say(waarde: Any) -> str:
    match waarde:
        case None | "" | [] | ():
            return "geen"
        case str():
            return waarde
        case datetime():
            return waarde.astimezone(NEDERLAND).strftime("%d-%m-%Y %H:%M")
        case Sequence():
            return ", ".join(map(str, waarde))
        case _:
            return str(waarde)
