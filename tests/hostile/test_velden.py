"""A message that is JSON, with something wrong in it: each field says its own code at its own place."""

import copy
from typing import Any

import pytest
from hostile.opslag import niets_bewaard
from wereld import Wereld, bericht

pytestmark = pytest.mark.een_database

PRESTATIES = {"prestatiecodelijst": "010", "prestaties": [{"code": "J080", "aantal": 1}]}
VOL = bericht(
    verzekerde={
        "bsn": "999990019",
        "geboortedatum": "1961-04-12",
        "naam": "E. van Voorbeeld",
        "geslacht": "vrouw",
        "uzovi": "9901",
        "verzekerdenummer": "4000123456",
    },
    antwoorden={"zijde": "beide"},
    opmerking="Patiënte heeft last bij lezen.",
)
LANG = "x" * 100_000
CIJFERS = "٣३３𝟑"  # digits of other scripts: int() reads them, a code does not hold them


def met(pad: str, waarde: Any) -> dict[str, Any]:
    """The full message with one field replaced (or added)."""
    data = copy.deepcopy(VOL)
    if "prestatie" in pad:
        data["verstrekking"] = copy.deepcopy(PRESTATIES)
    plek: Any = data
    *delen, laatste = pad.replace("[0]", ".0").split(".")
    for deel in delen:
        plek = plek[int(deel)] if deel.isdecimal() else plek[deel]
    plek[laatste] = waarde
    return data


def zonder(pad: str) -> dict[str, Any]:
    data = copy.deepcopy(VOL)
    plek: Any = data
    *delen, laatste = pad.split(".")
    for deel in delen:
        plek = plek[deel]
    del plek[laatste]
    return data


def geweigerd(wereld: Wereld, data: Any) -> list[tuple[str, str]]:
    with niets_bewaard():
        antwoord = wereld.software().push(data)
    assert antwoord.status_code == 422, antwoord.content
    return [(fout["pad"], fout["code"]) for fout in antwoord.json()["fouten"]]


def test_the_full_message_is_good(wereld: Wereld) -> None:
    assert wereld.software().push(VOL).status_code == 201


TEKSTEN = [
    "softwarepakket.naam",
    "softwarepakket.versie",
    "referentie",
    "verzekerde.naam",
    "verzekerde.verzekerdenummer",
    "opmerking",
    "antwoorden.zijde",
]
KEUZES = ["grondslag", "verzekerde.geslacht", "verstrekking.prestaties[0].kaak"]
PATRONEN = [
    "zorgverlener.specialisme",
    "verstrekking.diagnose",
    "verstrekking.zorgactiviteit",
    "verstrekking.formulier",
    "verstrekking.prestatiecodelijst",
    "verstrekking.prestaties[0].code",
    "verstrekking.prestaties[0].element",
]
DATUMS = ["begindatum", "verzekerde.geboortedatum"]
BEDRAGEN = ["verstrekking.prestaties[0].honorarium", "verstrekking.prestaties[0].techniek"]
CODES = {"verzekerde.bsn": "B211", "instantie.agb": "B217", "zorgverlener.agb": "B217", "verzekerde.uzovi": "B218"}
AANTAL = "verstrekking.prestaties[0].aantal"
DELEN = ["softwarepakket", "verzekerde", "instantie", "zorgverlener", "verstrekking", "antwoorden"]

