"""What a medewerker and a beoordelaar do, step by step, in the words on their screen."""

import re
from datetime import date, timedelta

from beelden import png
from machtigingen_sandbox.personas import GEVONDEN, Persona
from playwright.sync_api import Locator, Page, Route, expect

FOTO = {"name": "foto ogen.png", "mimeType": "image/png", "buffer": png()}


def groep(page: Page, vraag: str) -> Locator:
    return page.get_by_role("group", name=vraag)


def kies(page: Page, vraag: str, antwoord: str) -> None:
    groep(page, vraag).get_by_label(antwoord, exact=True).check()


def druk(page: Page, knop: str) -> None:
    """A button that sends the page; what follows is about the next one."""
    with page.expect_navigation():
        page.get_by_role("button", name=knop).click()


def volg_link(page: Page, link: str, *, heel: bool = True) -> None:
    """By its whole name, or by a part of it."""
    with page.expect_navigation():
        page.get_by_role("link", name=link, exact=heel).click()


def verder(page: Page) -> None:
    druk(page, "Opslaan en verder")


def beantwoord_de_vaste_vragen(page: Page) -> None:
    kies(page, "Aan welke zijde", "Beide")
    kies(page, "Wat is de reden", "Het bovenooglid is verlamd of verslapt")
    kies(page, "lichamelijke functiestoornis", "Ja")
    kies(page, "eerder geopereerd", "Nee")


def afstand(page: Page) -> Locator:
    """The question that the answers above bring up."""
    return page.get_by_label("Hoe groot is de afstand")


def beantwoord_de_medische_vragen(page: Page, *, mm: str = "1") -> None:
    """To the next page. With a larger distance the form also asks about the field of vision."""
    beantwoord_de_vaste_vragen(page)
    if not afstand(page).is_visible():
        verder(page)
    afstand(page).fill(mm)
    verder(page)
    if groep(page, "gezichtsveld gemeten").is_visible():
        kies(page, "gezichtsveld gemeten", "Nee")
        verder(page)
    op_pagina(page, "Bijlagen")


def voeg_foto_toe(page: Page) -> None:
    page.get_by_label("Voeg een foto").set_input_files([FOTO])
    druk(page, "Bestanden toevoegen")
    expect(page.get_by_role("link", name="foto ogen.png", exact=True)).to_be_visible()


def vul_in_en_verstuur(page: Page, *, mm: str = "1") -> None:
    beantwoord_de_medische_vragen(page, mm=mm)
    voeg_foto_toe(page)
    verder(page)
    op_pagina(page, "Controleer uw aanvraag")
    druk(page, "Aanvraag versturen")


