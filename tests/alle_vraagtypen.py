"""The published forms and one more: T01, with every type of question on one page."""

import shutil
from pathlib import Path

from machtigingen.foundation import CATALOGUS

FORMULIER = """\
code: T01
versie: 1
titel: Alle vraagtypen
geldig_van: 2024-01-01
grondslagen: [zvw]
toegang: {specialismen: [0301]}
onderwerpen:
  - linkId: wie
    titel: Wie
    vragen:
      - gedeeld: bsn
      - gedeeld: geboortedatum
      - gedeeld: naam
      - gedeeld: verzekeraar
      - gedeeld: verzekerdenummer
      - gedeeld: instelling
      - gedeeld: zorgverlener
      - gedeeld: begindatum
  - linkId: alles
    titel: Alles
    vragen:
      - {linkId: let_op, text: Meet bij daglicht., type: display}
      - {linkId: klacht, text: Is er een klacht?, type: boolean, doel: De klacht telt.}
      - linkId: zijde
        text: Welke zijde?
        type: choice
        answerOption: {links: Links, rechts: Rechts}
        doel: De zijde telt.
      - linkId: plaats
        text: Welke plaats?
        type: choice
        answerOption: {a: Plek A, b: Plek B, c: Plek C, d: Plek D, e: Plek E, f: Plek F, g: Plek G}
        doel: De plaats telt.
      - linkId: klachten
        text: Welke klachten?
        type: choice
        repeats: true
        answerOption: {pijn: Pijn, jeuk: Jeuk, tranen: Tranen}
        doel: De klachten tellen.
      - linkId: aanleiding
        text: Hoe kwam het?
        type: open-choice
        answerOption: {ongeval: Door een ongeval, ziekte: Door een ziekte}
        doel: De aanleiding telt.
      - linkId: meting
        text: De meting
        type: group
        enableWhen: [{question: klacht, operator: "=", answer: ja}]
        item:
          - {linkId: keren, text: Hoe vaak gemeten?, type: integer, minimum: 1, maximum: 9, doel: Het aantal telt.}
          - {linkId: afstand, text: Welke afstand?, type: decimal, eenheid: mm, doel: De afstand telt.}
          - {linkId: dosis, text: Welke dosis?, type: quantity, eenheid: mg, doel: De dosis telt.}
          - {linkId: dag, text: Welke dag?, type: date, maximum: 2099-12-31, doel: De dag telt.}
      - linkId: kenmerk
        text: Welk kenmerk?
        type: string
        regex: "[0-9]{4}[A-Z]{2}"
        entryFormat: 4 cijfers en 2 letters
        doel: Hiermee vinden wij het onderzoek terug.
      - {linkId: verhaal, text: Wat is het verhaal?, type: text, minLength: 5, maxLength: 500, doel: Het telt.}
      - {linkId: foto, text: Welke foto?, type: attachment, repeats: true, bestandstypen: [png], doel: Zij telt.}
      - linkId: prestaties
        text: Welke prestaties?
        kort: Prestaties
        type: group
        repeats: true
        doel: De machtiging geldt hiervoor.
        totaal: {som: [bedrag], keer: aantal}
        item:
          - {linkId: wat, text: Wat, type: choice, answerOption: {bril: Bril, lens: Lens}}
          - {linkId: aantal, text: Aantal, type: integer, minimum: 1, maximum: 9}
          - {linkId: bedrag, text: Bedrag, type: decimal, minimum: 0, decimalen: 2, eenheid: EUR}
          - {linkId: merk, text: Merk, type: string, required: false}
"""
BESTANDEN = {
    "formulier.yaml": FORMULIER,
    "beslistabel.yaml": (
        "hitPolicy: FIRST\n"
        "regels: [{regel: altijd, als: {}, uitkomst: beoordelen, tekst: Een beoordelaar kijkt., onderbouwing: Wet}]\n"
    ),
    "voorinvulling.yaml": "voorinvulling:\n"
    + "".join(f"  {naam}: [{{softwarepakket: antwoorden.{naam}}}]\n" for naam in ("keren", "kenmerk", "verhaal")),
    "voorbeelden.yaml": "voorbeelden: []\n",
}


def write_catalogus(folder: Path) -> Path:
    shutil.copytree(CATALOGUS, folder)
    versie = folder / "alle_vraagtypen" / "1"
    versie.mkdir(parents=True)
    for naam, inhoud in BESTANDEN.items():
        (versie / naam).write_text(inhoud, encoding="utf-8")
    return folder
