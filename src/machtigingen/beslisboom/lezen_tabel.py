"""From YAML to what makes a group a table: which columns are unique, and what its rows add up to. Or to a heading over
questions, when it does not repeat."""

from collections.abc import Mapping, Sequence

from machtigingen.beslisboom.vraag import Totaal, Vraag, Vraagtype
from machtigingen.beslisboom.yamlknoop import Knoop

KOLOMTYPEN = (Vraagtype.STRING, Vraagtype.INTEGER, Vraagtype.DECIMAL, Vraagtype.CHOICE)
NIET_IN_KOLOM = ("repeats", "readOnly", "enableWhen", "enableBehavior")
SLEUTELS = ("item", "uniek", "totaal", "verbanden")
VAN_EEN_GROEP = ("linkId", "text", "type", "kort", "repeats", "item", "enableWhen", "enableBehavior")


def members(item: Knoop) -> Sequence[Knoop]:
    """The questions in a group that does not repeat, at least one; the columns of a table are none."""
    found = {key.tekst(): value for key, value in item.paren()}
    kind, repeats = (found[name].tekst() if name in found else "" for name in ("type", "repeats"))
    if kind != Vraagtype.GROUP or repeats == "true":
        return ()
    for key, _ in item.paren():
        if key.tekst() not in VAN_EEN_GROEP:
            raise key.fout(f"{key.tekst()} hoort niet bij een groep. Is het een tabel? Zet dan repeats: true.")
    questions = found["item"].lijst() if "item" in found else []
    if not questions:
        raise item.fout("Deze groep heeft geen item met vragen.")
    return questions


def read_unique(block: Mapping[str, Knoop], kolommen: tuple[Vraag, ...]) -> tuple[str, ...]:
    names = [kolom.link_id for kolom in kolommen]
    return tuple(item.keuze(str, names) for item in block["uniek"].lijst()) if "uniek" in block else ()


def read_total(block: Mapping[str, Knoop], kolommen: tuple[Vraag, ...]) -> Totaal | None:
    """Amounts that are added, as often as a whole number says."""
    if "totaal" not in block:
        return None
    inner = block["totaal"].blok(moet=("som",), mag=("keer",))
    amounts = [kolom.link_id for kolom in kolommen if kolom.type is Vraagtype.DECIMAL]
    numbers = [kolom.link_id for kolom in kolommen if kolom.type is Vraagtype.INTEGER]
    return Totaal(
        som=tuple(item.keuze(str, amounts) for item in _amounts(inner["som"])),
        keer=inner["keer"].keuze(str, numbers) if "keer" in inner else "",
    )


def _amounts(knoop: Knoop) -> list[Knoop]:
    found = knoop.lijst()
    if not found and knoop.streng:
        raise knoop.fout("Deze lijst is leeg. Hier hoort ten minste één kolom met een bedrag te staan.")
    return found


def refuse_odd_table(item: Knoop, vraag: Vraag) -> None:
    """A group that repeats is a table, and has columns."""
    if vraag.type is Vraagtype.GROUP and vraag.meerdere and not vraag.kolommen:
        raise item.fout(f"De tabel {vraag.link_id} heeft geen item met kolommen.")
    names = [kolom.link_id for kolom in vraag.kolommen]
    if len(names) != len(set(names)):
        raise item.fout(f"De tabel {vraag.link_id} heeft twee kolommen met dezelfde naam.")


def refuse_odd_column(item: Knoop, kolom: Vraag) -> None:
    """A column is a simple question that is always there."""
    for key, _ in item.paren():
        if key.tekst() in NIET_IN_KOLOM:
            raise key.fout(f"{key.tekst()} kan niet bij een kolom.")
    if kolom.type not in KOLOMTYPEN:
        raise item.fout(f"Een kolom kan niet van het type {kolom.type} zijn.")