def op_pagina(page: Page, kop: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(kop)


def bewaard(page: Page) -> None:
    """Waits until the page says that it kept what was typed."""
    expect(page.locator("[data-bewaard]")).to_contain_text(re.compile(r"Bewaard om \d\d:\d\d"))


def log_uit(page: Page) -> None:
    druk(page, "Uitloggen")


def log_opnieuw_in(page: Page) -> None:
    druk(page, "Opnieuw inloggen")


def zoek_op_referentie(page: Page, referentie: str = "browser-") -> None:
    page.get_by_text("Zoek op nummer, referentie").click()
    page.get_by_label("Uw referentie").fill(referentie)
    druk(page, "Zoeken")


def zoek_patient(page: Page, *, bsn: str = GEVONDEN.bsn.onthul(), geboortedatum: str = "14-03-1958") -> None:
    page.get_by_text("Zoek op BSN en geboortedatum").click()
    page.get_by_label("BSN", exact=True).fill(bsn)
    page.get_by_label("Geboortedatum").fill(geboortedatum)
    druk(page, "Patiënt zoeken")


def zoek_verzekerde(page: Page, *, bsn: str = GEVONDEN.bsn.onthul(), geboortedatum: str = "14-03-1958") -> None:
    page.get_by_text("Zoek op BSN en geboortedatum").click()
    page.get_by_label("BSN", exact=True).fill(bsn)
    page.get_by_label("Geboortedatum").fill(geboortedatum)
    druk(page, "Verzekerde zoeken")


def zoek_behandeling(page: Page, wat: str, *, verzekeraar: str = "") -> None:
    page.get_by_label("Behandeling", exact=True).fill(wat)
    if verzekeraar:
        page.get_by_label("Zorgverzekeraar").select_option(label=verzekeraar)
    druk(page, "Zoeken")


def zoek_verzekering_op(page: Page, *wie: Persona) -> None:
    """At COV, all at once."""
    for nummer, persoon in enumerate(wie, start=1):
        if nummer > 1:
            druk(page, "Nog een patiënt")
        rij = groep(page, f"Patiënt {nummer}")
        rij.get_by_label("BSN").fill(persoon.bsn.onthul())
        rij.get_by_label("Geboortedatum").fill(f"{persoon.geboortedatum:%d-%m-%Y}")
    druk(page, "Opzoeken")


def zoek_correlatie_id(page: Page, nummer: str) -> None:
    page.get_by_text("Uw leverancier belt met een nummer?").click()
    page.get_by_label("Correlatie-id").fill(nummer)
    druk(page, "Zoeken")


def zet_melding_aan(page: Page, adres: str) -> None:
    page.get_by_label("Mailadres").fill(adres)
    druk(page, "Toevoegen")
    expect(page.get_by_role("heading", name=adres)).to_be_visible()


def verstuur_begroting(page: Page) -> None:
    """The dentist's form, of which the package sent all but one answer."""
    kies(page, "een contract", "Ja")
    verder(page)
    if page.get_by_role("heading", name="Vervanging", level=1).is_visible():
        verder(page)
    op_pagina(page, "Controleer uw aanvraag")
    druk(page, "Aanvraag versturen")


def besluit(
    page: Page, keuze: str, *, toelichting: str = "Gelezen.", reden: str = "", knop: str = "Besluit vastleggen"
) -> None:
    kies(page, "Wat besluit u?", keuze)
    if reden:
        page.get_by_label("Waarom wijst u af?").locator("visible=true").select_option(reden)
    page.get_by_label("Toelichting", exact=True).fill(toelichting)
    druk(page, knop)


def besluit_twee_keer(page: Page) -> None:
    """In another tab first, and then here."""
    tweede = page.context.new_page()
    tweede.goto(page.url)
    besluit(tweede, "Toekennen zoals gevraagd")
    besluit(page, "Afwijzen", reden="niet_aangetoond")


def beslis_per_regel(page: Page) -> None:
    """Each line open, with something wrong at one of them."""
    kies(page, "Wat besluit u?", "Per regel beslissen")
    kies(page, "Besluit over regel 1", "Anders toekennen")
    kies(page, "Besluit over regel 2", "Afwijzen")
    page.get_by_label("Toelichting", exact=True).fill("De techniek is te hoog begroot.")
    druk(page, "Besluit vastleggen")


def sneltoets(page: Page, toets: str) -> None:
    """The accesskey of a page, as a keyboard gives it: with Alt held down. Waits for the page that follows."""
    hoe = {"modifiers": 1, "key": toets, "code": f"Key{toets.upper()}", "windowsVirtualKeyCode": ord(toets.upper())}
    toetsenbord = page.context.new_cdp_session(page)
    with page.expect_navigation():
        toetsenbord.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **hoe})
        toetsenbord.send("Input.dispatchKeyEvent", {"type": "char", "text": toets, "unmodifiedText": toets, **hoe})
        toetsenbord.send("Input.dispatchKeyEvent", {"type": "keyUp", **hoe})
    toetsenbord.detach()


def houd_vast(page: Page, adres: str) -> list[Route]:
    """The first message to this address, once it is there: it arrives when it may go on."""
    vast: list[Route] = []
    page.route(adres, lambda route: route.continue_() if vast else vast.append(route))
    return vast


