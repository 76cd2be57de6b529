"""The questions of a form as a FHIR R4 Questionnaire: every property of a question has one place there."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.verband import Verband
from machtigingen.beslisboom.vertaling import in_language
from machtigingen.beslisboom.vraag import Onderwerp, Voorwaarde, Vraag, Vraagtype

_STRUCTURE = "http://hl7.org/fhir/StructureDefinition/"
_OWN = "urn:machtigingenportaal:vraag:"
_CODES = "urn:machtigingenportaal:codes:"
_VALUE = {
    Vraagtype.STRING: "String",
    Vraagtype.TEXT: "String",
    Vraagtype.BOOLEAN: "Boolean",
    Vraagtype.DATE: "Date",
    Vraagtype.INTEGER: "Integer",
    Vraagtype.DECIMAL: "Decimal",
    Vraagtype.QUANTITY: "Quantity",
    Vraagtype.CHOICE: "Coding",
    Vraagtype.OPEN_CHOICE: "Coding",
}
_LIMIT: Mapping[str, Callable[[str], object]] = {"Integer": int, "Decimal": float, "Date": str}
Item = dict[str, Any]


def to_questionnaire(formulier: Formulier, *, taal: str = "nl") -> Item:
    """A Questionnaire resource as JSON-able data, in one language."""
    formulier = in_language(formulier, taal)
    period = {"start": formulier.geldig_van.isoformat()}
    if formulier.geldig_tot:
        period["end"] = formulier.geldig_tot.isoformat()
    return {
        "resourceType": "Questionnaire",
        "language": taal,
        "name": formulier.code,
        "version": str(formulier.versie),
        "title": formulier.titel,
        "status": "active",
        **({"experimental": True, "description": formulier.voorbeeld} if formulier.voorbeeld else {}),
        "effectivePeriod": period,
        "item": [_page(formulier, onderwerp) for onderwerp in formulier.onderwerpen],
    }


def _page(formulier: Formulier, onderwerp: Onderwerp) -> Item:
    page: Item = {"linkId": onderwerp.link_id, "text": onderwerp.titel, "type": "group"}
    if onderwerp.uitleg:
        page["extension"] = [{"url": _OWN + "uitleg", "valueString": onderwerp.uitleg}]
    return page | {"item": [_item(formulier, item, onderwerp.items) for item in onderwerp.items if not item.groep]}


def _item(formulier: Formulier, vraag: Vraag, items: Iterable[Vraag]) -> Item:
    """What asks nothing has none of the properties of an answer; a group has its questions within it."""
    item = _question(formulier, vraag)
    if not vraag.asks:
        item = {key: value for key, value in item.items() if key not in ("required", "repeats", "readOnly")}
    if vraag.is_groep:
        item["item"] = [_item(formulier, each, ()) for each in items if each.groep == vraag.link_id]
    return item


def _question(formulier: Formulier, vraag: Vraag, *, binnen: str = "") -> Item:
    """A table is a repeating group; its columns are items within it, with the name of the table before theirs."""
    item: Item = {
        "linkId": binnen + vraag.link_id,
        "text": vraag.tekst,
        "type": str(vraag.type),
        "required": vraag.verplicht,
        "repeats": vraag.meerdere,
        "readOnly": vraag.vast,
    }
    if vraag.max_length:
        item["maxLength"] = vraag.max_length
    if vraag.waardelijst:
        item["answerValueSet"] = _CODES + vraag.waardelijst
    elif vraag.opties:
        item["answerOption"] = [{"valueCoding": {"code": o.code, "display": o.tekst}} for o in vraag.opties]
    if vraag.kolommen:
        item["item"] = [_question(formulier, kolom, binnen=f"{vraag.link_id}.") for kolom in vraag.kolommen]
    if vraag.enable_when:
        item["enableWhen"] = [_condition(formulier, voorwaarde) for voorwaarde in vraag.enable_when]
        item["enableBehavior"] = "any" if vraag.enable_any else "all"
    extensions = [_extension(url, value) for url, value in _extras(vraag).items() if value]
    extensions += map(_relation, vraag.verbanden)
    return item | ({"extension": extensions} if extensions else {})


def _condition(formulier: Formulier, voorwaarde: Voorwaarde) -> Item:
    vraag = formulier.invoer[voorwaarde.vraag]
    kind = _VALUE[vraag.type]
    value: object = voorwaarde.vergelijking.waarde
    if kind == "Quantity":
        value = {"value": float(str(value)), "unit": vraag.eenheid}
    if kind == "Coding":
        value = {"code": value}
    if kind == "Decimal":
        value = float(str(value))
    return {
        "question": voorwaarde.vraag,
        "operator": str(voorwaarde.vergelijking.operator),
        "answer" + kind: value,
    }


def _extras(vraag: Vraag) -> Mapping[str, object]:
    kind = "Decimal" if vraag.type is Vraagtype.QUANTITY else _VALUE.get(vraag.type, "String")
    return {
        _OWN + "doel": vraag.doel,
        _OWN + "kort": vraag.kort,
        _OWN + "hulp": vraag.hulp,
        _OWN + "controle": str(vraag.controle or ""),
        _OWN + "bestandstypen": " ".join(vraag.bestandstypen),
        _OWN + "uniek": " ".join(vraag.uniek),
        _OWN + "som": " ".join(vraag.totaal.som) if vraag.totaal else "",
        _OWN + "keer": vraag.totaal.keer if vraag.totaal else "",
        _STRUCTURE + "questionnaire-unit": vraag.eenheid and {"code": vraag.eenheid},
        _STRUCTURE + "regex": vraag.regex,
        _STRUCTURE + "entryFormat": vraag.vorm,
        _STRUCTURE + "minLength": vraag.min_length and ("Integer", str(vraag.min_length)),
        _STRUCTURE + "minValue": vraag.minimum and (kind, vraag.minimum),
        _STRUCTURE + "maxValue": vraag.maximum and (kind, vraag.maximum),
        _STRUCTURE + "maxDecimalPlaces": vraag.decimalen and ("Integer", str(vraag.decimalen)),
    }


def _relation(verband: Verband) -> Item:
    """All of a rule over rows, each part by its key in YAML."""
    parts = {
        "tekst": verband.tekst,
        "soort": str(verband.soort),
        "kolom": verband.kolom,
        "deze": " ".join(sorted(verband.deze)),
        "met": " ".join(sorted(verband.met)),
        "per": " ".join(verband.per),
        "telt": verband.telt,
        "minimum": "" if verband.minimum is None else str(verband.minimum),
        "maximum": "" if verband.maximum is None else str(verband.maximum),
    }
    return {"url": _OWN + "verband", "extension": [_extension(name, value) for name, value in parts.items() if value]}


def _extension(url: str, value: object) -> Item:
    if isinstance(value, tuple):
        kind, limit = value
        return {"url": url, "value" + kind: _LIMIT[kind](limit)}
    return {"url": url, "valueCoding" if isinstance(value, dict) else "valueString": value}
