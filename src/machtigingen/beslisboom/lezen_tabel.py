"""From YAML to what makes a question a table: which columns are unique, and what its rows add up to."""

from collections.abc import Mapping

from machtigingen.beslisboom.vraag import Totaal, Vraag, Vraagtype
from machtigingen.beslisboom.yamlknoop import Knoop

KOLOMTYPEN = (Vraagtype.STRING, Vraagtype.INTEGER, Vraagtype.DECIMAL, Vraagtype.CHOICE)
NIET_IN_KOLOM = ("repeats", "readOnly", "enableWhen", "enableBehavior")
SLEUTELS = ("item", "uniek", "totaal", "verbanden")


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
        som=tuple(item.keuze(str, amounts) for item in inner["som"].lijst()),
        keer=inner["keer"].keuze(str, numbers) if "keer" in inner else "",
    )


def refuse_odd_table(item: Knoop, vraag: Vraag) -> None:
    """A group is a table: it repeats, and it has columns."""
    if vraag.type is Vraagtype.GROUP and not (vraag.kolommen and vraag.meerdere):
        raise item.fout(f"De tabel {vraag.link_id} heeft geen item met kolommen, of geen repeats: true.")
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
