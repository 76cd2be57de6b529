"""All that is wrong with a concept right now, from the form and from the registers, at the question it is about."""

from dataclasses import dataclass

from machtigingen.aanvragen import toetsing
from machtigingen.aanvragen.dossier import Dossier
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.foundation import Actor, Fout


@dataclass(frozen=True, kw_only=True)
class Toestand:
    """`fouten` keep it from being submitted; `waarschuwingen` do not. `cov_bekend`: COV answered about this."""

    fouten: tuple[Fout, ...]
    waarschuwingen: tuple[Fout, ...]
    cov_bekend: bool

    def bij(self, link_ids: set[str]) -> dict[str, Fout]:
        """The first error of each of these questions."""
        gevonden: dict[str, Fout] = {}
        for fout in self.fouten:
            if fout.pad in link_ids:
                gevonden.setdefault(fout.pad, fout)
        return gevonden


def toestand_of(aanvraag: Aanvraag, dossier: Dossier, *, actor: Actor) -> Toestand:
    """Asks the AGB register; what COV said is remembered, not asked again. Raises R201 without a register."""
    agb_fouten, waarschuwingen = toetsing.agb(dossier.waarden, actor=actor)
    cov_fouten = toetsing.cov_fouten(aanvraag.bronnen, dossier.waarden)
    return Toestand(
        fouten=dossier.problemen + agb_fouten + (cov_fouten or ()),
        waarschuwingen=waarschuwingen,
        cov_bekend=cov_fouten is not None,
    )
