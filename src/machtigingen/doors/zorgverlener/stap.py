"""What belongs to one page of a form: which facts are known, which steps there are, whom one may pick."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from machtigingen.aanvragen.dossier import GEBRUIKER, Antwoord, Dossier, vraag_van
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.beslisboom import Onderwerp, Vraag
from machtigingen.formulieren import catalogus
from machtigingen.foundation import Fout
from machtigingen.registers.standen import Zorgverlenerstand
from machtigingen.ui.context import Stap, Toestand
from machtigingen.ui.velden import Keuze


def is_bekend(vraag: Vraag, antwoord: Antwoord | None, fouten: Mapping[str, Fout]) -> bool:
    """A fact to show, not to ask: known beforehand (or changed since), and nothing wrong with it. What somebody said
    who began without a package was known beforehand too."""
    vooraf = antwoord is not None and (antwoord.bron != GEBRUIKER or antwoord.gestuurd_bron != "")
    return vooraf and vraag.link_id not in fouten


def stappen(dossier: Dossier, aanvraag: Aanvraag, *, nu: str, fouten: tuple[Fout, ...]) -> tuple[Stap, ...]:
    """The step list: done when nothing on that page is missing or wrong."""
    met_fout = {vraag_van(fout) for fout in fouten}

    def toestand(onderwerp: Onderwerp) -> Toestand:
        if onderwerp.link_id == nu:
            return Toestand.NU
        klaar = met_fout.isdisjoint(vraag.link_id for vraag in onderwerp.vragen)
        return Toestand.KLAAR if klaar else Toestand.STRAKS

    paginas = tuple(
        Stap(titel=o.titel, toestand=toestand(o), url=reverse("stap", args=(aanvraag.id, o.link_id)))
        for o in dossier.onderwerpen
    )
    controle = Toestand.NU if nu == "controleren" else Toestand.STRAKS
    laatste = Stap(
        titel=_("Controleren en versturen"), toestand=controle, url=reverse("controleren", args=(aanvraag.id,))
    )
    return (*paginas, laatste)


def suggesties(zorgverleners: tuple[Zorgverlenerstand, ...]) -> tuple[Keuze, ...]:
    """Who works at the instantie, to pick from while typing a code."""
    codes = catalogus().codes
    return tuple(
        Keuze(
            waarde=str(wie.agb), label=f"{wie.naam} – {', '.join(codes.specialisme(s) or s for s in wie.specialismen)}"
        )
        for wie in zorgverleners
    )
