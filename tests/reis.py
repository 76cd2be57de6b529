"""The steps of a medewerker through the portal, as a browser posts them."""

import re

from afdruk import eenmaal
from beelden import png
from django.core.files.uploadedfile import SimpleUploadedFile
from wereld import Wereld, bericht


def open_link(wereld: Wereld, mens, **anders) -> str:
    link = wereld.software().push(bericht(**anders)).json()["link"]
    antwoord = mens.get(link.removeprefix("https://localhost:8443"))
    assert antwoord.status_code == 302, antwoord.content.decode()
    return antwoord["Location"]


PNG = png()
MEDISCH = {"zijde": "beide", "oorzaak": "verslapping", "functiestoornis": "ja", "eerdere_correctie": "nee"}


def vul_in(mens, aanvraag: str, onderwerp: str, **antwoorden):
    """Posts a page as a browser does: with all that it showed, also of what is opened there to change it."""
    adres = f"{aanvraag}vragen/{onderwerp}"
    pagina = mens.get(adres)
    blad = toont(pagina)
    for link_id in antwoorden:
        if f"?wijzig={link_id}#" in pagina.content.decode():
            blad = toont(mens.get(f"{adres}?wijzig={link_id}")) | blad
    return mens.post(adres, blad | {"actie": "verder"} | antwoorden)


def wijzig(mens, aanvraag: str, onderwerp: str, **antwoorden):
    """Posts a page on which these facts were opened to change them."""
    pagina = f"{aanvraag}vragen/{onderwerp}"
    blad = {naam: een for vraag in antwoorden for naam, een in toont(mens.get(f"{pagina}?wijzig={vraag}")).items()}
    return mens.post(pagina, blad | {"actie": "verder"} | antwoorden)


def toont(pagina) -> dict[str, str]:
    """What a page posts of itself: which page it is, which questions are on it, and what it showed of each."""
    naam = r"blad|gezien|van_formulier|(?:getoond|botst|gezien)-[\w-]+"
    return dict(re.findall(rf'type="hidden" name="({naam})" value="([^"]*)"', pagina.content.decode()))


def foto(mens, aanvraag: str, naam: str = "foto ogen.png", inhoud: bytes = PNG):
    return vul_in(mens, aanvraag, "bijlagen", foto=SimpleUploadedFile(naam, inhoud), actie="toevoegen")


def dien_in(wereld: Wereld, mens, **anders) -> str:
    aanvraag = dien_in_klaar(wereld, mens, **anders)
    antwoord = mens.post(f"{aanvraag}indienen")
    assert antwoord.status_code == 302, tekst(antwoord)
    return aanvraag


def twijfelgeval(wereld: Wereld) -> str:
    """One that was sent, and that no rule decides on. Nobody is logged in."""
    return eenmaal("twijfelgeval", lambda: dien_in(wereld, wereld.mens(), mrd="3,5"))


def dien_in_klaar(wereld: Wereld, mens, *, medisch=MEDISCH, mrd="1", **anders) -> str:
    """A concept with everything filled in, one press away from being sent."""
    aanvraag = open_link(wereld, mens, **anders)
    verschijnt = {"mrd": mrd} if mrd else {}
    if mrd not in ("", "1"):
        verschijnt["gezichtsveld_gemeten"] = "nee"
    vul_in(mens, aanvraag, "medisch", **medisch, **verschijnt)
    if mrd:
        foto(mens, aanvraag)
    return aanvraag


def doorgaan(pagina: str) -> str:
    """What the button to go on with a change posts."""
    (gevonden,) = re.findall(r'name="doorgaan" value="([^"]*)"', pagina)
    return gevonden


def vervalt(knop: str) -> str:
    """The questions that such a button is about: that of the change, and those that fall away."""
    return re.sub(r"=\S*", "", knop)


def tekst(antwoord) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode()))


def fouten(antwoord) -> list[str]:
    return re.findall(r'mp-fouttekst" id="veld-([a-z_]+)-fout"', antwoord.content.decode())
