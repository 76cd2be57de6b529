"""What does every form ask, and how? The portal itself reads these answers, each by the name of its question: whom it
is about, who asks, who decides, which care, and from when. Without them nobody could send or find an aanvraag; asked
otherwise they would be taken for what they are not."""

from collections.abc import Iterator, Mapping

from machtigingen.beslisboom.catalogusfout import Catalogusfout
from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.journey import TRAJECT
from machtigingen.beslisboom.vraag import Controle, Vraag, Vraagtype

KERN: Mapping[str, Controle] = {
    "bsn": Controle.BSN,
    "geboortedatum": Controle.GEBOORTEDATUM,
    "verzekeraar": Controle.UZOVI,
    "instelling": Controle.AGB_INSTELLING,
    "zorgverlener": Controle.AGB_ZORGVERLENER,
    "begindatum": Controle.BEGINDATUM,
}
NIET_LEEG = "mag niet leeg blijven. Haal bij {} `required: false` en `enableWhen` weg, ook bij de groep."


def require_kern(formulier: Formulier) -> None:
    """Raises Catalogusfout, at the first question that is not as the portal reads it: where the form has it."""
    for link_id, tekst in _wrong(formulier):
        namen = (("gedeeld", link_id), ("vraag", link_id)) if formulier.vraag(link_id) else ()
        heel = ("formulier", formulier.code)
        plek = next(formulier.plekken[naam] for naam in (*namen, heel) if naam in formulier.plekken)
        raise Catalogusfout(plek.bestand, plek.regel, tekst)


def _wrong(formulier: Formulier) -> Iterator[tuple[str, str]]:
    """What is wrong, with the name of its question."""
    for link_id, controle in KERN.items():
        yield from _wrong_in_kern(formulier, link_id, controle)
    for vraag in formulier.vragen:
        if tekst := _wrong_about_care(vraag) or _wrong_about_law(formulier, vraag) or _wrong_about_name(vraag):
            yield vraag.link_id, tekst
    yield from _wrong_in_tables(formulier)


def _wrong_in_kern(formulier: Formulier, link_id: str, controle: Controle) -> Iterator[tuple[str, str]]:
    vraag = formulier.vraag(link_id)
    if vraag is None or vraag.controle is not controle:
        anders = next((een.link_id for een in formulier.vragen if een.controle is controle), link_id)
        yield anders, f"Er is geen vraag {link_id} met controle {controle}. Zet er `- gedeeld: {link_id}`."
    elif not vraag.verplicht or not formulier.is_always_asked(vraag):
        yield link_id, f"De vraag {link_id} {NIET_LEEG.format(link_id)}"


def _wrong_about_care(vraag: Vraag) -> str:
    if vraag.controle in TRAJECT and vraag.link_id != vraag.controle:
        return f"Een vraag met controle {vraag.controle} heet ook zo. Noem haar {vraag.controle}."
    if vraag.link_id in TRAJECT and (vraag.controle != vraag.link_id or vraag.meerdere):
        return f"De vraag {vraag.link_id} heeft controle {vraag.link_id} en geen repeats. Of geef haar een andere naam."
    return ""


def _wrong_about_law(formulier: Formulier, vraag: Vraag) -> str:
    if vraag.link_id != "grondslag":
        return ""
    if vraag.type is not Vraagtype.CHOICE or vraag.meerdere:
        return "De vraag grondslag is van het type choice, zonder repeats. Of geef haar een andere naam."
    mogelijk = ", ".join(formulier.grondslagen)
    vreemd = next((code for code in vraag.keuzes if code not in formulier.grondslagen), "")
    return f"De keuze {vreemd} kan bij grondslag niet. Mogelijk, zoals in grondslagen: {mogelijk}." if vreemd else ""


def _wrong_about_name(vraag: Vraag) -> str:
    if vraag.link_id == "naam" and vraag.type is not Vraagtype.STRING:
        return "De vraag naam is van het type string: het antwoord staat in de brief. Of geef haar een andere naam."
    return ""


def _wrong_in_tables(formulier: Formulier) -> Iterator[tuple[str, str]]:
    """A decision is about the rows of the table of prestaties."""
    met_prestaties = [vraag.link_id for vraag in formulier.vragen if vraag.met_prestaties]
    for tweede in met_prestaties[1:]:
        yield tweede, f"Prestaties staan in één tabel. Voeg {tweede} samen met {met_prestaties[0]}."
