"""What can a visitor read and do on this web page? Only what is in `<main>` counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit


@dataclass(frozen=True)
class Bestand:
    """A file to send where a form asks for one."""

    naam: str
    inhoud: bytes


Antwoorden = Mapping[str, str | Bestand]


@dataclass
class Formulier:
    """One form: what it holds already, which fields a person can fill in, and its first button."""

    adres: str
    is_post: bool
    met_bestanden: bool
    waarden: dict[str, str] = field(default_factory=dict)
    invulbaar: set[str] = field(default_factory=set)
    knop: dict[str, str] = field(default_factory=dict)

    def filled_in(self, antwoorden: Antwoorden) -> dict[str, str | Bestand]:
        """All that a browser would send: what stood there, and an answer in each empty field that has one."""
        empty = {naam for naam in self.invulbaar if not self.waarden.get(naam)}
        return {**self.waarden, **{naam: antwoorden[naam] for naam in empty & antwoorden.keys()}, **self.knop}


@dataclass
class Pagina:
    adres: str
    status: int
    kop: str = ""
    tekst: str = ""
    links: list[str] = field(default_factory=list)
    formulieren: list[Formulier] = field(default_factory=list)
    blokken: list[str] = field(default_factory=list)

    @property
    def pad(self) -> str:
        return urlsplit(self.adres).path

    @property
    def formulier(self) -> Formulier:
        """The form that this page is about: the first that is posted."""
        return next(formulier for formulier in self.formulieren if formulier.is_post)


def read_pagina(html: str, *, adres: str, status: int) -> Pagina:
    lezer = _Lezer(Pagina(adres=adres, status=status))
    lezer.feed(html)
    pagina = lezer.pagina
    pagina.kop, pagina.tekst = (" ".join(text.split()) for text in (pagina.kop, pagina.tekst))
    return pagina


class _Lezer(HTMLParser):
    def __init__(self, pagina: Pagina) -> None:
        super().__init__()
        self.pagina = pagina
        self._open: list[str] = []
        self._formulier: Formulier | None = None
        self._naam = ""  # of the select or textarea we are in

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main" or self._open:
            found = {naam: value or "" for naam, value in attrs}
            self._start(tag, found)
            if tag in {"main", "h1", "pre", "textarea"}:
                self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        if tag == "form":
            self._formulier = None

    def handle_data(self, data: str) -> None:
        if not self._open:
            return
        self.pagina.tekst += f" {data}"
        match self._open[-1]:
            case "h1":
                self.pagina.kop += data
            case "pre":
                self.pagina.blokken[-1] += data
            case "textarea" if self._formulier:
                self._formulier.waarden[self._naam] = data.removeprefix("\n")

    def _start(self, tag: str, found: Mapping[str, str]) -> None:
        match tag:
            case "a" if "href" in found:
                self.pagina.links.append(urljoin(self.pagina.adres, found["href"]))
            case "pre":
                self.pagina.blokken.append("")
            case "form":
                self._formulier = _read_form(found, base=self.pagina.adres)
                self.pagina.formulieren.append(self._formulier)
            case "input" | "button" if self._formulier:
                _read_input(self._formulier, {"type": _USUAL[tag], **found})
            case "select" | "textarea" if self._formulier:
                self._naam = found["name"]
                self._formulier.invulbaar.add(self._naam)
                self._formulier.waarden[self._naam] = ""
            case "option" if self._formulier and "selected" in found:
                self._formulier.waarden[self._naam] = found.get("value", "")


_USUAL = {"input": "text", "button": "submit"}


def _read_form(found: Mapping[str, str], *, base: str) -> Formulier:
    return Formulier(
        adres=urljoin(base, found.get("action", "")),
        is_post=found.get("method", "").lower() == "post",
        met_bestanden=found.get("enctype") == "multipart/form-data",
    )


def _read_input(formulier: Formulier, found: Mapping[str, str]) -> None:
    naam, value = found.get("name", ""), found.get("value", "")
    match found["type"]:
        case _ if not naam or "disabled" in found:
            return
        case "submit":
            formulier.knop = formulier.knop or {naam: value}
        case "button" | "reset" | "image":
            return
        case "hidden":
            formulier.waarden[naam] = value
        case "radio" | "checkbox":
            formulier.invulbaar.add(naam)
            if "checked" in found:
                formulier.waarden[naam] = value or "on"
        case "file":
            formulier.invulbaar.add(naam)
        case _:
            formulier.invulbaar.add(naam)
            formulier.waarden[naam] = value
