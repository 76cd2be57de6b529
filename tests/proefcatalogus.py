"""A small catalogue of one form, as files that a test may change before it reads them."""

from pathlib import Path

from machtigingen.beslisboom import Formulier, load

BESTANDEN = {
    "gedeeld/codes.yaml": """\
specialisme:
  0301: Oogheelkunde
diagnose:
  0301:
    251: Verworven ptosis
zorgactiviteit:
  031562: Levatorplastiek
prestatie:
  010:
    J070: Eerste drukknop
    J080: Klikgebit
""",
    "gedeeld/vragen.yaml": """\
vragen:
  - linkId: naam
    text: Naam
    type: string
    doel: Om te weten wie het is.
""",
    "gedeeld/voorinvulling.yaml": """\
voorinvulling:
  naam:
    - cov: naam
    - softwarepakket: verzekerde.naam
""",
    "proef/1/formulier.yaml": """\
code: P01
versie: 1
titel: Proef
geldig_van: 2026-01-01
grondslagen: [zvw]
toegang:
  {prestatiecodelijsten: [010], prestatiecodes: [J080]}
onderwerpen:
  - linkId: wie
    titel: Wie
    vragen:
      - gedeeld: naam
  - linkId: wat
    titel: Wat
    vragen:
      - linkId: klacht
        text: Is er een klacht?
        type: boolean
        doel: Zonder klacht is er geen zorg.
      - linkId: afstand
        text: Hoe groot is de afstand?
        type: decimal
        minimum: 0
        maximum: 10
        eenheid: mm
        doel: De afstand bepaalt de ernst.
        enableWhen:
          - {question: klacht, operator: "=", answer: ja}
      - linkId: reden
        text: Wat is de reden?
        type: choice
        answerOption:
          ziekte: Een ziekte
          wens: Een wens
        doel: Een wens alleen is geen verzekerde zorg.
        enableWhen:
          - {question: afstand, operator: ">", answer: 1}
""",
    "proef/1/beslistabel.yaml": """\
hitPolicy: FIRST
automatisch_afwijzen: true
regels:
  - regel: geen klacht
    als: {klacht: nee}
    uitkomst: niet_nodig
    tekst: Zonder klacht is er niets nodig.
    onderbouwing: De wet.
  - regel: kleine afstand
    als: {afstand: <= 1}
    uitkomst: goedgekeurd
    tekst: De afstand is klein.
    onderbouwing: De wet.
  - regel: een wens
    als: {reden: wens}
    uitkomst: afgewezen
    tekst: Een wens is geen verzekerde zorg.
    onderbouwing: De wet.
  - regel: de rest
    als: {}
    uitkomst: beoordelen
    tekst: Een beoordelaar kijkt.
    onderbouwing: De wet.
""",
    "proef/1/voorinvulling.yaml": """\
voorinvulling:
  klacht:
    - softwarepakket: antwoorden.klacht
  afstand:
    - softwarepakket: antwoorden.afstand
""",
    "proef/1/voorbeelden.yaml": """\
altijd:
  naam: E. van Voorbeeld
voorbeelden:
  - naam: Geen klacht
    antwoorden: {klacht: nee}
    vragen: [klacht]
    uitkomst: niet_nodig
    regel: geen klacht
  - naam: Kleine afstand
    antwoorden: {klacht: ja, afstand: 1}
    vragen: [klacht, afstand]
    uitkomst: goedgekeurd
    regel: kleine afstand
  - naam: Een wens
    antwoorden: {klacht: ja, afstand: 2, reden: wens}
    vragen: [klacht, afstand, reden]
    uitkomst: afgewezen
    regel: een wens
  - naam: Een ziekte
    antwoorden: {klacht: ja, afstand: 2, reden: ziekte}
    vragen: [klacht, afstand, reden]
    uitkomst: beoordelen
    regel: de rest
""",
}


class Proefcatalogus:
    """Files that can be changed by replacing text, and then loaded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in BESTANDEN.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        (self.folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    def load(self) -> Formulier:
        return load(self.folder / "proef" / "1")
