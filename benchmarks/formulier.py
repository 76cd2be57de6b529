"""What does a form of 200 questions cost: its page, its check, one answer that is kept while typing, and its path?

The same for a form of 20, side by side; CPU of the server, without TLS. All questions stand on one page, of every
simple type, and one in ten depends on another. Ends with 1 when a page takes longer than the limit.
"""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.delen import InProcess, in_process
from machtigingen.foundation import CATALOGUS

SMALL, LARGE, GROUP, TIMES = 20, 200, 20, 40
PAGE_MS = 50.0
TYPES: tuple[tuple[str, dict[str, object], str], ...] = (
    ("boolean", {}, "ja"),
    ("choice", {"answerOption": {"a": "Altijd", "s": "Soms", "n": "Nooit"}}, "a"),
    ("integer", {"minimum": 0, "maximum": 120}, "12"),
    ("decimal", {"minimum": 0, "maximum": 10, "eenheid": "mm"}, "2,5"),
    ("date", {}, "2-11-2026"),
    ("string", {"maxLength": 100}, "Een kort antwoord"),
    ("text", {"maxLength": 2000}, "Een lang antwoord.\nMet twee regels."),
    ("quantity", {"eenheid": "mg"}, "40"),
    ("open-choice", {"answerOption": {"v": "Een val", "z": "Een ziekte"}}, "Een val"),
    ("choice", {"answerOption": {f"k{number}": f"Keuze {number}" for number in range(12)}}, "k3"),
)


def main() -> int:
    with in_process() as (portaal, folder):
        use_forms(folder / "catalogus")
        return 0 if report({count: Pages(portaal, count) for count in (SMALL, LARGE)}) else 1


def use_forms(folder: Path) -> None:
    """The published forms, and two of these."""
    from machtigingen.formulieren import Catalogus, use_catalogus

    shutil.copytree(CATALOGUS, folder)
    for count in (SMALL, LARGE):
        write_form(folder / f"meting{count}" / "1", count=count)
    use_catalogus(Catalogus.load(folder))


def code_of(count: int) -> str:
    return f"B{count // 10:02}"


def write_form(folder: Path, *, count: int) -> None:
    shared = ("bsn", "geboortedatum", "naam", "verzekeraar", "instelling", "zorgverlener", "begindatum")
    groups = [
        {"linkId": f"groep{begin}", "text": f"Deel {begin // GROUP + 1}", "type": "group",
         "item": [question(number) for number in range(begin, min(begin + GROUP, count))]}
        for begin in range(0, count, GROUP)
    ]  # fmt: skip
    form = {
        "code": code_of(count), "versie": "1", "titel": "Meting", "geldig_van": "2024-01-01", "grondslagen": ["zvw"],
        "toegang": {"specialismen": ["0301"]},
        "onderwerpen": [
            {"linkId": "wie", "titel": "Wie", "vragen": [{"gedeeld": name} for name in shared]},
            {"linkId": "wat", "titel": "Wat", "vragen": groups},
        ],
    }  # fmt: skip
    rule = {"regel": "altijd", "als": {}, "uitkomst": "beoordelen", "tekst": "Een beoordelaar kijkt."}
    files = {
        "formulier": form,
        "beslistabel": {"hitPolicy": "FIRST", "regels": [rule]},
        "voorinvulling": {"voorinvulling": {}},
        "voorbeelden": {"voorbeelden": []},
    }
    folder.mkdir(parents=True)
    for name, content in files.items():
        # JSON is YAML too, and has no references to what was written before.
        (folder / f"{name}.yaml").write_text(json.dumps(content), encoding="utf-8")


def question(number: int) -> dict[str, object]:
    kind, extra, _ = TYPES[number % len(TYPES)]
    item = {"linkId": f"v{number}", "text": f"Wat is het antwoord op vraag {number}?", "type": kind, **extra,
            "hulp": "Zo vindt u het antwoord.", "doel": "Zo ziet de verzekeraar hoe het is."}  # fmt: skip
    if kind == "integer":
        item["enableWhen"] = [{"question": f"v{number - 2}", "operator": "=", "answer": "ja"}]
    return item


class Pages:
    """One concept with such a form, half of it answered."""

    def __init__(self, portaal: InProcess, count: int) -> None:
        self._portaal, self._count = portaal, count
        link = portaal.push(verstrekking={"formulier": code_of(count)})["link"]
        _, self._aanvraag = portaal.get(link[link.index("/instroom/") :])
        self._page = f"{self._aanvraag}vragen/wat"
        self._get(self._page)
        self._answer({f"v{number}": TYPES[number % len(TYPES)][2] for number in range(0, count, 2)})

    def acts(self) -> Iterator[tuple[str, Callable[[], object]]]:
        yield "de pagina met alle vragen", lambda: self._get(self._page)
        yield "alles controleren", lambda: self._get(f"{self._aanvraag}controleren")
        yield "één antwoord bewaren", lambda: self._answer({"v1": "s"})
        yield "het pad", self._path

    def _get(self, path: str) -> None:
        status, _ = self._portaal.get(path)
        if status != 200:
            raise RuntimeError(f"{path}: {status}")

    def _answer(self, answers: dict[str, str]) -> None:
        self._portaal.keep(self._page, answers)

    def _path(self) -> None:
        from machtigingen.beslisboom import walk
        from machtigingen.formulieren import catalogus

        given = {f"v{number}": TYPES[number % len(TYPES)][2] for number in range(self._count)}
        walk(catalogus().formulier(code_of(self._count), "1"), given)


def report(pages: dict[int, Pages]) -> bool:
    """Whether each page stays below the limit."""
    small, large = (dict(pages[count].acts()) for count in (SMALL, LARGE))
    print(f"\nEen formulier van {LARGE} vragen naast een van {SMALL} (CPU); de grens is {PAGE_MS:.0f} ms per pagina")
    kept = True
    for naam, act in large.items():
        pairs = [(_ms(small[naam]), _ms(act)) for _ in range(TIMES)]
        few, many = (median(values) for values in zip(*pairs, strict=True))
        kept &= many <= PAGE_MS
        print(f"  {naam:32}{few:7.1f} ms{many:8.1f} ms{many / few:8.1f} ×  {'gehaald' if many <= PAGE_MS else 'NIET'}")
    return kept


def _ms(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
