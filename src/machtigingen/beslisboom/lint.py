"""What is wrong with a form that can be read? Each finding says where: the question or rule, with its file and line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from machtigingen.beslisboom.afgeleid import all_sources
from machtigingen.beslisboom.beslistabel import Uitkomst
from machtigingen.beslisboom.formulier import Formulier, Plek
from machtigingen.beslisboom.klassen import TeVeel
from machtigingen.beslisboom.paden import BESLIST, Verkenning, explore
from machtigingen.beslisboom.tabel import Deeltabel, Tabel
from machtigingen.beslisboom.tonen import EURO, toon
from machtigingen.beslisboom.vertaling import texts_of
from machtigingen.beslisboom.voorinvulling import is_known_path
from machtigingen.beslisboom.vraag import Vraag, Vraagtype, Waarde

MEESTE_BEVINDINGEN = 100


class Soort(StrEnum):
    """What a finding is about."""

    FORMULIER = "formulier"
    VRAAG = "vraag"
    REGEL = "regel"
    AFGELEID = "afgeleid"
    VOORINVULLING = "voorinvulling"
    TABEL = "tabel"
    VERTALING = "vertaling"


@dataclass(frozen=True)
class Bevinding:
    """Something its author should mend: the question or rule it is about, what is wrong, and where it stands."""

    plek: str
    tekst: str
    soort: Soort = Soort.VRAAG
    waar: Plek | None = None

    def __str__(self) -> str:
        return f"{self.waar}: {self.plek}: {self.tekst}" if self.waar else self.tekst


def lint(formulier: Formulier) -> tuple[Bevinding, ...]:
    """Everything that is wrong, the first hundred of it; a form with findings is not published."""
    checks = (_on_questions, _on_order, _on_prefill, _on_words, _on_rules, _on_refusal, _on_derived, _on_paths)
    found = [finding for check in checks for finding in check(formulier)][:MEESTE_BEVINDINGEN]
    return tuple(replace(each, waar=formulier.plekken.get((each.soort, each.plek))) for each in found)


def _on_questions(formulier: Formulier) -> Iterator[Bevinding]:
    for vraag in formulier.vragen:
        if not vraag.doel:
            yield Bevinding(vraag.link_id, "Er staat niet waarom deze vraag nodig is (doel).")
        for bedrag in (vraag, *vraag.kolommen):
            if bedrag.eenheid == EURO and bedrag.minimum is None:
                yield Bevinding(vraag.link_id, f"Zet bij {bedrag.link_id} `minimum: 0`: een bedrag is nooit minder.")
            if bedrag.eenheid == EURO and bedrag.type.met_decimalen and bedrag.decimalen is None:
                yield Bevinding(vraag.link_id, f"Zet bij {bedrag.link_id} `decimalen: 2`: het is een bedrag in EUR.")
            elif _may_be_a_thousand(bedrag):
                tekst = f"Zet bij {bedrag.link_id} `decimalen`, of een `maximum` onder 1000: 1.375 kan ook 1375 zijn."
                yield Bevinding(vraag.link_id, tekst)
        if vraag.vast and not formulier.voorinvulling.get(vraag.link_id):
            tekst = "Niemand kan dit invullen: er staat readOnly, en voorinvulling.yaml heeft er geen plek voor."
            yield Bevinding(vraag.link_id, tekst)


def _may_be_a_thousand(vraag: Vraag) -> bool:
    """A number of which nothing says whether 1.375 is one and a bit."""
    return vraag.type.met_decimalen and vraag.decimalen is None and Decimal(vraag.maximum or "Infinity") >= 1000


def _on_order(formulier: Formulier) -> Iterator[Bevinding]:
    """A condition may look back only, and at a question that must be answered."""
    earlier: dict[str, Vraag] = {}
    for vraag in formulier.items:
        for other in dict.fromkeys(voorwaarde.vraag for voorwaarde in vraag.enable_when):
            if other not in earlier:
                yield Bevinding(vraag.link_id, f"enableWhen kijkt naar {other}, maar die komt niet eerder.")
            elif not earlier[other].verplicht:
                yield Bevinding(vraag.link_id, f"enableWhen kijkt naar {other}, maar die mag leeg blijven.")
        earlier |= {each.link_id: each for each in (vraag, *vraag.cellen)}


def _on_prefill(formulier: Formulier) -> Iterator[Bevinding]:
    for link_id, origins in formulier.voorinvulling.items():
        vraag = formulier.vraag(link_id)
        if vraag and vraag.type is Vraagtype.ATTACHMENT:
            yield Bevinding(link_id, "Een bijlage komt nooit uit een bericht.", Soort.VOORINVULLING)
        for origin in origins:
            if not is_known_path(link_id, origin):
                where = f"{origin.bron}: {origin.pad}"
                yield Bevinding(link_id, f"Geen bericht heeft een waarde op {where}.", Soort.VOORINVULLING)


def _on_words(formulier: Formulier) -> Iterator[Bevinding]:
    """A form that is in another language is so as a whole, and its translation is of its own texts."""
    texts = texts_of(formulier)
    for taal, words in formulier.vertalingen.items():
        for text in (text for text in texts if text not in words):
            yield Bevinding(formulier.code, f"In vertaling.yaml ontbreekt ({taal}): {text}", Soort.VERTALING)
        for text in words.keys() - set(texts):
            yield Bevinding(text, "Deze tekst staat niet in het formulier.", Soort.VERTALING)


def _on_rules(formulier: Formulier) -> Iterator[Bevinding]:
    for own in formulier.beslistabel.regels:
        if not own.tekst:
            yield Bevinding(own.naam, "Er staat geen tekst bij de uitkomst.", Soort.REGEL)
        if not own.onderbouwing:
            tekst = "Er staat niet waar de regel op steunt. Zet de wet, de richtlijn of uw afspraak in `onderbouwing`."
            yield Bevinding(own.naam, tekst, Soort.REGEL)
    for naam, tabel in _tables(formulier).items():
        for regel in tabel.regels:
            for toets in regel.toetsen:
                if not formulier.invoer[toets.vraag].verplicht:
                    tekst = f"De regel kijkt naar {toets.vraag}, maar die mag leeg blijven."
                    yield Bevinding(_rule_name(naam, regel.naam), tekst, Soort.REGEL)


def _on_refusal(formulier: Formulier) -> Iterator[Bevinding]:
    """An outcome that nobody gets: such a rule always asks for a person."""
    for regel in formulier.beslistabel.regels:
        if regel.uitkomst is Uitkomst.AFGEWEZEN and not formulier.beslistabel.automatisch_afwijzen:
            tekst = "Niemand krijgt de uitkomst afgewezen: in de tabel staat geen automatisch_afwijzen: true."
            yield Bevinding(regel.naam, tekst, Soort.REGEL)


def _on_derived(formulier: Formulier) -> Iterator[Bevinding]:
    tables = _tables(formulier)
    used = {toets.vraag for tabel in tables.values() for regel in tabel.regels for toets in regel.toetsen}
    for name, derived in formulier.afgeleid.items():
        if name not in used:
            yield Bevinding(name, "Geen regel kijkt naar deze afgeleide waarde.", Soort.AFGELEID)
        # of a table each is looked at where it stands in a rule
        for source in () if isinstance(derived.berekening, Deeltabel) else all_sources(derived.berekening):
            if not formulier.invoer[source].verplicht:
                yield Bevinding(name, f"De waarde komt van {source}, maar die mag leeg blijven.", Soort.AFGELEID)


def _on_paths(formulier: Formulier) -> Iterator[Bevinding]:
    try:
        found = explore(formulier)
    except TeVeel as too_much:
        name = str(too_much)
        soort = Soort.FORMULIER if name == formulier.code else Soort.VRAAG
        yield Bevinding(name, "Er zijn te veel mogelijkheden om ze allemaal na te lopen.", soort)
        return
    yield from _gaps(formulier, found)
    for item in formulier.items:
        if item.link_id not in found.gevraagd:
            yield Bevinding(item.link_id, "Deze vraag wordt op geen enkel pad gesteld.")
    for naam, tabel in _tables(formulier).items():
        decided = found.beslist.get(naam, set())
        yield from _unreached(formulier, naam, tabel, decided)


def _gaps(formulier: Formulier, found: Verkenning) -> Iterator[Bevinding]:
    for naam, answers in found.gaten.items():
        plek, soort = (formulier.code, Soort.TABEL) if naam == BESLIST else (naam, Soort.AFGELEID)
        yield Bevinding(plek, f"Geen regel past bij {_in_words(formulier, answers)}.", soort)
    for (naam, one, other), answers in found.dubbel.items():
        regels = _tables(formulier)[naam].regels
        both, answered = f"{regels[one].naam} en {regels[other].naam}", _in_words(formulier, answers)
        tekst = f"De regels {both} passen allebei bij {answered}."
        yield Bevinding(_rule_name(naam, regels[other].naam), tekst, Soort.REGEL)


def _unreached(formulier: Formulier, naam: str, tabel: Tabel, decided: set[int]) -> Iterator[Bevinding]:
    for number, regel in enumerate(tabel.regels):
        if number not in decided:
            tekst = "Deze regel beslist nooit: geen pad past, of eerdere regels gaan voor."
            yield Bevinding(_rule_name(naam, regel.naam), tekst, Soort.REGEL)
    if naam != BESLIST:
        deeltabel = formulier.deeltabellen[naam]
        reached = {deeltabel.regels[number].waarde for number in decided}
        for optie in formulier.invoer[naam].opties:
            if optie.code not in reached:
                yield Bevinding(naam, f"De waarde {optie.code} komt nooit uit deze tabel.", Soort.AFGELEID)


def _tables(formulier: Formulier) -> Mapping[str, Tabel]:
    return {BESLIST: formulier.beslistabel, **formulier.deeltabellen}


def _rule_name(tabel: str, regel: str) -> str:
    return f"{tabel}: {regel}" if tabel else regel


def _in_words(formulier: Formulier, answers: Mapping[str, Waarde]) -> str:
    """Each answer as people read it, by the name that the author gave the question."""
    shown = {name: toon(formulier.invoer[name], value) for name, value in answers.items() if not _is_table(value)}
    return ", ".join(f"{name}: {value}" for name, value in shown.items()) or "elk antwoord"


def _is_table(value: Waarde) -> bool:
    return isinstance(value, list) and all(isinstance(part, dict) for part in value)
