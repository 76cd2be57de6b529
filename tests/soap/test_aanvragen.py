"""What came after the push, in XML: the same data, the same codes and the same traces as over JSON."""

import json
from base64 import b64decode, b64encode
from typing import Any
from xml.sax.saxutils import escape

import pytest
from levensloop.conftest import Balie
from oordelen import heel
from reis import PNG
from soap.aanroep import ONS, SOAP_12, code, envelop, fout, inhoud, stuur, veld
from soap.test_tweelingen import zonder_null
from wereld import Wereld, bericht

from machtigingen.aanvragen import afsluiting, behandeling, besluiten
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.audit.models import Regel
from machtigingen.doors.software.soap.reading import read
from machtigingen.doors.software.soap.schema import shapes
from machtigingen.xml import parse

NAAM = ONS[1:-1]

PDF = b"%PDF-1.4\n% een brief van de huisarts\n"


@pytest.fixture
def balie(wereld: Wereld) -> Balie:
    from conftest import NU

    return Balie(wereld, NU)


def roep(balie: Balie, operatie: str, binnen: str = "", *, als: str = "systeem-goed", **extra: Any) -> Any:
    xml = envelop(f'<{operatie} xmlns="{NAAM}">{binnen}</{operatie}>')
    return stuur(balie.wereld.software(als), xml, HTTP_SOAPACTION=f'"{NAAM}:{operatie}"', **extra)


def gelezen(antwoord: Any) -> Any:
    """The data in the answer, as XML has it."""
    (binnen,) = parse(antwoord.content).children[-1].children
    (data,) = read(binnen, shapes()[binnen.name]).values()
    return data


def als_xml(antwoord: Any) -> Any:
    return zonder_null(antwoord.json())


@pytest.fixture
def concept(balie: Balie) -> Aanvraag:
    assert balie.wereld.software().push(bericht()).status_code == 201
    return Aanvraag.objects.get()


def test_what_changed_is_the_same_as_over_json(balie: Balie) -> None:
    balie.verstuurd(referentie="een")
    tweede, derde = balie.verstuurd(referentie="twee"), balie.verstuurd(referentie="drie")
    besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=tweede.id, oordeel=heel(False))
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": derde.id}
    behandeling.ask_information(**wie, vragen=["Hoe lang al?"])
    software = balie.wereld.software()
    alles = gelezen(roep(balie, "HaalAanvragen"))
    assert alles == als_xml(software.get("/api/v1/aanvragen"))
    assert [een["referentie"] for een in alles["aanvragen"]] == ["een", "twee", "drie"]
    deel = roep(balie, "HaalAanvragen", "<na>1</na><aantal>1</aantal>")
    assert gelezen(deel) == als_xml(software.get("/api/v1/aanvragen", data={"na": "1", "aantal": "1"}))
    assert gelezen(deel)["meer"] == "true"


def test_one_aanvraag_is_the_same_as_over_json(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    antwoord = roep(balie, "HaalAanvraag", f"<id>{aanvraag.id}</id>")
    assert gelezen(antwoord) == als_xml(balie.wereld.software().get(f"/api/v1/aanvragen/{aanvraag.id}"))


def test_why_a_decision_was_opened_again_and_why_it_was_taken_back_is_the_same_as_over_json(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id}
    besluiten.decide(**wie, oordeel=heel(True))
    afsluiting.reopen(**wie, reden="De foto is niet bekeken.")
    afsluiting.withdraw(**wie | {"actor": balie.indiener}, reden="Niet meer nodig.")
    antwoord = gelezen(roep(balie, "HaalAanvraag", f"<id>{aanvraag.id}</id>"))
    assert (antwoord["heropen_reden"], antwoord["intrek_reden"]) == ("De foto is niet bekeken.", "Niet meer nodig.")
    assert antwoord == als_xml(balie.wereld.software().get(f"/api/v1/aanvragen/{aanvraag.id}"))


@pytest.mark.parametrize("soort", ["samenvatting", "vragen-en-antwoorden"])
def test_a_document_is_the_same_file(balie: Balie, soort: str) -> None:
    aanvraag = balie.verstuurd()
    antwoord = roep(balie, "HaalDocument", f"<id>{aanvraag.id}</id><soort>{soort}</soort>")
    assert (veld(antwoord, "soort"), veld(antwoord, "type")) == (soort, "application/pdf")
    pdf = b64decode(veld(antwoord, "inhoud") or "", validate=True)
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) == len(balie.wereld.software().get(f"/api/v1/aanvragen/{aanvraag.id}/{soort}.pdf").content)


