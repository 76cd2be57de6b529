"""What is different in a version of a form, beside the one before it? In words, for who owns it.

Both are taken apart into named properties in words; what differs in those is told, and nothing else. So a comment or
the order of the keys in a file makes no difference, and whatever people read or a rule decides does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum

from machtigingen.beslisboom.afgeleid import (
    Afgeleid,
    BinnenGrenzen,
    HoudtVerband,
    JarenSinds,
    NaTermijn,
    TotaalVan,
)
from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.tabel import Deeltabel, Tabelregel, Toets
from machtigingen.beslisboom.tonen import in_words, toon
from machtigingen.beslisboom.vraag import Vraag

Kenmerken = Mapping[str, str]
_JA_NEE = {True: "ja", False: "nee"}
_FUNCTIES = {
    JarenSinds: "tijd tussen twee datums",
    TotaalVan: "totaal van een tabel",
    BinnenGrenzen: "binnen grenzen",
    HoudtVerband: "verband",
    NaTermijn: "termijn",
}


class Verandering(StrEnum):
    NIEUW = "nieuw"
    WEG = "weg"
    ANDERS = "anders"


@dataclass(frozen=True, kw_only=True)
class Wijziging:
    """One thing that differs: of which part, what, and for what stayed which property, before and after."""

    deel: str
    naam: str
    soort: Verandering
    wat: str = ""
    eerst: str = ""
    straks: str = ""


def compare(eerst: Formulier, straks: Formulier) -> tuple[Wijziging, ...]:
    """Every difference, in the order of the form."""
    before, after = dict(_parts(eerst)), dict(_parts(straks))
    return tuple(change for deel in after for change in _changes(deel, before[deel], after[deel]))


def _changes(deel: str, before: Mapping[str, Kenmerken], after: Mapping[str, Kenmerken]) -> Iterator[Wijziging]:
    for naam in after:
        if naam not in before:
            yield Wijziging(deel=deel, naam=naam, soort=Verandering.NIEUW)
            continue
        for wat in dict.fromkeys((*before[naam], *after[naam])):
            first, then = before[naam].get(wat, ""), after[naam].get(wat, "")
            if first != then:
                yield Wijziging(deel=deel, naam=naam, soort=Verandering.ANDERS, wat=wat, eerst=first, straks=then)
    for naam in before:
        if naam not in after:
            yield Wijziging(deel=deel, naam=naam, soort=Verandering.WEG)
    both = [naam for naam in before if naam in after], [naam for naam in after if naam in before]
    if both[0] != both[1]:
        yield Wijziging(
            deel=deel,
            naam="",
            soort=Verandering.ANDERS,
            wat="volgorde",
            eerst=", ".join(both[0]),
            straks=", ".join(both[1]),
        )


def _parts(form: Formulier) -> Iterator[tuple[str, Mapping[str, Kenmerken]]]:
    yield "Het formulier", {form.code: _of_form(form)}
    yield (
        "Pagina’s",
        {
            page.link_id: {
                "titel": page.titel,
                "uitleg": page.uitleg,
                "vragen": ", ".join(item.link_id for item in page.items),
            }
            for page in form.onderwerpen
        },
    )
    yield "Vragen", {item.link_id: _of_question(form, item) for item in form.items}
    yield "Regels", {regel.naam: _of_rule(form, regel) for regel in form.beslistabel.regels}
    yield "Afgeleide waarden", {naam: _of_derived(form, each) for naam, each in form.afgeleid.items()}
    yield (
        "Voorinvulling",
        {
            naam: {"komt uit": ", dan ".join(f"{origin.bron}: {origin.pad}" for origin in origins)}
            for naam, origins in form.voorinvulling.items()
        },
    )
    yield (
        "Voorbeelden",
        {
            each.naam: {
                "antwoorden": ", ".join(f"{naam}: {_value(form, naam, each.antwoorden)}" for naam in each.antwoorden),
                "vragen": ", ".join(each.vragen),
                "uitkomst": each.uitkomst.value,
                "regel": each.regel,
            }
            for each in form.voorbeelden
        },
    )
    yield (
        "Vertalingen",
        {taal: {f"‘{dutch}’": text for dutch, text in words.items()} for taal, words in form.vertalingen.items()},
    )


def _value(form: Formulier, naam: str, antwoorden: Mapping[str, object]) -> str:
    vraag, waarde = form.invoer.get(naam), antwoorden[naam]
    return toon(vraag, waarde) if vraag and isinstance(waarde, str) else str(waarde)


def _of_form(form: Formulier) -> Kenmerken:
    trajecten = (f"{een.specialisme} {een.diagnose}: {', '.join(een.zorgactiviteiten)}" for een in form.trajecten)
    return {
        "titel": form.titel,
        "verzonnen": form.voorbeeld,
        "geldig vanaf": f"{form.geldig_van:%d-%m-%Y}",
        "geldig tot en met": f"{form.geldig_tot:%d-%m-%Y}" if form.geldig_tot else "",
        "grondslagen": ", ".join(form.grondslagen),
        "trajecten": "; ".join(trajecten),
        "specialismen": ", ".join(form.specialismen),
        "prestatiecodelijsten": ", ".join(form.prestatiecodelijsten),
        "prestatiecodes": ", ".join(form.prestatiecodes),
        "welke regel telt": form.beslistabel.hit_policy.value,
        "wijst zelf af": _JA_NEE[form.beslistabel.automatisch_afwijzen],
    }


def _of_question(form: Formulier, vraag: Vraag) -> Kenmerken:
    combine = " of " if vraag.enable_any else " en "
    asked = (
        f"{each.vraag}: {in_words(form.invoer[each.vraag], Toets(each.vraag, ((each.vergelijking,),)))}"
        for each in vraag.enable_when
    )
    limits = {
        "minimum": vraag.minimum,
        "maximum": vraag.maximum,
        "kleinste aantal tekens": vraag.min_length,
        "grootste aantal tekens": vraag.max_length,
        "decimalen": vraag.decimalen,
    }
    return {
        "tekst": vraag.tekst,
        "in het kort": vraag.kort,
        "soort antwoord": vraag.type.value,
        "staat in groep": vraag.groep,
        "waarom": vraag.doel,
        "hulp": vraag.hulp,
        "verplicht": _JA_NEE[vraag.verplicht],
        "meer antwoorden": _JA_NEE[vraag.meerdere],
        "vast": _JA_NEE[vraag.vast],
        "controle": vraag.controle.value if vraag.controle else "",
        "keuzes": ", ".join(f"{optie.code}: {optie.tekst}" for optie in vraag.opties),
        "wordt gevraagd als": combine.join(asked),
        "grenzen": ", ".join(f"{naam} {grens}" for naam, grens in limits.items() if grens is not None),
        "vorm": " ".join(filter(None, (vraag.vorm, vraag.regex))),
        "eenheid": vraag.eenheid,
        "bestandstypen": ", ".join(vraag.bestandstypen),
        "uniek": ", ".join(vraag.uniek),
        "totaal": _in_words(vraag.totaal),
        **_relations(vraag),
        **{
            f"kolom {kolom.link_id}": ", ".join(f"{k}: {v}" for k, v in _of_question(form, kolom).items() if v)
            for kolom in vraag.kolommen
        },
    }


def _relations(vraag: Vraag) -> Kenmerken:
    """Each by its own sentence, so that a new one changes nothing of another."""
    found: dict[str, str] = {}
    for each in vraag.verbanden:
        name, words = f"verband ‘{each.tekst}’", _in_words(replace(each, tekst=""))
        found[name] = f"{found[name]}; en {words}" if name in found else words
    return found


def _of_rule(form: Formulier, regel: Tabelregel) -> Kenmerken:
    als = "; ".join(_test(form, toets) for toets in regel.toetsen) or "altijd"
    words = {naam: str(getattr(regel, naam, "")) for naam in ("uitkomst", "waarde", "tekst", "onderbouwing")}
    return {"als": als} | words


def _test(form: Formulier, toets: Toets) -> str:
    vraag = form.invoer[toets.vraag]
    return f"{vraag.naam}: {in_words(vraag, toets)}"


def _of_derived(form: Formulier, each: Afgeleid) -> Kenmerken:
    if not isinstance(each.berekening, Deeltabel):
        function = f"{_FUNCTIES[type(each.berekening)]} ({_in_words(each.berekening)})"
        return {"tekst": each.vraag.tekst, "berekening": function}
    regels = {
        f"regel {regel.naam}": ", ".join(f"{k}: {v}" for k, v in _of_rule(form, regel).items() if v)
        for regel in each.berekening.regels
    }
    policy = each.berekening.hit_policy.value
    return {"tekst": each.vraag.tekst, "welke regel telt": policy, **regels}


def _in_words(part: object) -> str:
    """A part of a calculation or a relation: its properties by name, in an order that does not depend on chance."""
    match part:
        case None:
            return ""
        case Vraag():
            return part.link_id
        case bool():
            return _JA_NEE[part]
        case Mapping():
            return ", ".join(f"{naam} {_in_words(value)}" for naam, value in part.items())
        case frozenset():
            return ", ".join(sorted(part))
        case tuple():
            return ", ".join(map(_in_words, part))
        case _ if is_dataclass(part):
            found = {field.name: _in_words(getattr(part, field.name)) for field in fields(part)}
            return "; ".join(f"{naam}: {words}" for naam, words in found.items() if words)
        case _:
            return str(part)
