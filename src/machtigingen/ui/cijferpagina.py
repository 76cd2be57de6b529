"""The figures of an insurer as a person sees them: the numbers that matter, pictures, and tables that say the same."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from machtigingen.beoordeling.cijfers import Afloop, Cijfers, Telling
from machtigingen.formulieren import catalogus
from machtigingen.foundation import Uzovi
from machtigingen.ui.getallen import Cijfertabel, Kerncijfer, heel, procent, tiende
from machtigingen.ui.grafieken import Balk, Merklijn, Staaf, balken, staven, verdeling
from machtigingen.ui.tekening import Reeks, Tekening, Vulling

Groepen = Sequence[tuple[str, Telling]]

GROOTSTE = 10  # so many groups have a bar of their own
_OVERIG = (Afloop.NIET_NODIG, Afloop.INGETROKKEN, Afloop.VERVALLEN)


def formuliertitels(uzovi: Uzovi | None) -> dict[str, str]:
    """The title of each form that counts at this insurer, by its code: of an own version when there is one, and of the
    one that begins last."""
    versies = [een for een in catalogus().inhoud.formulieren if een.uzovi in ("", str(uzovi))]
    return {een.code: een.titel for een in sorted(versies, key=lambda een: (een.uzovi, een.rang))}


def per_formulier(cijfers: Cijfers, *, titels: Mapping[str, str]) -> Groepen:
    return [(f"{code} {titels.get(code, '')}".strip(), telling) for code, telling in cijfers.per_formulier.items()]


def per_softwarepakket(cijfers: Cijfers) -> Groepen:
    return [(naam or _("Zonder softwarepakket"), telling) for naam, telling in cijfers.per_softwarepakket.items()]


def kerncijfers_van(totaal: Telling) -> tuple[Kerncijfer, ...]:
    """Eight numbers, each with what it is of."""
    besluiten = ngettext("van %(aantal)s besluit", "van %(aantal)s besluiten", totaal.besloten)
    van_besluiten = besluiten % {"aantal": heel(totaal.besloten)}
    tijd, zonder_regel = totaal.doorlooptijd, totaal.doorlooptijd_beoordelaar
    return (
        Kerncijfer(naam=_("Ingediend"), waarde=heel(totaal.ingediend), uitleg=_("aanvragen in deze periode")),
        Kerncijfer(naam=_("Vanzelf besloten"), waarde=procent(totaal.aandeel_vanzelf), uitleg=van_besluiten),
        *(
            Kerncijfer(naam=naam, waarde=procent(totaal.aandeel(afloop)), uitleg=van_besluiten)
            for afloop, naam in (
                (Afloop.GOEDGEKEURD, _("Goedgekeurd")),
                (Afloop.GEDEELTELIJK_GOEDGEKEURD, _("Gedeeltelijk goedgekeurd")),
                (Afloop.AFGEWEZEN, _("Afgewezen")),
            )
        ),
        Kerncijfer(
            naam=_("Werkdagen bij een beoordelaar"),
            waarde=tiende(zonder_regel.mediaan),
            uitleg=_("mediaan; gemiddeld %(dagen)s") % {"dagen": tiende(zonder_regel.gemiddeld)},
        ),
        Kerncijfer(
            naam=_("Werkdagen, alle besluiten"),
            waarde=tiende(tijd.mediaan),
            uitleg=_("mediaan; gemiddeld %(dagen)s") % {"dagen": tiende(tijd.gemiddeld)},
        ),
        Kerncijfer(
            naam=_("Open"),
            waarde=heel(totaal.aantal(Afloop.OPEN)),
            uitleg=_("daarvan te laat: %(aantal)s") % {"aantal": heel(totaal.te_laat)},
        ),
    )


def beeld_per_maand(cijfers: Cijfers) -> Tekening:
    reeksen = (
        Reeks(naam=_("Goedgekeurd"), vulling=Vulling.GOED),
        Reeks(naam=_("Gedeeltelijk goedgekeurd"), vulling=Vulling.DEELS),
        Reeks(naam=_("Afgewezen"), vulling=Vulling.FOUT),
        Reeks(naam=_("Open"), vulling=Vulling.OPEN),
        Reeks(naam=_("Overig: niet nodig, ingetrokken of vervallen"), vulling=Vulling.REST),
    )
    rijen = [
        Staaf(naam=date_format(maand, "M").lower().rstrip("."), onder=jaar, waarden=_outcomes(telling))
        for (maand, telling), jaar in zip(cijfers.per_maand.items(), _years(cijfers.periode.maanden), strict=True)
    ]
    drukst = max(cijfers.per_maand, key=lambda maand: cijfers.per_maand[maand].ingediend)
    uitleg = _("De drukste maand is %(maand)s met %(aantal)s aanvragen. De tabel hieronder zegt hetzelfde.") % {
        "maand": date_format(drukst, "F Y"),
        "aantal": heel(cijfers.per_maand[drukst].ingediend),
    }
    return staven(
        id="per-maand", titel=_("Aanvragen per maand, en hoe het afliep"), uitleg=uitleg, reeksen=reeksen, staven=rijen
    )


def _outcomes(telling: Telling) -> tuple[int, ...]:
    los = (Afloop.GOEDGEKEURD, Afloop.GEDEELTELIJK_GOEDGEKEURD, Afloop.AFGEWEZEN, Afloop.OPEN)
    return (*(telling.aantal(afloop) for afloop in los), telling.aantal(*_OVERIG))


def _years(maanden: tuple[date, ...]) -> list[str]:
    """The year below each January; below the first month too, unless a January follows so soon that both collide."""
    eerste = 0 if any(maand.month == 1 for maand in maanden[1:4]) else maanden[0].year
    return [
        str(maand.year) if maand.month == 1 or (not plaats and eerste) else "" for plaats, maand in enumerate(maanden)
    ]


def beeld_per_groep(groepen: Groepen, *, id: str, titel: str) -> Tekening:
    """The largest groups by how they were decided; the others together."""
    reeksen = (
        Reeks(naam=_("Vanzelf besloten"), vulling=Vulling.VANZELF),
        Reeks(naam=_("Door een beoordelaar"), vulling=Vulling.MENS),
        Reeks(naam=_("Open"), vulling=Vulling.OPEN),
        Reeks(naam=_("Ingetrokken of vervallen"), vulling=Vulling.REST),
    )
    rijen = [(naam, _ways(telling), procent(telling.aandeel_vanzelf)) for naam, telling in groepen]
    getoond = [
        Balk(
            naam=naam,
            waarden=waarden,
            achter=_("%(aantal)s, %(deel)s vanzelf") % {"aantal": heel(sum(waarden)), "deel": deel},
        )
        for naam, waarden, deel in rijen[:GROOTSTE]
    ]
    if rest := [waarden for _naam, waarden, _deel in rijen[GROOTSTE:]]:
        samen = tuple(map(sum, zip(*rest, strict=True)))
        naam = _("De andere %(aantal)s samen") % {"aantal": heel(len(rest))}
        getoond.append(Balk(naam=naam, waarden=samen, achter=heel(sum(samen))))
    uitleg = _("Van groot naar klein. De tabel hieronder zegt hetzelfde.")
    return balken(id=id, titel=titel, uitleg=uitleg, reeksen=reeksen, balken=getoond)


def _ways(telling: Telling) -> tuple[int, ...]:
    zonder = telling.aantal(Afloop.INGETROKKEN, Afloop.VERVALLEN)
    return (telling.vanzelf, telling.besloten - telling.vanzelf, telling.aantal(Afloop.OPEN), zonder)


def beeld_doorlooptijd(totaal: Telling) -> Tekening:
    """What the assessors decided, by the working days that it took."""
    tijd = totaal.doorlooptijd_beoordelaar
    helft, meeste = tijd.mediaan or 0, tijd.binnen(90) or 0
    dagen = {"helft": tiende(helft), "meeste": heel(meeste)}
    return verdeling(
        id="doorlooptijd",
        titel=_("Werkdagen tot het besluit van een beoordelaar"),
        uitleg=_("De helft is besloten binnen %(helft)s werkdagen, 90%% binnen %(meeste)s. Zie ook de tabel hieronder.")
        % dagen,
        aantallen=tijd.per_dag,
        lijnen=(
            Merklijn(waarde=helft, tekst=_("helft: %(helft)s dagen") % dagen),
            Merklijn(waarde=meeste, tekst=_("90%%: %(meeste)s dagen") % dagen),
        ),
        as_=_("Aantal besluiten, per aantal werkdagen"),
    )


def tabel_per_maand(cijfers: Cijfers) -> Cijfertabel:
    groepen = [(date_format(maand, "F Y"), telling) for maand, telling in cijfers.per_maand.items()]
    return tabel_van(groepen, titel=_("Cijfers per maand"), eerste=_("Maand"))


def tabel_van(groepen: Groepen, *, titel: str, eerste: str) -> Cijfertabel:
    """All that is asked of a group, a row for each."""
    return Cijfertabel(
        titel=titel,
        kolommen=(
            eerste,
            _("Ingediend"),
            _("Vanzelf"),
            _("Goedgekeurd"),
            _("Gedeeltelijk"),
            _("Afgewezen"),
            _("Overig"),
            _("Werkdagen gemiddeld"),
            _("Werkdagen mediaan"),
            _("Open"),
            _("Te laat"),
        ),
        rijen=tuple(
            (
                naam,
                heel(telling.ingediend),
                procent(telling.aandeel_vanzelf),
                *(
                    heel(telling.aantal(afloop))
                    for afloop in (Afloop.GOEDGEKEURD, Afloop.GEDEELTELIJK_GOEDGEKEURD, Afloop.AFGEWEZEN)
                ),
                heel(telling.aantal(*_OVERIG)),
                tiende(telling.doorlooptijd_beoordelaar.gemiddeld),
                tiende(telling.doorlooptijd_beoordelaar.mediaan),
                heel(telling.aantal(Afloop.OPEN)),
                heel(telling.te_laat),
            )
            for naam, telling in groepen
        ),
    )


def tabel_doorlooptijd(totaal: Telling) -> Cijfertabel:
    per_dag = totaal.doorlooptijd_beoordelaar.per_dag
    return Cijfertabel(
        titel=_("Besluiten van beoordelaars, per aantal werkdagen"),
        kolommen=(_("Werkdagen"), _("Besluiten")),
        rijen=tuple((heel(dag), heel(per_dag[dag])) for dag in sorted(per_dag)),
    )