FOUT = [
    *((pad, waarde, "B204") for pad in TEKSTEN for waarde in ("", LANG)),
    *((pad, f"a{teken}b", "B207") for pad in TEKSTEN for teken in ("\x00", "\x1b", "\x7f", "\x85", "\u2028")),
    *((pad, waarde, "B204") for pad in TEKSTEN[:5] for waarde in (" ", "\u00a0\u2003")),
    *((pad, "twee\nregels", "B207") for pad in TEKSTEN[:5]),
    *((pad, waarde, "B205") for pad in KEUZES for waarde in ("", "ZVW", " man", LANG)),
    *((pad, waarde, "B206") for pad in PATRONEN for waarde in ("", CIJFERS[:3], "0301\n", " 030", LANG, "-12")),
    *((pad, waarde, code) for pad, code in CODES.items() for waarde in ("", CIJFERS * 2, "1", "123456789012", LANG)),
    ("verzekerde.bsn", "99999001", "B211"),
    ("verzekerde.bsn", "999990019\n", "B211"),
    ("verzekerde.bsn", "9999.90.019", "B211"),
    ("verzekerde.bsn", "٩٩٩٩٩٠٠١٩", "B211"),
    ("verzekerde.bsn", "999990018", "B212"),
    ("verzekerde.bsn", "000000000", "B212"),
    ("verzekerde.uzovi", "٩٩٠١", "B218"),
    ("instantie.agb", "２２９９０００１", "B217"),
    *((pad, waarde, "B206") for pad in DATUMS for waarde in (
        "", "vandaag", "2026-1-1", "01-02-2026", "20260101", "2026-W01-1", "2026-001", "+002026-01-01", "-2026-01-01",
        "2026-01-01T00:00:00Z", "2026-01-01 00:00", "2026-01-01\n", " 2026-01-01", "٢٠٢٦-٠١-٠١", "2026/01/01", LANG,
    )),
    *((pad, waarde, "B213") for pad in DATUMS for waarde in (
        "2026-02-30", "2026-02-29", "0000-00-00", "2026-13-01", "2026-00-10", "2026-01-32", "0000-01-01",
    )),
    ("begindatum", "2026-11-25", "B214"),
    ("begindatum", "9999-12-31", "B214"),
    ("begindatum", "2024-11-23", "B215"),
    ("verzekerde.geboortedatum", "2026-11-25", "B216"),
    ("verzekerde.geboortedatum", "0001-01-01", "B216"),
    ("verzekerde.geboortedatum", "9999-12-31", "B216"),
    *((pad, waarde, "B206") for pad in BEDRAGEN for waarde in (
        "", "12,50", "1.234", "-1", "€ 5", "1e3", "٣", "12345678", -1, 0.001, 1e15, 12345678, LANG,
    )),
    *((AANTAL, waarde, "B205") for waarde in (0, -1, 100, 9007199254740991)),
    *((AANTAL, waarde, "B203") for waarde in ("1", 1.5, "٣")),
    ("antwoorden.zijde", 9007199254740992, "B205"),
    ("antwoorden.zijde", 1e300, "B205"),
    ("antwoorden.zijde", ["x"] * 51, "B204"),
    ("antwoorden.zijde", [""], "B204"),
    ("antwoorden.zijde", [["x"]], "B203"),
    ("antwoorden.zijde", {"waarde": "beide"}, "B203"),
    ("antwoorden.zijde", None, "B203"),
    ("antwoorden", {f"vraag{nummer}": 1 for nummer in range(101)}, "B204"),
    ("verstrekking.prestaties", [], "B204"),
    ("verstrekking.prestaties", [{"code": "J080", "aantal": 1}] * 51, "B204"),
]  # fmt: skip


def _per_veld() -> dict[str, tuple[str, str, list[Any]]]:
    velden: dict[str, tuple[str, str, list[Any]]] = {}
    for pad, waarde, code in FOUT:
        velden.setdefault(f"{pad} {code}", (pad, code, []))[2].append(waarde)
    return velden


@pytest.mark.parametrize(("pad", "code", "waarden"), _per_veld().values(), ids=_per_veld())
def test_a_wrong_value_gets_its_code_at_its_field(wereld: Wereld, pad: str, code: str, waarden: list[Any]) -> None:
    for waarde in waarden:
        assert geweigerd(wereld, met(pad, waarde)) == [(pad, code)], ascii(waarde)[:60]


@pytest.mark.parametrize("pad", [*TEKSTEN[:6], *PATRONEN, *DATUMS, *CODES, *DELEN[:5], AANTAL, *BEDRAGEN, *KEUZES])
def test_a_value_of_the_wrong_type_is_refused_at_its_field(wereld: Wereld, pad: str) -> None:
    for waarde in (None, True, [], {}, ["x"], {"x": 1}, 1.555, -1):
        fouten = geweigerd(wereld, met(pad, waarde))
        assert all(plek.startswith(pad) or plek == "verstrekking" for plek, _code in fouten)
        assert {code for _plek, code in fouten} <= {"B201", "B202", "B203", "B204", "B205", "B206", "B219"}