def test_answers_are_put_in_as_over_json(balie: Balie, concept: Aanvraag) -> None:
    antwoorden = (
        '<antwoorden><antwoord vraag="zijde"><tekst>beide</tekst></antwoord>'
        '<antwoord vraag="functiestoornis"><waarheid>true</waarheid></antwoord>'
        '<antwoord vraag="mrd"><getal>1.5</getal></antwoord>'
        '<antwoord vraag="bestaat_niet"><tekst>x</tekst></antwoord></antwoorden>'
    )
    antwoord = roep(balie, "BewaarAntwoorden", f"<id>{concept.id}</id>{antwoorden}")
    beller = balie.wereld.software()
    in_json = beller.client.put(
        f"/api/v1/aanvragen/{concept.id}/antwoorden",
        json.dumps({"antwoorden": {"zijde": "beide", "functiestoornis": True, "mrd": 1.5, "bestaat_niet": "x"}}),
        content_type="application/json",
        secure=True,
        **beller._omgeving(),
    )
    assert gelezen(antwoord) == als_xml(in_json)
    assert gelezen(antwoord)["overgenomen"] == 3
    assert Aanvraag.objects.get().antwoorden["mrd"]["bron"] == "softwarepakket"


def test_without_answers_it_tells_what_is_open(balie: Balie, concept: Aanvraag) -> None:
    open_ = gelezen(roep(balie, "BewaarAntwoorden", f"<id>{concept.id}</id>"))
    assert (open_["overgenomen"], len(open_["ontbrekend"])) == (0, open_["nog_nodig"])


def bijlage(id: Any, data: bytes, vraag: str = "foto", naam: str = "<naam>foto één.png</naam>") -> str:
    return f"<id>{id}</id><vraag>{vraag}</vraag>{naam}<inhoud>{b64encode(data).decode()}</inhoud>"


def test_a_file_is_put_in_once_whichever_way_it_came(balie: Balie, concept: Aanvraag) -> None:
    beller = balie.wereld.software()
    adres = f"/api/v1/aanvragen/{concept.id}/bijlagen?vraag=foto"
    kop = {"HTTP_CONTENT_DISPOSITION": "attachment; filename*=UTF-8''foto%20%C3%A9%C3%A9n.png"}
    in_json = beller.client.generic("POST", adres, PNG, "image/png", secure=True, **beller._omgeving(), **kop)
    antwoord = roep(balie, "VoegBijlageToe", bijlage(concept.id, PNG))
    assert gelezen(antwoord) == als_xml(in_json)
    assert Bijlage.objects.count() == 1


def test_base64_on_lines_is_read_and_what_is_none_is_refused(balie: Balie, concept: Aanvraag) -> None:
    tekst = b64encode(PDF * 10).decode()
    op_regels = "\r\n".join(tekst[plek : plek + 76] for plek in range(0, len(tekst), 76))
    met = f"<id>{concept.id}</id><vraag>foto</vraag><inhoud>{{}}</inhoud>"
    assert veld(roep(balie, "VoegBijlageToe", met.format(op_regels)), "grootte") == str(len(PDF * 10))
    assert fout(roep(balie, "VoegBijlageToe", met.format("geen base64!"))) == [("B206", "inhoud")]


def test_a_photo_of_some_megabytes_passes_when_a_header_says_that_there_is_one(balie: Balie, concept: Aanvraag) -> None:
    groot = PDF + b"0" * 6_900_000
    assert veld(roep(balie, "VoegBijlageToe", bijlage(concept.id, groot)), "grootte") == str(len(groot))
    xml = envelop(f'<VoegBijlageToe xmlns="{NAAM}">{bijlage(concept.id, groot)}</VoegBijlageToe>')
    assert code(stuur(balie.wereld.software(), xml)) == "B104"
    te_groot = PDF + b"0" * 7_900_000
    assert code(roep(balie, "VoegBijlageToe", bijlage(concept.id, te_groot))) == "B104"


