"""How the answers of one aanvraag are written for people: names beside codes, dates as one reads them, sources."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machtigingen import beslisboom
from machtigingen.aanvragen import toetsing
from machtigingen.aanvragen.dossier import COV, GEBRUIKER, SOFTWAREPAKKET, Antwoord, Dossier, is_vast
from machtigingen.aanvragen.inname import samen_max
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.beslisboom import Controle, Vraag, Vraagtype
from machtigingen.foundation import AgbCode, DomainError, Fout, Uzovi
from machtigingen.registers import agb as agb_register
from machtigingen.registers import uzovi as uzovi_register
from machtigingen.ui.bestanden import accept_van
from machtigingen.ui.context import Feit
from machtigingen.ui.kaartbestanden import Kaartbestanden
from machtigingen.ui.tabelveld import number_for_input, posten, totaaltekst, veldrijen
from machtigingen.ui.velden import Bestand, Breedte, Keuze, Veld, Veldsoort

_SOORT = {
    Vraagtype.STRING: Veldsoort.TEKST,
    Vraagtype.TEXT: Veldsoort.LANGE_TEKST,
    Vraagtype.BOOLEAN: Veldsoort.KEUZE,
    Vraagtype.DATE: Veldsoort.DATUM,
    Vraagtype.INTEGER: Veldsoort.GETAL,
    Vraagtype.DECIMAL: Veldsoort.GETAL,
    Vraagtype.QUANTITY: Veldsoort.GETAL,
    Vraagtype.CHOICE: Veldsoort.KEUZE,
    Vraagtype.OPEN_CHOICE: Veldsoort.TEKST,
    Vraagtype.ATTACHMENT: Veldsoort.BESTAND,
    Vraagtype.GROUP: Veldsoort.TABEL,
    Vraagtype.DISPLAY: Veldsoort.WEERGAVE,
}
_MAX_KEUZES = 6


@dataclass(frozen=True, kw_only=True)
class Kaart:
    """How to write the values of one aanvraag for people: names beside codes, dates as one reads them. Without a
    `bijlage_route`, as on paper, files are named and not linked. Without an `aanvraag` a form is only tried out. Of a
    file in quarantine only the provider reads, on its own pages (`met_quarantaine`)."""

    dossier: Dossier
    aanvraag: Aanvraag | None
    bijlage_route: str = "bijlage"
    met_quarantaine: bool = False

    def tekst(self, vraag: Vraag, waarde: Any) -> str:
        if waarde in (None, "", []):
            return ""
        if vraag.type is Vraagtype.ATTACHMENT:
            return self._bestanden.tekst(vraag)
        kaal = beslisboom.toon(vraag, waarde)
        naam = self._naam(vraag, waarde)
        return f"{naam} ({kaal})" if naam else kaal

    def data(self, vraag: Vraag, waarde: Any) -> Any:
        """A value as it is, without files that are not to be seen."""
        return self._bestanden.ids(waarde) if vraag.type is Vraagtype.ATTACHMENT else waarde

    @cached_property
    def _bestanden(self) -> Kaartbestanden:
        return Kaartbestanden(aanvraag=self.aanvraag, route=self.bijlage_route, met_quarantaine=self.met_quarantaine)

    def _naam(self, vraag: Vraag, waarde: Any) -> str:
        if vraag.controle is Controle.AGB_INSTELLING:
            return str(self._bronnen.get("certificaat", {}).get("organisatie", ""))
        if vraag.controle is Controle.AGB_ZORGVERLENER:
            return self._zorgverlener(str(waarde))
        if vraag.controle is Controle.UZOVI:
            return self._verzekeraar(str(waarde))
        return ""

    @property
    def _bronnen(self) -> dict[str, Any]:
        return self.aanvraag.bronnen if self.aanvraag else {}

    def _zorgverlener(self, code: str) -> str:
        try:
            return agb_register.zorgverlener(AgbCode.parse(code), on=self.dossier.vandaag).naam
        except DomainError:
            return ""

    def _verzekeraar(self, code: str) -> str:
        try:
            return uzovi_register.verzekeraar(Uzovi.parse(code), on=self.dossier.vandaag).naam
        except DomainError:
            return ""

    def feit(self, vraag: Vraag, *, wijzig: bool) -> Feit:
        antwoord = self.dossier.antwoorden.get(vraag.link_id)
        return Feit(
            label=vraag.naam,
            waarde=self.tekst(vraag, antwoord.waarde) if antwoord else "",
            bron=antwoord.bron if antwoord and (antwoord.waarde, antwoord.gestuurd) != (None, None) else "",
            wijzig_url=self.wijzig_url(vraag) if wijzig and not is_vast(vraag, antwoord) else "",
            gestuurd=self.gestuurd(vraag, antwoord),
            anders=self.anders(vraag, antwoord),
            vast=vraag.vast,
            bestanden=self._bij(vraag),
            posten=posten(vraag, antwoord.waarde) if antwoord else (),
        )

    def gestuurd(self, vraag: Vraag, antwoord: Antwoord | None) -> str:
        """What the package sent, when something else stands there now."""
        if antwoord is None or antwoord.gestuurd_bron != SOFTWAREPAKKET or antwoord.gestuurd == antwoord.waarde:
            return ""
        return beslisboom.toon(vraag, antwoord.gestuurd)

    def anders(self, vraag: Vraag, antwoord: Antwoord | None) -> str:
        """What COV says, when something else stands there; and where COV decides, what a person had filled in."""
        if antwoord is None:
            return ""
        if antwoord.bron == COV:
            getypt = antwoord.gestuurd if antwoord.gestuurd_bron == GEBRUIKER else None
            return _("ingevuld was: %(waarde)s") % {"waarde": self.tekst(vraag, getypt)} if getypt else ""
        gezegd = self._van_cov.get(vraag.link_id)
        if gezegd is None or gezegd.waarde == antwoord.waarde:
            return ""
        return _("COV zegt: %(waarde)s") % {"waarde": self.tekst(vraag, gezegd.waarde)}

    @cached_property
    def _van_cov(self) -> Mapping[str, beslisboom.Voorgevuld]:
        """All that COV says of whom the answers are about now."""
        gezegd = toetsing.cov_over(self._bronnen, self.dossier.waarden)
        return beslisboom.prefill(self.dossier.formulier, {COV: gezegd}) if gezegd else {}

    def wijzig_url(self, vraag: Vraag) -> str:
        """The page where this question is asked, with its field open."""
        onderwerp = self.dossier.formulier.paginas[vraag.link_id]
        stap = reverse("stap", args=(self.aanvraag.id, onderwerp)) if self.aanvraag else ""
        return f"{stap}?wijzig={vraag.link_id}#veld-{vraag.link_id}"

    def tabel(self, vraag: Vraag, *, fout: Fout | None, cellen: tuple[Fout, ...], erbij: bool) -> Veld:
        """A question with rows: errors in cells stand there, and `erbij` shows one more row to fill in."""
        antwoord = self.dossier.antwoorden.get(vraag.link_id)
        waarde = antwoord.waarde if antwoord else None
        return replace(
            self.veld(vraag, fout=None if fout in cellen else fout),
            waarde=self.tekst(vraag, self.dossier.waarden.get(vraag.link_id)),
            rijen=veldrijen(vraag, waarde, fouten=cellen, erbij=erbij),
            totaal=totaaltekst(vraag, waarde),
        )

    def veld(self, vraag: Vraag, *, fout: Fout | None, suggesties: tuple[Keuze, ...] = ()) -> Veld:
        antwoord = self.dossier.antwoorden.get(vraag.link_id)
        waarde = antwoord.waarde if antwoord else None
        keuzes = _keuzes(vraag)
        open_keuze = vraag.type is Vraagtype.OPEN_CHOICE
        return Veld(
            naam=vraag.link_id,
            label=vraag.tekst,
            groep=vraag.groepsnaam,
            soort=_soort(vraag),
            waarde=_invoer(vraag, waarde),
            waarden=tuple(str(een) for een in waarde) if vraag.meerdere and isinstance(waarde, list) else (),
            hint=_hint(vraag),
            doel=vraag.doel,
            fout=fout.melding if fout else "",
            fout_kort=fout_kort(vraag, fout) if fout else "",
            bron=antwoord.bron if antwoord and antwoord.bron != GEBRUIKER else "",
            gestuurd=self.gestuurd(vraag, antwoord),
            anders=self.anders(vraag, antwoord),
            begrepen=self._begrepen(vraag, waarde) if not fout else "",
            eenheid=vraag.eenheid,
            keuzes=() if open_keuze else keuzes,
            suggesties=tuple(replace(keuze, waarde=keuze.label) for keuze in keuzes) if open_keuze else suggesties,
            mag_leeg=not vraag.verplicht,
            breedte=Breedte.KORT if vraag.max_length and vraag.max_length <= 10 else None,
            max_lengte=vraag.max_length if vraag.type is Vraagtype.TEXT else None,
            accept=accept_van(vraag.bestandstypen),
            max_bytes=samen_max() if vraag.type is Vraagtype.ATTACHMENT else None,
            samen_bytes=self._bestanden.samen if vraag.type is Vraagtype.ATTACHMENT else None,
            bestanden=self._bij(vraag),
            elders=self.elders if vraag.type is Vraagtype.ATTACHMENT else (),
        )

    def _begrepen(self, vraag: Vraag, waarde: Any) -> str:
        if vraag.type is not Vraagtype.DATE or vraag.link_id not in self.dossier.waarden:
            return ""
        return date_format(date.fromisoformat(str(waarde)), "l j F Y")

    def _bij(self, vraag: Vraag) -> tuple[Bestand, ...]:
        return self._bestanden.bij(vraag) if vraag.type is Vraagtype.ATTACHMENT else ()

    @property
    def elders(self) -> tuple[Bestand, ...]:
        """The files of questions that are not asked now: these are not sent."""
        return self._bestanden.elders({vraag.link_id for vraag in self.dossier.vragen})


def _hint(vraag: Vraag) -> str:
    """How to answer: what its author wrote or the form that it must have, and what one can choose besides."""
    keuzes = ", ".join(optie.tekst for optie in vraag.opties) if vraag.type is Vraagtype.OPEN_CHOICE else ""
    keuze = _("Kies of schrijf het zelf. Keuzes: %(keuzes)s.") % {"keuzes": keuzes} if keuzes else ""
    return " ".join(filter(None, (vraag.hulp or vraag.vorm, keuze)))


def _soort(vraag: Vraag) -> Veldsoort:
    """More answers are ticked, however many choices there are; of many choices one is picked from a list."""
    if vraag.is_groep:
        return Veldsoort.GROEP
    if vraag.type is not Vraagtype.CHOICE:
        return _SOORT[vraag.type]
    if vraag.meerdere:
        return Veldsoort.MEERKEUZE
    return Veldsoort.LIJST if len(vraag.opties) > _MAX_KEUZES else Veldsoort.KEUZE


def _keuzes(vraag: Vraag) -> tuple[Keuze, ...]:
    if vraag.type is Vraagtype.BOOLEAN:
        return (Keuze(waarde="ja", label=_("Ja")), Keuze(waarde="nee", label=_("Nee")))
    return tuple(Keuze(waarde=optie.code, label=optie.tekst) for optie in vraag.opties)


def _invoer(vraag: Vraag, waarde: Any) -> str:
    """The value as an input shows it: readable ones in Dutch notation, others as they were typed."""
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if vraag.type in (Vraagtype.CHOICE, Vraagtype.ATTACHMENT):
        return str(waarde)
    if vraag.type is Vraagtype.OPEN_CHOICE:
        return beslisboom.toon(vraag, waarde)
    if vraag.type.met_decimalen:
        return number_for_input(vraag, waarde)
    if vraag.type is Vraagtype.DATE:
        try:
            return date.fromisoformat(str(waarde)).strftime("%d-%m-%Y")
        except ValueError:
            return str(waarde)
    return str(waarde)


def fout_kort(vraag: Vraag, fout: Fout) -> str:
    """An error where the question is not in sight. An open question needs no more words than its own."""
    if fout.code == "V101":
        return vraag.tekst
    return f"{vraag.naam}: {fout.melding[:1].lower()}{fout.melding[1:]}"