def wacht_op(page: Page, vast: list[Route]) -> None:
    while not vast:
        page.wait_for_timeout(50)


def beantwoord(page: Page, tekst: str) -> None:
    """Every open question of the insurer, with the same words."""
    for vak in page.get_by_role("region", name="Wat de zorgverzekeraar wil weten").get_by_role("textbox").all():
        vak.fill(tekst)


def antwoord_twee_keer(page: Page) -> None:
    """In another tab first, and then here."""
    tweede = page.context.new_page()
    tweede.goto(page.url)
    beantwoord(tweede, "Als eerste.")
    druk(tweede, "Antwoord versturen")
    beantwoord(page, "Te laat.")
    druk(page, "Antwoord versturen")


def verstuur_begroting_terwijl_u_typt(page: Page) -> None:
    """In another tab, and then what was typed here."""
    tweede = page.context.new_page()
    tweede.goto(page.url)
    verstuur_begroting(tweede)
    kies(page, "een contract", "Nee")
    verder(page)


def botst_met_een_ander_tabblad(page: Page) -> None:
    """A remark that was typed in two tabs; and then to the check."""
    adres = page.url
    page.goto(adres.replace("/controleren", "/vragen/medisch"))
    tweede = page.context.new_page()
    tweede.goto(page.url)
    for tabblad, tekst in ((tweede, "In het andere tabblad getypt."), (page, "Hier getypt, zonder_spaties" * 9)):
        tabblad.locator("#veld-opmerking").fill(tekst)
        druk(tabblad, "Opslaan en verder")
    page.goto(adres)


def stel_een_vraag(desk: Page, portaal: str, id_: str) -> None:
    """What a beoordelaar asks about this aanvraag."""
    desk.goto(f"{portaal}/beoordelen/{id_}/vragen")
    druk(desk, "Gebruik Lichamelijke functiestoornis")
    druk(desk, "Vragen versturen")


def ken_anders_toe(desk: Page) -> None:
    """A part of what is asked."""
    kies(desk, "Wat besluit u?", "Anders toekennen")
    desk.get_by_label("Wat kent u toe?").fill("Alleen links")
    desk.locator("select[name$=reden-anders]").locator("visible=true").select_option("een_zijde")
    desk.get_by_label("Toelichting", exact=True).fill("Rechts voldoet niet.")
    druk(desk, "Besluit vastleggen")


def zet_einddatum(desk: Page, portaal: str, id_: str) -> None:
    """The last day is one that is granted, and comes soon."""
    desk.goto(f"{portaal}/beoordelen/{id_}/einddatum")
    desk.get_by_label("Laatste dag").fill(f"{date.today() + timedelta(days=30):%d-%m-%Y}")
    desk.get_by_label("Waarom eindigt").fill("De polis stopt.")
    druk(desk, "Einddatum vastleggen")


def heropen(desk: Page, portaal: str, id_: str) -> None:
    desk.goto(f"{portaal}/beoordelen/{id_}/heropenen")
    desk.get_by_role("textbox").fill("Een nieuwe meting.")
    druk(desk, "Heropenen")


def trek_in(page: Page, portaal: str, id_: str) -> None:
    page.goto(f"{portaal}/aanvragen/{id_}/intrekken")
    page.get_by_role("textbox").fill("Een vergissing.")
    druk(page, "Aanvraag intrekken")


def voeg_toe_wat_niet_mag(page: Page) -> None:
    """Files that are refused, and of which a name has no place to break."""
    namen = ("brief.docx", "verslag van het onderzoek " + "zonder_spaties_" * 9 + ".docx")
    bestanden = [{"name": naam, "mimeType": "text/plain", "buffer": b"MZ"} for naam in namen]
    page.get_by_label("Voeg een foto").set_input_files(bestanden)
    druk(page, "Bestanden toevoegen")
