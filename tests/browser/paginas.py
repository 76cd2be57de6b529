"""Every page that people see, in each state that looks different: how to get there, and with which certificate.

A route that answers a GET and is not in here fails `test_toegankelijk.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from machtigingen_sandbox.omgeving import GEBRUIKER
from machtigingen_sandbox.personas import GEBOORTEDATUM_ONJUIST, GEVONDEN
from playwright.sync_api import Page

from .beheer import (
    bewaar_rechten,
    bewaar_rechten_twee_keer,
    te_ruim_adres,
    vraag_certificaat_aan,
)
from .formulieren import MAKER, PUBLICIST, publiceer_te_vroeg
from .kantoor import Kantoor
from .stappen import (
    antwoord_twee_keer,
    beslis_per_regel,
    besluit,
    besluit_twee_keer,
    botst_met_een_ander_tabblad,
    druk,
    log_uit,
    op_pagina,
    verder,
    verstuur_begroting_terwijl_u_typt,
    voeg_toe_wat_niet_mag,
    volg_link,
    zoek_correlatie_id,
    zoek_op_referentie,
    zoek_patient,
    zoek_verzekerde,
    zoek_verzekering_op,
)
from .tafereel import BEOORDELAAR, CONTACT, TANDARTS, Aanvragen

OPERATOR = "portaalbeheerder"
NOODSTOP = "portaal /portaalbeheer/noodstop/"
DOELWIT = "portaal /portaalbeheer/noodstop/{soort}/{waarde}/"


@dataclass(frozen=True, kw_only=True)
class Pagina:
    route: str
    adres: str
    certificaat: str | None = GEBRUIKER
    daarna: Callable[[Page], None] | None = None

    def open(self, kantoor: Kantoor, aanvragen: Aanvragen) -> Page:
        page = kantoor.computer(self.certificaat)
        adres = self.adres.format(a=aanvragen)
        page.goto(adres)
        assert page.url == adres
        if self.daarna:
            self.daarna(page)
        return page


def na(knop: str) -> Callable[[Page], None]:
    return lambda page: druk(page, knop)


def volg(link: str) -> Callable[[Page], None]:
    return lambda page: volg_link(page, link)


def open_alles(page: Page) -> None:
    """Everything that folds is unfolded."""
    for kop in page.locator("main summary").all():
        kop.click()


def zoek_nummer(nummer: str) -> Callable[[Page], None]:
    return lambda page: zoek_correlatie_id(page, nummer)


LIJST = "{a.portaal}/aanvragen/"
CONCEPT = LIJST + "{a.concept}/"
STAP = "portaal /aanvragen/{id}/vragen/{onderwerp}"
UITKOMST = "portaal /aanvragen/{id}/"
ANTWOORD = "portaal /aanvragen/{id}/antwoord"
DOCUMENTEN = "portaal /aanvragen/{id}/documenten"
BEOORDELEN = "portaal /beoordelen/{id}/"
VRAGEN = "portaal /beoordelen/{id}/vragen"
CIJFERS = "portaal /beoordelen/cijfers"
ZOEKEN = "portaal /beoordelen/zoeken"
LINK = "portaal /instroom/{token}"
FORMULIER = "portaal /beoordelen/formulieren/{code}/{versie}/"
KOPPELING = "portaal /koppeling/"
MELDINGEN = "portaal /meldingen/"
NIEUW = "portaal /aanvragen/nieuw"
ZORG = "?formulier=X02&grondslag=zvw&specialisme=0301&diagnose=255&zorgactiviteit=031545"
HERE = "{a.portaal}"
FORMULIEREN = HERE + "/beoordelen/formulieren/"
VOORSTEL = FORMULIEREN + "X02/9902.goed/"
BEHEER = HERE + "/beheer/"
BEHEER_VRAAG = BEHEER + "certificaten/aanvragen"
VRAAG_AAN = "portaal /beheer/certificaten/aanvragen"
MENSEN = "portaal /beheer/medewerkers/"
DADEN = "portaal /beheer/logboek"

PAGINAS = {
    "stap": Pagina(route=STAP, adres=CONCEPT + "vragen/medisch"),
    "stap met fouten": Pagina(route=STAP, adres=CONCEPT + "vragen/medisch", daarna=verder),
    "stap met een gegeven om te wijzigen": Pagina(route=STAP, adres=CONCEPT + "vragen/behandeling?wijzig=zorgverlener"),
    "stap met bijlagen": Pagina(route=STAP, adres=LIJST + "{a.halverwege}/vragen/bijlagen"),
    "stap met bestanden die zijn geweigerd": Pagina(
        route=STAP, adres=LIJST + "{a.halverwege}/vragen/bijlagen", daarna=voeg_toe_wat_niet_mag
    ),
    "stap met een tabel": Pagina(route=STAP, adres=LIJST + "{a.halve_tabel}/vragen/begroting", certificaat=TANDARTS),
    "stap met fouten in een tabel": Pagina(
        route=STAP, adres=LIJST + "{a.halve_tabel}/vragen/begroting", certificaat=TANDARTS, daarna=verder
    ),
    "al verstuurd": Pagina(
        route=STAP,
        adres=LIJST + "{a.begroting}/vragen/begroting",
        certificaat=TANDARTS,
        daarna=verstuur_begroting_terwijl_u_typt,
    ),
    "controleren met een tabel": Pagina(
        route="portaal /aanvragen/{id}/controleren", adres=LIJST + "{a.tabel}/controleren", certificaat=TANDARTS
    ),
    "controleren": Pagina(route="portaal /aanvragen/{id}/controleren", adres=LIJST + "{a.halverwege}/controleren"),
    "versturen kan nog niet": Pagina(
        route="portaal /aanvragen/{id}/controleren", adres=CONCEPT + "controleren", daarna=na("Aanvraag versturen")
    ),
    "formulier kiezen": Pagina(route="portaal /aanvragen/{id}/formulier", adres=LIJST + "{a.keuze}/formulier"),
    "geen formulier gekozen": Pagina(
        route="portaal /aanvragen/{id}/formulier", adres=LIJST + "{a.keuze}/formulier", daarna=na("Verder")
    ),
    "verder op een ander formulier": Pagina(
        route="portaal /aanvragen/{id}/ander-formulier", adres=LIJST + "{a.verkeerd}/ander-formulier"
    ),
    "stap op het verkeerde formulier": Pagina(route=STAP, adres=LIJST + "{a.verkeerd}/vragen/verzekerde"),
    "controleren met wat er niet in staat": Pagina(
        route="portaal /aanvragen/{id}/controleren",
        adres=CONCEPT + "controleren",
        daarna=botst_met_een_ander_tabblad,
    ),
    "controleren op het verkeerde formulier": Pagina(
        route="portaal /aanvragen/{id}/controleren", adres=LIJST + "{a.verkeerd}/controleren"
    ),
    "mijn aanvragen": Pagina(route="portaal /aanvragen/", adres=LIJST),
    "wat loopt": Pagina(route="portaal /aanvragen/", adres=LIJST + "?toon=loopt"),
    "wat klaar is": Pagina(route="portaal /aanvragen/", adres=LIJST + "?toon=klaar"),
    "zoeken": Pagina(route="portaal /aanvragen/", adres=LIJST, daarna=zoek_op_referentie),
    "zoeken met een typefout": Pagina(route="portaal /aanvragen/", adres=LIJST + "?nummer=261124000011&tot=gisteren"),
    "niets gevonden": Pagina(route="portaal /aanvragen/", adres=LIJST + "?referentie=bestaat-niet"),
    "patiënt gevonden": Pagina(route="portaal /aanvragen/", adres=LIJST, daarna=zoek_patient),
    "patiënt zoeken met fouten": Pagina(
        route="portaal /aanvragen/", adres=LIJST, daarna=lambda page: zoek_patient(page, geboortedatum="")
    ),
    "nieuwe aanvraag": Pagina(route=NIEUW, adres=LIJST + "nieuw"),
    "behandeling gevonden": Pagina(route=NIEUW, adres=LIJST + "nieuw?zoek=ptosis"),
    "geen machtiging nodig": Pagina(route=NIEUW, adres=LIJST + "nieuw?zoek=blefaro&verzekeraar=9903"),
    "formulier voor een ander specialisme": Pagina(route=NIEUW, adres=LIJST + "nieuw?zoek=J081"),
    "behandeling niet gevonden": Pagina(route=NIEUW, adres=LIJST + "nieuw?zoek=heupprothese"),
    "behandeling zoeken met een fout": Pagina(route=NIEUW, adres=LIJST + "nieuw?zoek=a"),
    "patiënt opzoeken": Pagina(route=NIEUW + "/patient", adres=LIJST + "nieuw/patient" + ZORG),
    "patiënt opzoeken met fouten": Pagina(
        route=NIEUW + "/patient", adres=LIJST + "nieuw/patient" + ZORG, daarna=na("Opzoeken")
    ),
    "wat COV zegt": Pagina(
        route=NIEUW + "/patient",
        adres=LIJST + "nieuw/patient" + ZORG,
        daarna=lambda page: zoek_verzekering_op(page, GEVONDEN, GEBOORTEDATUM_ONJUIST),
    ),
    "wie behandelt": Pagina(route="portaal /aanvragen/{id}/zorgverlener", adres=CONCEPT + "zorgverlener"),
    "dossiers downloaden": Pagina(route="portaal /aanvragen/downloaden", adres=LIJST + "downloaden"),
    "dossiers downloaden zonder keuze": Pagina(
        route="portaal /aanvragen/downloaden", adres=LIJST + "downloaden", daarna=na("Downloaden (zip)")
    ),
    "geen dossiers": Pagina(
        route="portaal /aanvragen/downloaden", adres=LIJST + "downloaden", certificaat="persoonlijk-andere-instantie"
    ),
    "geen aanvragen": Pagina(route="portaal /aanvragen/", adres=LIJST, certificaat="persoonlijk-andere-instantie"),
    "goedgekeurd": Pagina(route=UITKOMST, adres=LIJST + "{a.goedgekeurd}/"),
    "in behandeling": Pagina(route=UITKOMST, adres=LIJST + "{a.wacht}/"),
    "een vraag van de verzekeraar": Pagina(route=UITKOMST, adres=LIJST + "{a.gevraagd}/"),
    "een vraag, om alleen te lezen": Pagina(
        route=UITKOMST, adres=LIJST + "{a.gevraagd}/", certificaat="persoonlijk-raadplegen"
    ),
    "afgewezen": Pagina(route=UITKOMST, adres=LIJST + "{a.afgewezen}/"),
    "deels goedgekeurd, met een einde dat later is gezet": Pagina(route=UITKOMST, adres=LIJST + "{a.deels}/"),
    "ingetrokken": Pagina(route=UITKOMST, adres=LIJST + "{a.ingetrokken}/"),
    "heropend": Pagina(route=UITKOMST, adres=LIJST + "{a.heropend}/"),
    "te laat": Pagina(route=UITKOMST, adres=LIJST + "{a.genomen}/"),
    "antwoorden": Pagina(route=ANTWOORD, adres=LIJST + "{a.gevraagd}/antwoord"),
    "antwoorden met fouten": Pagina(
        route=ANTWOORD, adres=LIJST + "{a.gevraagd}/antwoord", daarna=na("Antwoord versturen")
    ),
    "al beantwoord": Pagina(route=ANTWOORD, adres=LIJST + "{a.dubbel}/antwoord", daarna=antwoord_twee_keer),
    "document toevoegen": Pagina(route=DOCUMENTEN, adres=LIJST + "{a.wacht}/documenten"),
    "geen document gekozen": Pagina(
        route=DOCUMENTEN, adres=LIJST + "{a.wacht}/documenten", daarna=na("Versturen naar de zorgverzekeraar")
    ),
    "intrekken": Pagina(route="portaal /aanvragen/{id}/intrekken", adres=LIJST + "{a.wacht}/intrekken"),
    "intrekken zonder reden": Pagina(
        route="portaal /aanvragen/{id}/intrekken", adres=LIJST + "{a.wacht}/intrekken", daarna=na("Aanvraag intrekken")
    ),
    "niet uitgevoerd": Pagina(
        route="portaal /aanvragen/{id}/niet-uitgevoerd", adres=LIJST + "{a.goedgekeurd}/niet-uitgevoerd"
    ),
    "verlenging vragen": Pagina(route="portaal /aanvragen/{id}/verlenging", adres=LIJST + "{a.goedgekeurd}/verlenging"),
    "herbeoordeling vragen": Pagina(
        route="portaal /aanvragen/{id}/herbeoordeling", adres=LIJST + "{a.afgewezen}/herbeoordeling"
    ),
    "bestaat niet": Pagina(route=UITKOMST, adres=LIJST + "00000000-0000-4000-8000-000000000000/"),
    "wie ben ik": Pagina(route="portaal /wie-ben-ik", adres=HERE + "/wie-ben-ik"),
    "wie ben ik zonder rechten": Pagina(
        route="portaal /wie-ben-ik",
        adres=HERE + "/wie-ben-ik",
        certificaat="persoonlijk-zonder-autorisatie",
        daarna=lambda page: op_pagina(page, "Wie ben ik?"),
    ),
    "uitgelogd": Pagina(route="portaal /aanvragen/", adres=LIJST, daarna=log_uit),
    "koppeling": Pagina(route=KOPPELING, adres=HERE + "/koppeling/"),
    "koppeling, nummer gezocht": Pagina(
        route=KOPPELING, adres=HERE + "/koppeling/", daarna=zoek_nummer("bestaat-niet")
    ),
    "koppeling, nummer met een fout": Pagina(route=KOPPELING, adres=HERE + "/koppeling/", daarna=zoek_nummer("#")),
    "wat gebruikers veranderen": Pagina(route="portaal /koppeling/correcties", adres=HERE + "/koppeling/correcties"),
    "niets om te vergelijken": Pagina(
        route="portaal /koppeling/correcties",
        adres=HERE + "/koppeling/correcties",
        certificaat="persoonlijk-andere-instantie",
    ),
    "wie ben ik, een recht te vragen": Pagina(
        route="portaal /wie-ben-ik", adres=HERE + "/wie-ben-ik", certificaat="persoonlijk-raadplegen"
    ),
    "een recht te vragen": Pagina(
        route="portaal /aanvragen/", adres=LIJST, certificaat="persoonlijk-zonder-autorisatie"
    ),
    "beheer": Pagina(route="portaal /beheer/", adres=BEHEER, certificaat=CONTACT),
    "beheer van een verzekeraar": Pagina(route="portaal /beheer/", adres=BEHEER, certificaat="beheerder-9901"),
    "medewerkers en rechten": Pagina(route=MENSEN, adres=BEHEER + "medewerkers/", certificaat=CONTACT),
    "medewerkers en rechten, alles open": Pagina(
        route=MENSEN, adres=BEHEER + "medewerkers/", certificaat=CONTACT, daarna=open_alles
    ),
    "rechten bewaard": Pagina(route=MENSEN, adres=BEHEER + "medewerkers/", certificaat=CONTACT, daarna=bewaar_rechten),
    "rechten intussen veranderd": Pagina(
        route=MENSEN, adres=BEHEER + "medewerkers/", certificaat=CONTACT, daarna=bewaar_rechten_twee_keer
    ),
    "medewerker toevoegen met fouten": Pagina(
        route="portaal /beheer/medewerkers/nieuw",
        adres=BEHEER + "medewerkers/nieuw",
        certificaat=CONTACT,
        daarna=na("Toevoegen"),
    ),
    "een medewerker": Pagina(
        route="portaal /beheer/medewerkers/{id}/", adres=BEHEER + "medewerkers/{a.medewerker}/", certificaat=CONTACT
    ),
    "een medewerker op slot": Pagina(
        route="portaal /beheer/medewerkers/{id}/", adres=BEHEER + "medewerkers/{a.op_slot}/", certificaat=CONTACT
    ),
    "gegevens van een medewerker": Pagina(
        route="portaal /beheer/medewerkers/{id}/wijzigen",
        adres=BEHEER + "medewerkers/{a.medewerker}/wijzigen",
        certificaat=CONTACT,
    ),
    "medewerker beëindigen": Pagina(
        route="portaal /beheer/medewerkers/{id}/beeindigen",
        adres=BEHEER + "medewerkers/{a.op_slot}/beeindigen",
        certificaat=CONTACT,
    ),
    "certificaten": Pagina(
        route="portaal /beheer/certificaten/", adres=BEHEER + "certificaten/", certificaat=CONTACT, daarna=open_alles
    ),
    "certificaat aanvragen, voor wie": Pagina(route=VRAAG_AAN, adres=BEHEER_VRAAG, certificaat=CONTACT),
    "certificaat aanvragen": Pagina(route=VRAAG_AAN, adres=BEHEER_VRAAG + "?voor={a.medewerker}", certificaat=CONTACT),
    "certificaat aanvragen met fouten": Pagina(
        route=VRAAG_AAN, adres=BEHEER_VRAAG + "?voor=software", certificaat=CONTACT, daarna=na("Aanvragen")
    ),
    "certificaat vernieuwen": Pagina(
        route=VRAAG_AAN, adres=BEHEER_VRAAG + "?vervangt={a.software}", certificaat=CONTACT
    ),
    "een certificaat": Pagina(
        route="portaal /beheer/certificaten/{id}/", adres=BEHEER + "certificaten/{a.software}/", certificaat=CONTACT
    ),
    "een certificaat om te installeren": Pagina(
        route="portaal /beheer/certificaten/{id}/", adres=BEHEER + "certificaten/{a.klaar}/", certificaat=CONTACT
    ),
    "adressen met fouten": Pagina(
        route="portaal /beheer/certificaten/{id}/adressen",
        adres=BEHEER + "certificaten/{a.software}/adressen",
        certificaat=CONTACT,
        daarna=te_ruim_adres,
    ),
    "certificaat beëindigen zonder reden": Pagina(
        route="portaal /beheer/certificaten/{id}/beeindigen",
        adres=BEHEER + "certificaten/{a.software}/beeindigen",
        certificaat=CONTACT,
        daarna=na("Beëindigen"),
    ),
    "certificaat aangevraagd": Pagina(
        route="portaal /beheer/verzoeken/{id}/",
        adres=BEHEER_VRAAG + "?voor={a.medewerker}",
        certificaat=CONTACT,
        daarna=vraag_certificaat_aan,
    ),
    "wie deed wat": Pagina(route=DADEN, adres=BEHEER + "logboek", certificaat=CONTACT, daarna=open_alles),
    "wie deed wat, met fouten": Pagina(route=DADEN, adres=BEHEER + "logboek?vanaf=gisteren", certificaat=CONTACT),
    "niemand deed iets": Pagina(route=DADEN, adres=BEHEER + "logboek", certificaat="contactpersoon-andere-instantie"),
    "aansluitbewijs, nog niet": Pagina(
        route="portaal /beheer/aansluitbewijs", adres=BEHEER + "aansluitbewijs", certificaat=CONTACT
    ),
    "nu, voor wie het portaal beheert": Pagina(
        route="portaal /portaalbeheer/", adres=HERE + "/portaalbeheer/", certificaat=OPERATOR
    ),
    "organisaties": Pagina(
        route="portaal /portaalbeheer/organisaties/", adres=HERE + "/portaalbeheer/organisaties/", certificaat=OPERATOR
    ),
    "geen organisatie gevonden": Pagina(
        route="portaal /portaalbeheer/organisaties/",
        adres=HERE + "/portaalbeheer/organisaties/?zoek=bestaat-niet",
        certificaat=OPERATOR,
    ),
    "een organisatie": Pagina(
        route="portaal /portaalbeheer/organisaties/{code}/",
        adres=HERE + "/portaalbeheer/organisaties/22990001/",
        certificaat=OPERATOR,
    ),
    "noodstop": Pagina(route=NOODSTOP, adres=HERE + "/portaalbeheer/noodstop/", certificaat=OPERATOR),
    "noodstop met fouten": Pagina(
        route=NOODSTOP, adres=HERE + "/portaalbeheer/noodstop/?soort=organisatie&waarde=oog", certificaat=OPERATOR
    ),
    "een organisatie stilzetten zonder reden": Pagina(
        route=DOELWIT,
        adres=HERE + "/portaalbeheer/noodstop/organisatie/22990011/",
        certificaat=OPERATOR,
        daarna=na("Nu stilzetten"),
    ),
    "wat stilstaat": Pagina(
        route=DOELWIT,
        adres=HERE + "/portaalbeheer/noodstop/",
        certificaat=OPERATOR,
        daarna=lambda page: volg_link(page, "G. Lekt", heel=False),
    ),
    "uzelf stilzetten": Pagina(
        route=DOELWIT, adres=HERE + "/portaalbeheer/noodstop/organisatie/99990001/", certificaat=OPERATOR
    ),
    "wie ben ik, van het portaalbeheer": Pagina(
        route="portaal /wie-ben-ik", adres=HERE + "/wie-ben-ik", certificaat=OPERATOR
    ),
    "geen beheer": Pagina(route="portaal /beheer/", adres=BEHEER, certificaat=BEOORDELAAR),
    "meldingen": Pagina(route=MELDINGEN, adres=HERE + "/meldingen/"),
    "meldingen met fouten": Pagina(route=MELDINGEN, adres=HERE + "/meldingen/", daarna=na("Toevoegen")),
    "meldingen, alleen kijken": Pagina(
        route=MELDINGEN, adres=HERE + "/meldingen/", certificaat="persoonlijk-raadplegen"
    ),
    "nog geen meldingen": Pagina(
        route=MELDINGEN, adres=HERE + "/meldingen/", certificaat="persoonlijk-andere-instantie"
    ),
    "werklijst": Pagina(route="portaal /beoordelen/", adres=HERE + "/beoordelen/", certificaat=BEOORDELAAR),
    "lege werklijst": Pagina(route="portaal /beoordelen/", adres=HERE + "/beoordelen/", certificaat="beoordelaar-9902"),
    "zoeken aan het bureau": Pagina(route=ZOEKEN, adres=HERE + "/beoordelen/zoeken", certificaat=BEOORDELAAR),
    "gevonden aan het bureau": Pagina(
        route=ZOEKEN, adres=HERE + "/beoordelen/zoeken?referentie=browser-&formulier=X02", certificaat=BEOORDELAAR
    ),
    "niets gevonden aan het bureau": Pagina(
        route=ZOEKEN, adres=HERE + "/beoordelen/zoeken?referentie=bestaat-niet", certificaat=BEOORDELAAR
    ),
    "zoeken aan het bureau met fouten": Pagina(
        route=ZOEKEN, adres=HERE + "/beoordelen/zoeken?nummer=261124000011&tot=gisteren", certificaat=BEOORDELAAR
    ),
    "verzekerde gevonden": Pagina(
        route=ZOEKEN, adres=HERE + "/beoordelen/zoeken", certificaat=BEOORDELAAR, daarna=zoek_verzekerde
    ),
    "verzekerde zoeken met fouten": Pagina(
        route=ZOEKEN,
        adres=HERE + "/beoordelen/zoeken",
        certificaat=BEOORDELAAR,
        daarna=lambda page: zoek_verzekerde(page, geboortedatum=""),
    ),
    "cijfers": Pagina(route=CIJFERS, adres=HERE + "/beoordelen/cijfers", certificaat=BEOORDELAAR),
    "cijfers als tabel": Pagina(
        route=CIJFERS, adres=HERE + "/beoordelen/cijfers", certificaat=BEOORDELAAR, daarna=open_alles
    ),
    "cijfers met fouten": Pagina(
        route=CIJFERS, adres=HERE + "/beoordelen/cijfers?vanaf=gisteren&formulier=Z99", certificaat=BEOORDELAAR
    ),
    "geen cijfers": Pagina(route=CIJFERS, adres=HERE + "/beoordelen/cijfers", certificaat="beoordelaar-9902"),
    "formulieren": Pagina(route="portaal /beoordelen/formulieren/", adres=FORMULIEREN, certificaat=MAKER),
    "een formulier": Pagina(route=FORMULIER, adres=FORMULIEREN + "M03/2026-2/", certificaat=BEOORDELAAR),
    "een voorstel met meldingen": Pagina(route=FORMULIER, adres=FORMULIEREN + "X02/9902.half/", certificaat=MAKER),
    "een voorstel dat goed is": Pagina(route=FORMULIER, adres=FORMULIEREN + "X02/9902.goed/", certificaat=PUBLICIST),
    "formulier uploaden": Pagina(
        route="portaal /beoordelen/formulieren/uploaden", adres=FORMULIEREN + "uploaden", certificaat=MAKER
    ),
    "niets geüpload": Pagina(
        route="portaal /beoordelen/formulieren/uploaden",
        adres=FORMULIEREN + "uploaden",
        certificaat=MAKER,
        daarna=na("Uploaden en nakijken"),
    ),
    "formulier proberen": Pagina(
        route=FORMULIER + "proberen", adres=FORMULIEREN + "M03/2026-2/proberen", certificaat=BEOORDELAAR
    ),
    "formulier geprobeerd": Pagina(
        route=FORMULIER + "proberen", adres=FORMULIEREN + "M03/2026-2/proberen?voorbeeld=1", certificaat=BEOORDELAAR
    ),
    "formulier publiceren": Pagina(
        route=FORMULIER + "publiceren", adres=VOORSTEL, certificaat=PUBLICIST, daarna=volg("Publiceren")
    ),
    "formulier publiceren met een fout": Pagina(
        route=FORMULIER + "publiceren", adres=VOORSTEL, certificaat=PUBLICIST, daarna=publiceer_te_vroeg
    ),
    "voorstel terugtrekken": Pagina(
        route=FORMULIER + "terugtrekken", adres=VOORSTEL, certificaat=MAKER, daarna=volg("Voorstel terugtrekken")
    ),
    "beoordelen": Pagina(route=BEOORDELEN, adres=HERE + "/beoordelen/{a.wacht}/", certificaat=BEOORDELAAR),
    "beoordelen met fouten": Pagina(
        route=BEOORDELEN,
        adres=HERE + "/beoordelen/{a.wacht}/",
        certificaat=BEOORDELAAR,
        daarna=na("Besluit vastleggen"),
    ),
    "te doen": Pagina(route="portaal /beoordelen/", adres=HERE + "/beoordelen/?lijst=te-doen", certificaat=BEOORDELAAR),
    "laatst besloten": Pagina(
        route="portaal /beoordelen/", adres=HERE + "/beoordelen/?lijst=besloten", certificaat=BEOORDELAAR
    ),
    "niets van wat gekozen is": Pagina(
        route="portaal /beoordelen/", adres=HERE + "/beoordelen/?lijst=wacht&formulier=Z99", certificaat=BEOORDELAAR
    ),
    "beoordelen per regel": Pagina(
        route=BEOORDELEN,
        adres=HERE + "/beoordelen/{a.tabel_verstuurd}/",
        certificaat=BEOORDELAAR,
        daarna=beslis_per_regel,
    ),
    "een herbeoordeling": Pagina(
        route=BEOORDELEN, adres=HERE + "/beoordelen/{a.herbeoordeling}/", certificaat=BEOORDELAAR
    ),
    "heropend, op de werklijst": Pagina(
        route=BEOORDELEN, adres=HERE + "/beoordelen/{a.heropend}/", certificaat=BEOORDELAAR
    ),
    "op een bureau, te laat": Pagina(
        route=BEOORDELEN, adres=HERE + "/beoordelen/{a.genomen}/", certificaat=BEOORDELAAR
    ),
    "bij een collega": Pagina(
        route=BEOORDELEN, adres=HERE + "/beoordelen/{a.genomen}/", certificaat="beoordelaar-9901-collega"
    ),
    "intussen besloten": Pagina(
        route=BEOORDELEN, adres=HERE + "/beoordelen/{a.tegelijk}/", certificaat=BEOORDELAAR, daarna=besluit_twee_keer
    ),
    "tweede oordeel verschilt": Pagina(
        route=BEOORDELEN,
        adres=HERE + "/beoordelen/{a.vier_ogen}/",
        certificaat="beoordelaar-9903-collega",
        daarna=lambda page: besluit(page, "Alles afwijzen", reden="niet_aangetoond"),
    ),
    "eerste oordeel gegeven": Pagina(
        route=BEOORDELEN, adres=HERE + "/beoordelen/{a.vier_ogen}/", certificaat="beoordelaar-9903"
    ),
    "overdragen": Pagina(
        route="portaal /beoordelen/{id}/overdragen",
        adres=HERE + "/beoordelen/{a.genomen}/overdragen",
        certificaat=BEOORDELAAR,
    ),
    "overdragen met een fout": Pagina(
        route="portaal /beoordelen/{id}/overdragen",
        adres=HERE + "/beoordelen/{a.genomen}/overdragen",
        certificaat=BEOORDELAAR,
        daarna=na("Overdragen"),
    ),
    "informatie vragen": Pagina(route=VRAGEN, adres=HERE + "/beoordelen/{a.wacht}/vragen", certificaat=BEOORDELAAR),
    "informatie vragen met een sjabloon": Pagina(
        route=VRAGEN, adres=HERE + "/beoordelen/{a.wacht}/vragen", certificaat=BEOORDELAAR, daarna=na("Gebruik Foto")
    ),
    "informatie vragen met fouten": Pagina(
        route=VRAGEN,
        adres=HERE + "/beoordelen/{a.wacht}/vragen",
        certificaat=BEOORDELAAR,
        daarna=na("Vragen versturen"),
    ),
    "wacht op antwoord": Pagina(route=BEOORDELEN, adres=HERE + "/beoordelen/{a.gevraagd}/", certificaat=BEOORDELAAR),
    "heropenen": Pagina(
        route="portaal /beoordelen/{id}/heropenen",
        adres=HERE + "/beoordelen/{a.goedgekeurd}/heropenen",
        certificaat=BEOORDELAAR,
        daarna=na("Heropenen"),
    ),
    "einddatum": Pagina(
        route="portaal /beoordelen/{id}/einddatum",
        adres=HERE + "/beoordelen/{a.goedgekeurd}/einddatum",
        certificaat=BEOORDELAAR,
        daarna=na("Einddatum vastleggen"),
    ),
    "beoordeeld": Pagina(route=BEOORDELEN, adres=HERE + "/beoordelen/{a.goedgekeurd}/", certificaat=BEOORDELAAR),
    "zonder certificaat": Pagina(route=LINK, adres="{a.link}", certificaat=None),
    "verlopen certificaat": Pagina(route=LINK, adres="{a.link}", certificaat="persoonlijk-verlopen"),
    "link van een ander": Pagina(route=LINK, adres="{a.link}", certificaat="persoonlijk-andere-instantie"),
    "info": Pagina(route="info /", adres="{a.info}/", certificaat=None),
    "foutcodes": Pagina(route="info /foutcodes/", adres="{a.info}/foutcodes/", certificaat=None),
    "een foutcode": Pagina(route="info /foutcodes/{code}", adres="{a.info}/foutcodes/L101", certificaat=None),
    "een onbekende foutcode": Pagina(route="info /foutcodes/{code}", adres="{a.info}/foutcodes/Z999", certificaat=None),
    "hulp": Pagina(route="info /hulp/", adres="{a.info}/hulp/", certificaat=None),
    "foutcodes in het Engels": Pagina(route="info /en/foutcodes/", adres="{a.info}/en/foutcodes/", certificaat=None),
    "een foutcode in het Engels": Pagina(
        route="info /en/foutcodes/{code}", adres="{a.info}/en/foutcodes/R101", certificaat=None
    ),
    "uit een mail": Pagina(route="info /bericht/{token}", adres="{a.info}/bericht/{a.nieuws}", certificaat=None),
    "uit een mail, in het Engels": Pagina(
        route="info /en/bericht/{token}", adres="{a.info}/en/bericht/{a.nieuws}", certificaat=None
    ),
    "waarom werkt mijn koppeling niet": Pagina(route="info /koppeling", adres="{a.info}/koppeling", certificaat=None),
    "werkt het portaal": Pagina(route="info /status", adres="{a.info}/status", certificaat=None),
    "documentatie": Pagina(route="info /docs/", adres="{a.info}/docs/", certificaat=None),
    "een pagina van de documentatie": Pagina(
        route="info /docs/{pagina}", adres="{a.info}/docs/vertrouwen", certificaat=None
    ),
    "uitleg over formulieren": Pagina(route="info /docs/{pagina}", adres="{a.info}/docs/formulieren", certificaat=None),
    "wat doe ik als": Pagina(route="info /docs/{pagina}", adres="{a.info}/docs/wat-doe-ik-als", certificaat=None),
}

# These answer a GET, but not with a page of ours.
GEEN_PAGINA = {
    "portaal /": "leads on to the list",
    "portaal /inloggen/code": "leads on; what asks for a code is looked at in test_met_een_code.py",
    "portaal /aanvragen/{id}/samenvatting.pdf": "a download",
    "portaal /aanvragen/{id}/vragen-en-antwoorden.pdf": "a download",
    "portaal /beoordelen/{id}/vragen-en-antwoorden.pdf": "a download",
    "portaal /beoordelen/{id}/brief.pdf": "a download",
    "portaal /beoordelen/{id}/nemen": "leads on to the aanvraag",
    "portaal /beoordelen/{id}/niet-wachten": "leads on to the aanvraag",
    "portaal /aanvragen.csv": "a download",
    "portaal /beheer/verzoeken/{id}/certificaat.pem": "a download",
    "portaal /beheer/logboek.csv": "a download",
    "portaal /beheer/aansluitbewijs.pdf": "a download",
    "portaal /aanvragen/dossiers.zip": "a download",
    "portaal /aanvragen/{id}/dossier.zip": "a download",
    "portaal /beoordelen/cijfers.csv": "a download",
    "portaal /beoordelen/formulieren/{code}/{versie}/bestanden.zip": "a download",
    "portaal /beoordelen/cijfers.json": "for programs",
    "portaal /aanvragen/{id}/bijlagen/{bijlage_id}": "a download",
    "portaal /beoordelen/{id}/bijlagen/{bijlage_id}": "a download",
    "info /foutcodes": "leads on to the overview",
    "info /en/foutcodes": "leads on to the overview",
    "info /foutcodes/controlestappen.svg": "a picture",
    "info /en/foutcodes/controlestappen.svg": "a picture",
    "info /hulp": "leads on to the page",
} | {
    f"{listener} {pad}": "for programs"
    for listener in ("portaal", "info")
    for pad in ("/healthz", "/readyz", "/openapi.json")
}