FOUT = [
    ("HaalAanvragen", "<na>x</na>", [("B206", "na")]),
    ("HaalAanvragen", "<aantal>0</aantal>", [("B205", "aantal")]),
    ("HaalAanvragen", "<sinds>1</sinds>", [("B202", "sinds")]),
    ("HaalAanvraag", "", [("B201", "id")]),
    ("HaalAanvraag", "<id>geen-id</id>", [("A101", "")]),
    ("HaalDocument", "<id>{id}</id>", [("B201", "soort")]),
    ("HaalDocument", "<id>{id}</id><soort>brief</soort>", [("B205", "soort")]),
    ("HaalDocument", "<id>{id}</id><soort>samenvatting</soort>", [("A102", "")]),
    ("BewaarAntwoorden", "<id>{id}</id><indienen>true</indienen>", [("B202", "indienen")]),
    ("VoegBijlageToe", "<id>{id}</id><vraag>foto</vraag>", [("B201", "inhoud")]),
    ("VoegBijlageToe", "<id>{id}</id><vraag>zijde</vraag><inhoud>JVBERi0=</inhoud>", [("B112", "vraag")]),
    ("VoegBijlageToe", "<id>{id}</id><vraag>foto</vraag><inhoud>YQ==</inhoud>", [("X101", "")]),
]


@pytest.mark.parametrize(("operatie", "binnen", "fouten"), FOUT)
def test_what_is_not_right_is_a_fault_with_its_place(
    balie: Balie, concept: Aanvraag, operatie: str, binnen: str, fouten: list[tuple[str, str]]
) -> None:
    assert fout(roep(balie, operatie, binnen.format(id=concept.id))) == fouten


OPERATIES = {
    "HaalAanvraag": "<id>{id}</id>",
    "HaalDocument": "<id>{id}</id><soort>samenvatting</soort>",
    "BewaarAntwoorden": "<id>{id}</id>",
    "VoegBijlageToe": "<id>{id}</id><vraag>foto</vraag><inhoud>JVBERi0=</inhoud>",
}


@pytest.mark.parametrize("operatie", OPERATIES)
@pytest.mark.parametrize(
    ("als", "verwacht"),
    [
        ("systeem-andere-instantie", "A101"),
        ("systeem-zonder-autorisatie", "D203"),
        ("systeem-verzekeraar-9901", "D203"),
    ],
)
def test_who_may_not_over_json_may_not_here(
    balie: Balie, concept: Aanvraag, operatie: str, als: str, verwacht: str
) -> None:
    voor = Aanvraag.objects.values().get()
    assert code(roep(balie, operatie, OPERATIES[operatie].format(id=concept.id), als=als)) == verwacht
    assert Aanvraag.objects.values().get() == voor


def test_each_call_leaves_the_trace_that_json_leaves(balie: Balie, concept: Aanvraag) -> None:
    begin = Regel.objects.count()
    roep(balie, "HaalAanvragen")
    roep(balie, "HaalAanvraag", f"<id>{concept.id}</id>")
    roep(balie, "HaalDocument", f"<id>{concept.id}</id><soort>samenvatting</soort>")
    roep(balie, "BewaarAntwoorden", f"<id>{concept.id}</id>")
    roep(balie, "VoegBijlageToe", bijlage(concept.id, PNG))
    assert [(regel.handeling, regel.code) for regel in Regel.objects.order_by("pk")[begin:]] == [
        ("mutaties_bekeken", ""),
        ("aanvraag_bekeken", ""),
        ("aanvraag_bekeken", "A102"),
        ("aanvraag_bekeken", ""),
        ("bijlage_toegevoegd", ""),
    ]


@pytest.mark.parametrize("operatie", ["DienIn", "TrekIn", "BeantwoordVragen", "Besluit"])
def test_what_only_a_person_does_is_no_operation(balie: Balie, concept: Aanvraag, operatie: str) -> None:
    assert code(roep(balie, operatie, f"<id>{concept.id}</id>")) == "B124"


def test_in_soap_1_2_too(balie: Balie, concept: Aanvraag) -> None:
    xml = envelop(f'<HaalAanvraag xmlns="{NAAM}"><id>{concept.id}</id></HaalAanvraag>', soap=SOAP_12)
    antwoord = stuur(balie.wereld.software(), xml, soort="application/soap+xml; charset=utf-8")
    assert (antwoord.status_code, inhoud(antwoord).tag) == (200, f"{ONS}HaalAanvraagResponse")


def test_text_that_looks_like_xml_stays_text(balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    vraag = "Is <dit> & dat zo?"
    wie = {"actor": balie.beoordelaar, "now": balie.now, "aanvraag_id": aanvraag.id}
    behandeling.ask_information(**wie, vragen=[vraag])
    antwoord = roep(balie, "HaalAanvraag", f"<id>{aanvraag.id}</id>")
    assert gelezen(antwoord)["open_vragen"][0]["vragen"] == [vraag]
    assert escape(vraag).encode() in antwoord.content
