"""What is judged? Pure functions of what arrived and of what the user could read."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from machtigingen_sandbox.personas import PERSONAS

from machtigingen_testkit.scenario import Toets, Verloop
from machtigingen_testkit.waarneming import AANVRAGEN, PUSH, Aanroep

CLOCK_SECONDS = 0.05
MOST_PUSHES = 10
BSNS = tuple(persona.bsn.onthul() for persona in PERSONAS)


def toets(zin: str) -> Callable[[Callable[[Verloop], str]], Toets]:
    return lambda kijk: Toets(zin, kijk)


@toets("Er komt precies één bericht aan.")
def een_bericht(verloop: Verloop) -> str:
    return _counted(len(verloop.pushes), 1, "berichten")


@toets("Het bericht is aangenomen.")
def aangenomen(verloop: Verloop) -> str:
    if verloop.gelukt:
        return ""
    return f"Laatste antwoord: {verloop.pushes[-1]}." if verloop.pushes else "Er kwam geen bericht aan."


@toets("De link uit het antwoord wordt één keer geopend, met een persoonlijk certificaat of in een browser.")
def link_een_keer_open(verloop: Verloop) -> str:
    if not verloop.gelukt:
        return "Er is geen link uitgegeven."
    right = [link for link in verloop.links if str(verloop.gelukt[-1].data.get("link", "")).endswith(link.pad)]
    if any(link.certificaat.startswith("systeem") for link in right):
        return "De link is geopend met het systeemcertificaat: hij is voor een mens."
    return _counted(len(right), 1, "keer geopend")


@toets("Er wordt geen link geopend.")
def geen_link_open(verloop: Verloop) -> str:
    return _counted(len(verloop.links), 0, "keer geopend")


@toets("De gebruiker leest de foutcode, en wie wat moet doen.")
def toont_fout(verloop: Verloop) -> str:
    refused = [een for een in verloop.aanroepen if een.data.get("fouten")]
    if not refused:
        return "Het portaal heeft niets geweigerd."
    fouten = refused[-1].data["fouten"]
    missing = [tekst for fout in fouten for tekst in (fout["code"], fout["actie"]) if not _reads(verloop, tekst)]
    return f"Niet op het scherm: {'; '.join(missing)}" if missing else ""


@toets("De gebruiker leest dat het niet gelukt is.")
def toont_iets(verloop: Verloop) -> str:
    return "" if verloop.tekst.strip() else "Het pakket toont niets."


@toets("Na een weigering die blijft, komt hetzelfde bericht niet nog eens.")
def niet_herhaald(verloop: Verloop) -> str:
    return _counted(len(verloop.pushes), 1, "berichten")


@toets("Elk herhaald bericht heeft dezelfde referentie en dezelfde inhoud.")
def herhaald_zoals_het_was(verloop: Verloop) -> str:
    if len(verloop.pushes) < 2:
        return "Er is niet herhaald."
    if len({een.bericht.get("referentie") for een in verloop.pushes}) > 1:
        return "De referentie is anders dan de eerste keer: zo ontstaan twee aanvragen."
    return _same_content(verloop.pushes)


@toets("Komt het bericht nog eens, dan is het precies hetzelfde.")
def een_keer_hetzelfde(verloop: Verloop) -> str:
    if not verloop.pushes:
        return "Er kwam geen bericht aan."
    return _same_content(verloop.pushes)


@toets("Er is één aanvraag.")
def een_aanvraag(verloop: Verloop) -> str:
    pushes = verloop.pushes
    if not verloop.gelukt:
        return "Er is geen aanvraag."
    # Whatever reached the portal under another referentie is another aanvraag, also when its answer was lost.
    return _counted(len({een.bericht.get("referentie") for een in pushes}), 1, "aanvragen")


@toets("Elke patiënt heeft een eigen referentie, en zijn eigen BSN.")
def eigen_referenties(verloop: Verloop) -> str:
    wanted = {scherm.stap.feiten.persona.bsn.onthul() for scherm in verloop.schermen}
    sent = {een.bericht.get("verzekerde", {}).get("bsn"): een.bericht.get("referentie") for een in verloop.gelukt}
    if sent.keys() != wanted:
        return f"Er kwamen {len(sent)} verschillende patiënten aan, van {len(wanted)}."
    return _counted(len(set(sent.values())), len(wanted), "verschillende referenties")


@toets("Het pakket wacht zo lang als Retry-After zegt.")
def wacht_lang_genoeg(verloop: Verloop) -> str:
    asked = [(before, after) for before, after in zip(verloop.pushes, verloop.pushes[1:], strict=False) if before.wacht]
    early = [
        f"na {after.moment - before.klaar:.1f} s in plaats van {before.wacht:.0f} s"
        for before, after in asked
        if before.wacht and after.moment - before.klaar < before.wacht - CLOCK_SECONDS
    ]
    return f"Te vroeg: {', '.join(early)}." if early else ""


@toets(f"Het pakket houdt een keer op: er komen hooguit {MOST_PUSHES} berichten.")
def houdt_op(verloop: Verloop) -> str:
    count = len(verloop.pushes)
    return "" if 1 <= count <= MOST_PUSHES else f"Er kwamen {count} berichten."


@toets("De naam van de patiënt komt aan zoals hij is.")
def naam_klopt(verloop: Verloop) -> str:
    wanted = verloop.schermen[-1].stap.feiten.naam_van_patient
    sent = [str(een.bericht.get("verzekerde", {}).get("naam", "")) for een in verloop.gelukt]
    if not sent:
        return "Er is geen bericht aangenomen."
    same = unicodedata.normalize("NFC", sent[-1]) == unicodedata.normalize("NFC", wanted)
    return "" if same else f"Verwacht: {wanted}. Gekregen: {sent[-1] or 'geen naam'}."


@toets("Er staat geen BSN in een adres, in een kop of in de referentie.")
def geen_bsn_buiten_de_inhoud(verloop: Verloop) -> str:
    for een in verloop.aanroepen:
        names = [str(een.bericht.get("referentie", "")), str(een.bericht.get("softwarepakket", ""))]
        for place, text in (("adres", een.pad), ("kop", str(een.koppen)), ("referentie", " ".join(names))):
            if any(bsn in text for bsn in BSNS):
                return f"BSN in {place} van {een.methode} (nummer {verloop.aanroepen.index(een) + 1})."
    return ""


SOORTEN = {
    False: r'application/json(; ?charset="?utf-8"?)?',
    True: r'(text/xml|application/soap\+xml)(; ?charset="?utf-8"?)?(; ?action=.*)?',
}


@toets("Elk bericht is in UTF-8, zonder BOM, met het Content-Type van JSON (application/json) of van SOAP.")
def in_utf8(verloop: Verloop) -> str:
    if not verloop.pushes:
        return "Er kwam geen bericht aan."
    for een in verloop.pushes:
        if not re.fullmatch(SOORTEN[een.is_soap], een.soort):
            return f"Content-Type is {een.soort or 'leeg'}."
        if een.inhoud.startswith(b"\xef\xbb\xbf") or not een.bericht or not is_utf8(een.inhoud):
            return "Het bericht is niet te lezen als UTF-8."
    return ""


@toets("Bericht en stand komen over dezelfde verbinding.")
def een_verbinding(verloop: Verloop) -> str:
    calls = [een for een in verloop.aanroepen if not een.is_link]
    if len(calls) < 2:
        return "Er zijn te weinig aanroepen om dit te zien."
    return _counted(len({een.verbinding for een in calls}), 1, "verbindingen")


@toets("Het pakket legt verbinding, en stuurt niets over een verbinding die niet te vertrouwen is.")
def niets_gestuurd(verloop: Verloop) -> str:
    if not verloop.verbindingen:
        return "Het pakket heeft geen verbinding geprobeerd."
    return f"Er kwam toch iets aan: {verloop.aanroepen[0]}." if verloop.aanroepen else ""


@toets("De doorverwijzing wordt niet gevolgd: er komt niets aan op het andere adres.")
def niet_doorverwezen(verloop: Verloop) -> str:
    if not verloop.pushes:
        return "Er kwam geen bericht aan."
    elsewhere = [een for een in verloop.aanroepen if een.pad.startswith("/elders")]
    return f"Aangekomen op het andere adres: {elsewhere[0].methode}." if elsewhere else ""


@toets("Het pakket vraagt met het systeemcertificaat wie het is.")
def vraagt_wie(verloop: Verloop) -> str:
    asked = [een for een in verloop.aanroepen if een.is_wie and een.status == 200]
    return "" if asked else "Er kwam geen GET /wie-ben-ik (in SOAP: WieBenIk)."


@toets("De gebruiker leest van welke organisatie het certificaat is.")
def toont_organisatie(verloop: Verloop) -> str:
    return _shows(verloop, [str(een.data.get("organisatie")) for een in verloop.aanroepen if een.is_wie])


@toets("Na het indienen vraagt het pakket de stand op.")
def stand_gevraagd(verloop: Verloop) -> str:
    asked = [een for een in verloop.aanroepen if een.is_volg and een.moment > verloop.ingediend]
    if not asked:
        return f"Na het indienen kwam er geen GET {PUSH}/ID (in SOAP: VolgInstroom)."
    ids = {str(een.data.get("id")) for een in verloop.gelukt}
    return "" if asked[-1].gevolgd in ids else "Het id is niet dat van het antwoord."


@toets("De gebruiker leest de status en het machtigingsnummer.")
def toont_besluit(verloop: Verloop) -> str:
    asked = [een.data.get("aanvraag") or {} for een in verloop.aanroepen if een.is_volg]
    last = asked[-1] if asked else {}
    return _shows(verloop, [str(last.get(naam)) for naam in ("status_tekst", "machtigingsnummer")])


@toets("Na het indienen haalt het pakket op wat er is veranderd, en krijgt zo ook deze aanvraag.")
def wijzigingen_gevraagd(verloop: Verloop) -> str:
    if not any(een.moment > verloop.ingediend for een in verloop.wijzigingen):
        return f"Na het indienen kwam er geen GET {AANVRAGEN} (in SOAP: HaalAanvragen)."
    return "" if _changed(verloop) else "Deze aanvraag zat niet in de antwoorden: het pakket las niet door."


@toets("Het pakket gaat verder bij de cursor van het vorige antwoord.")
def verder_bij_de_cursor(verloop: Verloop) -> str:
    asked = verloop.wijzigingen
    if len(asked) < 2:
        return "Er is maar één keer gevraagd."
    lost = [after for before, after in zip(asked, asked[1:], strict=False) if after.na != str(before.data["cursor"])]
    return f"Gevraagd vanaf {lost[0].na or 'het begin'}, en niet vanaf de cursor." if lost else ""


@toets("De gebruiker leest in de lijst de status en het machtigingsnummer.")
def toont_wijziging(verloop: Verloop) -> str:
    found = _changed(verloop)
    last = found[-1] if found else {}
    return _shows(verloop, [str(last.get(naam)) for naam in ("status_tekst", "machtigingsnummer")])


def _changed(verloop: Verloop) -> list[Mapping[str, Any]]:
    """What was told of the aanvragen that this package sent, by its own referentie."""
    own = {een.bericht.get("referentie") for een in verloop.gelukt}
    return [een for asked in verloop.wijzigingen for een in asked.data["aanvragen"] if een.get("referentie") in own]


@toets("De gebruiker leest dat de link is vervallen, en kan hem niet meer openen.")
def toont_vervallen(verloop: Verloop) -> str:
    if not any(een.is_volg for een in verloop.aanroepen):
        return "Het pakket heeft de stand niet opgevraagd."
    return "" if re.search("verval|verlopen", verloop.schermen[-1].tekst.lower()) else "Dat staat niet op het scherm."


@toets("De gebruiker leest waarom er geen machtiging nodig is.")
def toont_reden(verloop: Verloop) -> str:
    return _shows(verloop, [str(een.data.get("reden")) for een in verloop.gelukt])


@toets("De gebruiker leest de waarschuwing.")
def toont_waarschuwing(verloop: Verloop) -> str:
    return _shows(verloop, [one["melding"] for een in verloop.gelukt for one in een.data.get("waarschuwingen", ())])


@toets("Het pakket laat eerst controleren, en stuurt dan pas.")
def eerst_gecontroleerd(verloop: Verloop) -> str:
    order = [een.is_controle for een in verloop.aanroepen if een.is_controle or een.is_push]
    return "" if order[:1] == [True] else "Het eerste bericht ging niet naar de controle."


@toets("Het pakket loopt niet vast.")
def loopt_niet_vast(verloop: Verloop) -> str:
    codes = [scherm.code for scherm in verloop.schermen if scherm.code]
    return f"Het programma eindigde met code {codes[0]}." if codes else ""


def is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _counted(found: int, wanted: int, what: str) -> str:
    return "" if found == wanted else f"Gezien: {found} {what}; verwacht: {wanted}."


def _same_content(pushes: Iterable[Aanroep]) -> str:
    texts = {json.dumps(een.bericht, sort_keys=True) for een in pushes}
    return "" if len(texts) == 1 else "De inhoud is anders dan de eerste keer."


def _shows(verloop: Verloop, texts: list[str]) -> str:
    if not texts:
        return "Dit is niet door het portaal gezegd."
    missing = [text for text in texts if not _reads(verloop, text)]
    return f"Niet op het scherm: {'; '.join(missing)}" if missing else ""


def _reads(verloop: Verloop, text: str) -> bool:
    """Spaces, line ends and quotes may differ: a screen wraps."""
    return _letters(text) in _letters(verloop.tekst)


def _letters(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKC", text).lower() if one.isalnum())
