"""What does every form ask? Who it is about, who asks, who decides and from when: without these nobody could send or
find an aanvraag."""

from machtigingen.beslisboom.catalogusfout import Catalogusfout
from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.vraag import Controle

KERN = (
    Controle.BSN,
    Controle.GEBOORTEDATUM,
    Controle.UZOVI,
    Controle.AGB_INSTELLING,
    Controle.AGB_ZORGVERLENER,
    Controle.BEGINDATUM,
)


def require_kern(formulier: Formulier) -> None:
    """Raises Catalogusfout."""
    verplicht = {vraag.controle for vraag in formulier.vragen if vraag.verplicht and formulier.is_always_asked(vraag)}
    for controle in KERN:
        if controle not in verplicht:
            plek = formulier.plekken["formulier", formulier.code]
            raise Catalogusfout(plek.bestand, plek.regel, f"Er is geen verplichte vraag met controle {controle}.")
