"""From YAML to questions: the pages of a form, each question and its options."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from machtigingen.beslisboom import lezen_tabel, lezen_vorm
from machtigingen.beslisboom.lezen_verband import read_relations
from machtigingen.beslisboom.lezen_voorwaarden import read_conditions, read_enable_any
from machtigingen.beslisboom.rijen import MEESTE_RIJEN
from machtigingen.beslisboom.vraag import Controle, Onderwerp, Optie, Vraag, Vraagtype
from machtigingen.beslisboom.yamlknoop import Knoop

SLEUTELS = (
    "kort", "doel", "hulp", "required", "repeats", "readOnly", "controle", "answerOption", "answerValueSet",
    "enableWhen", "enableBehavior", "bestandstypen", *lezen_vorm.SLEUTELS, *lezen_tabel.SLEUTELS,
)  # fmt: skip
LANGSTE_VRAAG = 1_000  # what software is told of it has room for
MEESTE_VELDEN = 450  # of one page, with all rows of its tables: a browser posts them together
MEESTE_ONDERWERPEN, MEESTE_VRAGEN, MEESTE_KOLOMMEN, MEESTE_KEUZES = 50, 100, 50, 5_000
_TYPE = {
    Controle.AGB_INSTELLING: Vraagtype.STRING,
    Controle.AGB_ZORGVERLENER: Vraagtype.STRING,
    Controle.BEGINDATUM: Vraagtype.DATE,
    Controle.BSN: Vraagtype.STRING,
    Controle.DIAGNOSE: Vraagtype.CHOICE,
    Controle.ELEMENT: Vraagtype.STRING,
    Controle.GEBOORTEDATUM: Vraagtype.DATE,
    Controle.PRESTATIE: Vraagtype.CHOICE,
    Controle.SPECIALISME: Vraagtype.CHOICE,
    Controle.UZOVI: Vraagtype.STRING,
    Controle.VERLEDEN: Vraagtype.DATE,
    Controle.ZORGACTIVITEIT: Vraagtype.CHOICE,
}
_ALLES = tuple(Vraagtype)
_VRAGEN = tuple(kind for kind in Vraagtype if kind is not Vraagtype.DISPLAY)
_TEKSTEN = (Vraagtype.STRING, Vraagtype.TEXT)
_GETALLEN = (Vraagtype.INTEGER, Vraagtype.DECIMAL, Vraagtype.QUANTITY)
_KEUZES = (Vraagtype.CHOICE, Vraagtype.OPEN_CHOICE)
_HOORT_BIJ: Mapping[str, tuple[Vraagtype, ...]] = {
    **dict.fromkeys(("kort", "doel", "hulp", "required", "readOnly", "controle"), _VRAGEN),
    **dict.fromkeys(("maxLength", "minLength", "regex", "entryFormat"), _TEKSTEN),
    **dict.fromkeys(("minimum", "maximum"), (*_GETALLEN, Vraagtype.DATE)),
    **dict.fromkeys(lezen_tabel.SLEUTELS, (Vraagtype.GROUP,)),
    **dict.fromkeys(("answerOption", "answerValueSet"), _KEUZES),
    "repeats": (Vraagtype.CHOICE, Vraagtype.ATTACHMENT, Vraagtype.GROUP),
    "decimalen": (Vraagtype.DECIMAL, Vraagtype.QUANTITY),
    "eenheid": _GETALLEN,
    "bestandstypen": (Vraagtype.ATTACHMENT,),
}
_LINK_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
_BESTANDSTYPEN = ("pdf", "jpg", "png")


@dataclass
class Vragenlezer:
    """Reads the questions of one form, with what it shares with others and the codes of the care that it is for."""

    gedeeld: Mapping[str, Knoop]
    codes: Mapping[Controle, Mapping[str, str]]
    plekken: Mapping[tuple[str, str], Knoop]
    lijsten: Mapping[str, Mapping[str, str]]

    def onderwerpen(self, knoop: Knoop) -> tuple[Onderwerp, ...]:
        """All pages. Conditions are read last, when every question is known."""
        drafts: dict[str, tuple[Vraag, Knoop]] = {}
        pages = []
        for page in knoop.lijst(meeste=MEESTE_ONDERWERPEN):
            block = page.blok(moet=("linkId", "titel", "vragen"), mag=("uitleg",))
            members = [
                name for item in block["vragen"].lijst(meeste=MEESTE_VRAGEN) for name in self._register(item, drafts)
            ]
            _refuse_odd_page(block, [drafts[link_id][0] for link_id in members])
            pages.append((block, members))
        _refuse_same_name([block["linkId"] for block, _ in pages], drafts)
        known = {each.link_id: each for vraag, _ in drafts.values() for each in (vraag, *vraag.cellen)}
        complete = {link_id: read_conditions(vraag, knoop, known) for link_id, (vraag, knoop) in drafts.items()}
        return tuple(
            Onderwerp(
                link_id=block["linkId"].tekst(),
                titel=block["titel"].tekst(),
                uitleg=block["uitleg"].tekst() if "uitleg" in block else "",
                items=tuple(complete[link_id] for link_id in members),
            )
            for block, members in pages
        )

    def _register(
        self, item: Knoop, drafts: dict[str, tuple[Vraag, Knoop]], groep: Vraag | None = None
    ) -> Iterator[str]:
        """The names of what stands here: a question, or a group and the questions in it."""
        source = self._shared(item)
        vraag = self._vraag(source)
        if vraag.link_id in drafts:
            raise item.fout(f"De vraag {vraag.link_id} staat er twee keer.")
        if groep and vraag.is_groep:
            raise item.fout("Een groep kan niet in een groep staan.")
        if groep:
            vraag = replace(vraag, groep=groep.link_id, groepsnaam=groep.naam)
        drafts[vraag.link_id] = (vraag, source)
        yield vraag.link_id
        members = lezen_tabel.members(source)
        if len(members) > MEESTE_VRAGEN:
            raise members[MEESTE_VRAGEN].fout(f"Hier kunnen er hoogstens {MEESTE_VRAGEN} staan.")
        for member in members:
            yield from self._register(member, drafts, vraag)

    def _shared(self, item: Knoop) -> Knoop:
        """`gedeeld: bsn` stands for the shared question of that name."""
        if all(key.tekst() != "gedeeld" for key, _ in item.paren()):
            return item
        name = item.blok(moet=("gedeeld",))["gedeeld"]
        if name.tekst() not in self.gedeeld:
            raise name.not_among(self.gedeeld, f"De gedeelde vraag {name.tekst()} bestaat niet.", noem=False)
        return self.gedeeld[name.tekst()]

    def _vraag(self, item: Knoop) -> Vraag:
        block = item.blok(moet=("linkId", "text", "type"), mag=SLEUTELS)
        kind = block["type"].keuze(Vraagtype, list(Vraagtype))
        check = block["controle"].keuze(Controle, list(Controle)) if "controle" in block else None
        members = lezen_tabel.members(item)
        nothing = kind is Vraagtype.DISPLAY or bool(members)  # is asked here
        columns = (
            tuple(self._column(column) for column in block["item"].lijst(meeste=MEESTE_KOLOMMEN))
            if "item" in block and not members
            else ()
        )
        vraag = Vraag(
            link_id=_link_id(block["linkId"]),
            tekst=block["text"].tekst(hoogstens=LANGSTE_VRAAG),
            type=kind,
            kort=block["kort"].tekst() if "kort" in block else "",
            doel=block["doel"].tekst() if "doel" in block else "",
            hulp=block["hulp"].tekst() if "hulp" in block else "",
            verplicht=block["required"].ja_nee() if "required" in block else not nothing,
            meerdere=block["repeats"].ja_nee() if "repeats" in block else False,
            vast=block["readOnly"].ja_nee() if "readOnly" in block else False,
            controle=check,
            opties=self._options(block, check),
            waardelijst=block["answerValueSet"].tekst() if "answerValueSet" in block else "",
            enable_any=read_enable_any(block),
            max_length=block["maxLength"].geheel() if "maxLength" in block else None,
            min_length=block["minLength"].geheel() if "minLength" in block else None,
            regex=lezen_vorm.read_regex(block),
            vorm=block["entryFormat"].tekst() if "entryFormat" in block else "",
            minimum=lezen_vorm.read_limit(block, "minimum", kind),
            maximum=lezen_vorm.read_limit(block, "maximum", kind),
            decimalen=block["decimalen"].keuze(int, "0123456") if "decimalen" in block else None,
            eenheid=block["eenheid"].tekst(hoogstens=20) if "eenheid" in block else "",
            bestandstypen=_file_types(block),
            kolommen=columns,
            uniek=lezen_tabel.read_unique(block, columns),
            totaal=lezen_tabel.read_total(block, columns),
            verbanden=read_relations(block, columns),
        )
        _refuse_misfits(item, block, vraag)
        return vraag

    def _column(self, item: Knoop) -> Vraag:
        kolom = self._vraag(item)
        lezen_tabel.refuse_odd_column(item, kolom)
        return kolom

    def _options(self, block: Mapping[str, Knoop], check: Controle | None) -> tuple[Optie, ...]:
        """Written out as `code: text`, or the word `toegang`: the codes of care that this form is for. With
        answerValueSet a whole list of codes."""
        if "answerValueSet" in block:
            return self._whole_list(block, check)
        node = block.get("answerOption")
        if node is None:
            return ()
        if not node.is_tekst:
            pairs = node.paren(meeste=MEESTE_KEUZES)
            for code, _ in pairs:
                code.refuse_signs_of_tests()
                self._refuse_strange(code, code.tekst(), check)
            return tuple(Optie(code.tekst(hoogstens=100), text.tekst(hoogstens=LANGSTE_VRAAG)) for code, text in pairs)
        names = self.codes.get(check) if check and node.tekst() == "toegang" else None
        if names is None:
            raise node.fout(
                "Schrijf de keuzes uit, of `toegang` bij een specialisme, diagnose, zorgactiviteit of prestatie."
            )
        nameless = [code for code, name in names.items() if not name]
        if check and nameless:
            raise self.plekken[check, nameless[0]].fout(
                f"De code {nameless[0]} heeft geen naam in gedeeld/codes.yaml. Is zij goed geschreven, dan zet wie het "
                "portaal beheert haar daar eerst bij."
            )
        return tuple(Optie(code, f"{code} {name}") for code, name in names.items())

    def _refuse_strange(self, where: Knoop, code: str, check: Controle | None) -> None:
        """A code of care that the form is not for."""
        own = self.codes.get(check, {}) if check else {}
        if own and where.streng and code not in own:
            raise where.fout(f"De code {code} staat niet bij toegang. Schrijf `toegang`, of zet haar daarbij.")

    def _whole_list(self, block: Mapping[str, Knoop], check: Controle | None) -> tuple[Optie, ...]:
        if "answerOption" in block:
            raise block["answerOption"].fout("answerOption en answerValueSet kunnen niet samen.")
        names = block["answerValueSet"].keuze(self.lijsten.__getitem__, self.lijsten)
        for name in names:
            self._refuse_strange(block["answerValueSet"], name, check)
        if len(names) > MEESTE_KEUZES:
            raise block["answerValueSet"].fout(f"Deze lijst heeft meer dan {MEESTE_KEUZES} codes.")
        return tuple(Optie(code, f"{code} {name}") for code, name in names.items())


def _refuse_odd_page(block: Mapping[str, Knoop], items: Sequence[Vraag]) -> None:
    """A page that asks nothing is never shown, and one with too many fields cannot be posted."""
    if not any(item.asks for item in items):
        raise block["vragen"].fout("Een onderwerp heeft ten minste één vraag.")
    velden = sum(len(item.kolommen) * MEESTE_RIJEN or 1 for item in items if item.asks)
    if velden > MEESTE_VELDEN:
        tekst = (
            f"Hier staan {velden} velden, met {MEESTE_RIJEN} regels in elke tabel. Meer dan {MEESTE_VELDEN} kan niet."
        )
        raise block["vragen"].fout(tekst)


def _refuse_same_name(pages: Sequence[Knoop], questions: Collection[str]) -> None:
    """In FHIR a linkId is unique in the whole form; ours is also an address."""
    seen = set(questions)
    for page in pages:
        if _link_id(page) in seen:
            raise page.fout(f"De naam {page.tekst()} bestaat al in dit formulier.")
        seen.add(page.tekst())


def _link_id(knoop: Knoop) -> str:
    """A dot stands between a table and its column, so it is in no name."""
    if not _LINK_ID.fullmatch(knoop.tekst()):
        raise knoop.fout(f"In de naam {knoop.tekst()} horen alleen kleine letters, cijfers en lage streepjes.")
    return knoop.tekst()


def _file_types(block: Mapping[str, Knoop]) -> tuple[str, ...]:
    node = block.get("bestandstypen")
    return tuple(item.keuze(str, _BESTANDSTYPEN) for item in node.lijst()) if node else ()


def _refuse_misfits(item: Knoop, block: Mapping[str, Knoop], vraag: Vraag) -> None:
    """A property that says nothing about a question of this type is a mistake of its author."""
    for key in block:
        if vraag.type not in _HOORT_BIJ.get(key, _ALLES):
            raise block[key].fout(f"{key} hoort niet bij een vraag van het type {vraag.type}.")
    if vraag.controle and vraag.type is not _TYPE[vraag.controle]:
        raise block["controle"].fout(f"{vraag.controle} hoort bij een vraag van het type {_TYPE[vraag.controle]}.")
    if vraag.type in _KEUZES and not vraag.opties:
        raise item.fout(f"De keuzevraag {vraag.link_id} heeft geen answerOption.")
    if vraag.type is Vraagtype.ATTACHMENT and not vraag.bestandstypen:
        raise item.fout(f"De bijlagevraag {vraag.link_id} heeft geen bestandstypen.")
    if vraag.type is Vraagtype.ATTACHMENT and item.streng and not vraag.meerdere:
        raise item.fout(f"Zet bij de bijlagevraag {vraag.link_id} repeats: true: vaak zijn het meer bestanden.")
    lezen_vorm.refuse_odd_form(item, block, vraag)
    lezen_tabel.refuse_odd_table(item, vraag)