@pytest.mark.parametrize("waarde", [None, True, "x", ["x"], 1], ids=ascii)
def test_answers_that_are_no_list_of_names_are_refused(wereld: Wereld, waarde: Any) -> None:
    assert geweigerd(wereld, met("antwoorden", waarde)) == [("antwoorden", "B203")]


@pytest.mark.parametrize("deel", ["", *(f"{deel}." for deel in DELEN[:5]), "verstrekking.prestaties[0]."])
def test_an_unknown_field_is_named_at_every_level(wereld: Wereld, deel: str) -> None:
    for naam in ("extra", "Bsn", "bsn ", "__proto__", "", "\u202e", "x" * 10_000):
        data = met(f"{deel}extra", 1)
        plek: Any = data
        for stap in deel.replace("[0]", ".0").split(".")[:-1]:
            plek = plek[0] if stap == "0" else plek[stap]
        del plek["extra"]
        plek[naam] = 1
        ((pad, code),) = geweigerd(wereld, data)
        assert code == "B202"
        assert pad.startswith(deel.rstrip(".")) and len(pad) < 100 and pad.isprintable()


@pytest.mark.parametrize(
    "pad",
    [
        *DELEN[:5], "referentie", "grondslag", "begindatum", "softwarepakket.naam", "softwarepakket.versie",
        "verzekerde.bsn", "verzekerde.geboortedatum", "instantie.agb", "zorgverlener.agb", "zorgverlener.specialisme",
    ],
)  # fmt: skip
def test_a_field_that_is_missing_is_named(wereld: Wereld, pad: str) -> None:
    assert geweigerd(wereld, zonder(pad)) == [(pad, "B201")]


@pytest.mark.parametrize(
    "verstrekking",
    [
        {},
        {"zorgactiviteit": "031545"},
        {"diagnose": "255", "formulier": "X02"},
        {"diagnose": "255"} | PRESTATIES,
        {"formulier": "X02"} | PRESTATIES,
        {"diagnose": "255", "prestatiecodelijst": "010"},
        {"prestaties": PRESTATIES["prestaties"]},
        {"prestatiecodelijst": "010"},
    ],
    ids=str,
)
def test_a_verstrekking_that_could_mean_two_things_or_none_is_refused(wereld: Wereld, verstrekking: Any) -> None:
    ((pad, code),) = geweigerd(wereld, met("verstrekking", verstrekking))
    assert code == "B219"


def test_an_unknown_form_is_refused(wereld: Wereld) -> None:
    assert geweigerd(wereld, met("verstrekking", {"formulier": "Z99"})) == [("verstrekking.formulier", "F102")]


@pytest.mark.parametrize("data", [None, True, 0, 1.5, "", "bericht", [], [VOL], {}], ids=lambda data: ascii(data)[:12])
def test_any_json_that_is_no_message_is_refused(wereld: Wereld, data: Any) -> None:
    assert {code for _pad, code in geweigerd(wereld, data)} <= {"B201", "B203"}


def test_a_message_with_very_many_faults_gets_the_first_of_them(wereld: Wereld) -> None:
    antwoord = wereld.software().push(VOL | {f"veld{nummer}": nummer for nummer in range(20_000)})
    assert antwoord.status_code == 422
    assert len(antwoord.json()["fouten"]) == 200


def test_a_begin_date_in_the_first_years_of_the_calendar_is_an_answer(wereld: Wereld) -> None:
    assert ("begindatum", "B215") in geweigerd(wereld, met("begindatum", "0001-01-01"))


def test_a_bsn_in_the_wrong_place_comes_back_nowhere(wereld: Wereld) -> None:
    bsn = "999990019"
    data = met("verzekerde", {bsn: 1, "bsn": [bsn], "geboortedatum": bsn, "geslacht": bsn, "uzovi": bsn})
    antwoord = wereld.software().push(data | {"grondslag": bsn, "referentie": {bsn: bsn}})
    assert antwoord.status_code == 422
    assert bsn.encode() not in antwoord.content
    dubbel = wereld.software().push(f'{{"{bsn}": 1, "{bsn}": 2}}'.encode())
    assert dubbel.json()["code"] == "B102"
    assert bsn.encode() not in dubbel.content
