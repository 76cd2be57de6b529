"""All that is wrong with a concept right now, from the form and from the registers, at the question it is about."""

from dataclasses import dataclass

from machtigingen.aanvragen import bijlagen, toetsing
from machtigingen.aanvragen.dossier import Dossier, vraag_van
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.passend import VERKEERD, formulier_fouten
from machtigingen.aanvragen.quarantaine import WACHT
from machtigingen.aanvragen.wachtend import wachtend_van, wachtende_fouten
from machtigingen.foundation import Actor, Fout


@dataclass(frozen=True, kw_only=True)
class Toestand:
    """`fouten` keep it from being submitted; `waarschuwingen` do not. `cov_bekend`: COV answered about this."""

    fouten: tuple[Fout, ...]
    waarschuwingen: tuple[Fout, ...]
    cov_bekend: bool

    def bij(self, link_ids: set[str]) -> dict[str, Fout]:
        """The first error of each of these questions. What waits for the scanner asks nothing of anybody here, and of a
        form that is not the right one no answer is wrong."""
        gevonden: dict[str, Fout] = {}
        for fout in self.fouten:
            if vraag_van(fout) in link_ids and fout.code not in (WACHT, *VERKEERD):
                gevonden.setdefault(vraag_van(fout), fout)
        return gevonden

    def cellen(self, link_id: str) -> tuple[Fout, ...]:
        """All errors in the cells of this table."""
        return tuple(fout for fout in self.fouten if fout.pad != link_id and vraag_van(fout) == link_id)


def toestand_of(aanvraag: Aanvraag, dossier: Dossier, *, actor: Actor) -> Toestand:
    """Asks the registers; what COV said is remembered, not asked again. Raises R201 without a register."""
    wachtend = wachtend_van(aanvraag.bronnen)
    fouten = tuple(fout for fout in dossier.problemen if vraag_van(fout) not in wachtend)
    register_fouten, waarschuwingen = toetsing.agb(dossier.waarden, aanvraag.bronnen, actor=actor)
    register_fouten += toetsing.zorgkantoor(dossier.waarden, aanvraag.bronnen)
    cov_fouten = toetsing.cov_fouten(aanvraag.bronnen, dossier.waarden)
    van_ander = formulier_fouten(dossier, aanvraag.bronnen, agb=aanvraag.agb)
    vast = bijlagen.problems(aanvraag, vragen={vraag.link_id for vraag in dossier.vragen})
    return Toestand(
        fouten=fouten + wachtende_fouten(dossier, wachtend) + vast + register_fouten + (cov_fouten or ()) + van_ander,
        waarschuwingen=waarschuwingen,
        cov_bekend=cov_fouten is not None,
    )
