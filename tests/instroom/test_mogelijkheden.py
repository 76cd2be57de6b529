"""What the portal says can be asked for is what a push gets, and a package can poll it cheaply."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from alle_vraagtypen import write_catalogus
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from machtigingen_sandbox import personas
from wereld import BEGIN, Wereld, bericht

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.beslisboom import Formulier, Machtigingsvrij, Traject
from machtigingen.formulieren import Catalogus, Keuze, catalogus, use_catalogus
from machtigingen.formulieren.mogelijkheden import Filter, mogelijkheden, niet_nodig, velden
from machtigingen.foundation import DomainError, Uzovi

PAD = "/api/v1/mogelijkheden"
EIGEN, ANDER = "22990001", "06990002"


def vraag(wereld: Wereld, certificaat: str = "systeem-goed", **parameters: str) -> Any:
    antwoord = wereld.software(certificaat).get(PAD, data=parameters)
    assert antwoord.status_code == 200, antwoord.content
    return antwoord.json()


def codes(data: Any) -> list[str]:
    return [een["formulier"]["code"] for een in data["mogelijkheden"]]


def test_it_tells_every_form_with_the_care_that_it_is_for(wereld: Wereld) -> None:
    data = vraag(wereld)
    assert data["datum"] == "2026-11-24"
    assert sorted(codes(data)) == sorted({een.code for een in catalogus().inhoud.formulieren})
    bovenooglid = next(een for een in data["mogelijkheden"] if een["formulier"]["code"] == "X02")
    assert bovenooglid["formulier"] == {"code": "X02", "versie": "2026-1", "titel": "Correctie van het bovenooglid"}
    assert (bovenooglid["geldig_vanaf"], bovenooglid["geldig_tot"]) == ("2024-01-01", None)
    assert {"specialisme": "0301", "diagnose": "255", "zorgactiviteiten": ["031545", "039020"]} in (
        bovenooglid["trajecten"]
    )
    klikgebit = next(een for een in data["mogelijkheden"] if een["formulier"]["code"] == "M03")["prestaties"]
    assert {(een["specialisme"], een["prestatiecodelijst"]) for een in klikgebit} == set(
        product(("1200", "1201", "9301"), ("010", "045"))
    )
    assert all("J080" in een["codes"] for een in klikgebit)


@pytest.mark.parametrize(
    ("parameters", "verwacht"),
    [
        ({"diagnose": "255"}, ["X02"]),
        ({"diagnose": "251"}, ["X02", "X10"]),
        ({"diagnose": "251", "zorgactiviteit": "31547"}, ["X10"]),
        ({"specialisme": "301"}, ["X02", "X10"]),
        ({"specialisme": "302"}, ["X92"]),
        ({"specialisme": "0305"}, ["H01"]),
        ({"specialisme": "0306"}, []),
        ({"prestatiecode": "J080"}, ["M03"]),
        ({"prestatiecode": "J080", "prestatiecodelijst": "033"}, []),
        ({"grondslag": "wlz"}, ["M08"]),
        ({"uzovi": "9905"}, ["M08"]),
        ({"grondslag": "zvw", "uzovi": "9905"}, []),
        ({"grondslag": "wlz", "uzovi": "9901"}, []),
        ({"datum": "2023-12-31"}, []),
        ({"datum": "2024-01-01", "diagnose": "255"}, ["X02"]),
    ],
)
def test_parameters_narrow_it(wereld: Wereld, parameters: dict[str, str], verwacht: list[str]) -> None:
    assert codes(vraag(wereld, **parameters)) == verwacht


def test_only_the_care_that_was_asked_about_is_told(wereld: Wereld) -> None:
    (een,) = vraag(wereld, diagnose="255", zorgactiviteit="031545")["mogelijkheden"]
    assert een["trajecten"] == [{"specialisme": "0301", "diagnose": "255", "zorgactiviteiten": ["031545"]}]


def vrij_bij(wereld: Wereld, certificaat: str = "systeem-goed", **parameters: str) -> list[tuple[str, str]]:
    """(insurer, diagnosis) of the care for which it asks no machtiging."""
    return [(een["uzovi"], een["diagnose"]) for een in vraag(wereld, certificaat, **parameters)["niet_nodig"]]


def test_care_without_a_machtiging_is_told_by_insurer(wereld: Wereld) -> None:
    alles = vrij_bij(wereld)
    assert sorted(alles) == [("9903", "255"), ("9903", "903")]
    assert vrij_bij(wereld, uzovi="9903") == alles
    assert vrij_bij(wereld, uzovi="9901") == vrij_bij(wereld, uzovi="9902") == []
    assert vrij_bij(wereld, diagnose="251") == []


def test_two_insurers_differ_on_the_same_care_by_contract_and_day(wereld: Wereld) -> None:
    met_contract, zonder = "systeem-andere-instantie", "systeem-goed"
    assert vrij_bij(wereld, met_contract, diagnose="902") == [("9902", "902")]
    assert vrij_bij(wereld, zonder, diagnose="902") == []
    assert vrij_bij(wereld, met_contract, diagnose="903") == vrij_bij(wereld, zonder, diagnose="903")
    assert vrij_bij(wereld, diagnose="903", datum="2026-12-31") == [("9903", "903")]
    assert vrij_bij(wereld, diagnose="903", datum="2027-01-01") == []
    assert codes(vraag(wereld, diagnose="903", datum="2027-01-01")) == ["X93"]


def test_prestaties_without_a_machtiging_are_told_to_who_has_the_contract(wereld: Wereld) -> None:
    (een,) = vraag(wereld, "systeem-tandarts", prestatiecode="J056")["niet_nodig_prestaties"]
    assert (een["uzovi"], een["prestatiecodelijst"], een["codes"]) == ("9903", "010", ["J056", "J070"])
    assert (een["specialisme"], een["grondslag"], een["geldig_tot"]) == (None, "zvw", None)
    assert vraag(wereld, "systeem-tandarts", prestatiecode="J080")["niet_nodig_prestaties"] == []
    assert vraag(wereld, "systeem-goed")["niet_nodig_prestaties"] == []


def test_the_form_of_a_text_is_told_and_what_a_group_makes_depend(wereld: Wereld, tmp_path: Path) -> None:
    use_catalogus(Catalogus.load(write_catalogus(tmp_path / "catalogus")))
    try:
        alles = vraag(wereld)["mogelijkheden"]
    finally:
        use_catalogus(None)
    (velden_,) = [een["velden"] for een in alles if een["formulier"]["code"] == "T01"]
    velden = {veld["vraag"]: veld for veld in velden_}
    assert (velden["kenmerk"]["patroon"], velden["kenmerk"]["vorm"]) == ("[0-9]{4}[A-Z]{2}", "4 cijfers en 2 letters")
    assert (velden["verhaal"]["minimale_lengte"], velden["verhaal"]["lengte"]) == (5, 500)
    assert (velden["verhaal"]["altijd_gevraagd"], velden["keren"]["altijd_gevraagd"]) == (True, False)


@pytest.mark.parametrize(
    ("query", "namen"),
    [
        ("grondslag=ZVW", ["grondslag"]),
        ("specialisme=oog&diagnose=1", ["specialisme", "diagnose"]),
        ("zorgactiviteit=031545%0A", ["zorgactiviteit"]),
        ("diagnose=%D9%A2%D9%A5%D9%A5", ["diagnose"]),
        ("prestatiecode=j080", ["prestatiecode"]),
        ("datum=2026-02-30", ["datum"]),
        ("datum=24-11-2026", ["datum"]),
        ("uzovi=", ["uzovi"]),
        ("uzovi=9901&uzovi=9903", ["uzovi"]),
        ("uzovy=9901", ["uzovy"]),
    ],
)
def test_a_parameter_that_is_not_right_is_named(wereld: Wereld, query: str, namen: list[str]) -> None:
    antwoord = wereld.software().get(f"{PAD}?{query}")
    assert antwoord.status_code == 400
    assert [(fout["code"], fout["pad"]) for fout in antwoord.json()["fouten"]] == [("B112", naam) for naam in namen]


def test_what_looks_like_a_person_is_not_repeated(wereld: Wereld) -> None:
    antwoord = wereld.software().get(f"{PAD}?{personas.GEVONDEN.bsn.onthul()}=1")
    assert antwoord.status_code == 400
    assert personas.GEVONDEN.bsn.onthul() not in antwoord.content.decode()


def test_an_insurer_that_is_not_in_the_register_is_refused(wereld: Wereld) -> None:
    antwoord = wereld.software().get(f"{PAD}?uzovi=1234")
    assert (antwoord.status_code, antwoord.json()["code"]) == (422, "R309")
    assert antwoord.json()["fouten"][0]["pad"] == "uzovi"


def test_who_may_do_nothing_here_gets_nothing(wereld: Wereld) -> None:
    antwoord = wereld.software("systeem-zonder-autorisatie").get(PAD)
    assert (antwoord.status_code, antwoord.json()["code"]) == (403, "D203")


def test_asking_again_costs_next_to_nothing(wereld: Wereld) -> None:
    software = wereld.software()
    eerste = software.get(PAD)
    with CaptureQueriesContext(connection) as sql:
        tweede = software.get(PAD, HTTP_IF_NONE_MATCH=eerste["ETag"])
    assert (tweede.status_code, tweede.content, tweede["ETag"]) == (304, b"", eerste["ETag"])
    assert tweede["Cache-Control"] == "private, no-cache"
    assert len(sql) == 1  # who is calling
    assert software.get(PAD, HTTP_IF_NONE_MATCH='"iets anders"').status_code == 200
    assert software.get(f"{PAD}?diagnose=255")["ETag"] != eerste["ETag"]


# ---------------------------------------------------------------- one truth: the push


DIAGNOSES = [
    ("251", "031547"),
    ("251", "031562"),
    ("255", "031545"),
    ("255", "039020"),
    ("255", "031547"),
    ("999", "039999"),
]


@pytest.mark.parametrize(("diagnose", "zorgactiviteit"), DIAGNOSES)
@pytest.mark.parametrize("wie", [personas.GEVONDEN, personas.BIJ_DEMOVERZEKERING], ids=["9901", "9903"])
def test_a_push_gets_what_was_told(wereld: Wereld, wie: personas.Persona, diagnose: str, zorgactiviteit: str) -> None:
    uzovi = "9903" if wie is personas.BIJ_DEMOVERZEKERING else "9901"
    gezegd = vraag(
        wereld,
        grondslag="zvw",
        specialisme="0301",
        diagnose=diagnose,
        zorgactiviteit=zorgactiviteit,
        uzovi=uzovi,
        datum=BEGIN.isoformat(),
    )
    data = bericht(wie=wie, verstrekking={"diagnose": diagnose, "zorgactiviteit": zorgactiviteit})
    antwoord = wereld.software().push(data)
    if not gezegd["mogelijkheden"]:
        assert (antwoord.status_code, antwoord.json()["code"]) == (422, "F101")
    elif gezegd["niet_nodig"]:
        assert (antwoord.status_code, antwoord.json()["reden"]) == (200, gezegd["niet_nodig"][0]["reden"])
    else:
        assert antwoord.status_code == 201
        assert antwoord.json()["formulier"] == gezegd["mogelijkheden"][0]["formulier"]
        assert len(gezegd["mogelijkheden"]) == 1


def test_a_push_takes_every_answer_from_the_place_that_was_told(wereld: Wereld) -> None:
    """Values for each field as its type and choices say; after the push each stands there as sent by the package."""
    (een,) = vraag(wereld, diagnose="255")["mogelijkheden"]
    data = bericht(antwoorden={}, opmerking="tekst")
    van_pakket = [veld for veld in een["velden"] if veld["pad"].startswith("antwoorden.")]
    assert len(van_pakket) > 5
    for veld in van_pakket:
        data["antwoorden"][veld["pad"].removeprefix("antwoorden.")] = waarde_voor(veld)
    antwoord = wereld.software().push(data).json()
    assert antwoord["waarschuwingen"] == []
    antwoorden = Aanvraag.objects.get().antwoorden
    for veld in een["velden"]:
        if not veld["voorrang"] and (veld in van_pakket or waarde_op(data, veld["pad"]) is not None):
            assert antwoorden[veld["vraag"]]["bron"] == "softwarepakket", veld["pad"]


def waarde_voor(veld: Any) -> Any:
    match veld["type"]:
        case "choice":
            return veld["keuzes"][0]["code"]
        case "boolean":
            return True
        case "decimal" | "integer":
            return int(veld.get("minimum", "1"))
        case _:
            return "tekst"


def waarde_op(data: Any, pad: str) -> Any:
    for deel in pad.split("."):
        data = data.get(deel) if isinstance(data, dict) else None
    return data


def test_a_table_tells_its_columns_with_their_places(wereld: Wereld) -> None:
    (een,) = vraag(wereld, prestatiecode="J080")["mogelijkheden"]
    (tabel,) = (veld for veld in een["velden"] if veld["type"] == "group")
    assert tabel["pad"] == "verstrekking.prestaties"
    kolommen = {kolom["pad"]: kolom for kolom in tabel["kolommen"]}
    assert kolommen["verstrekking.prestaties[].kaak"]["keuzes"] == [
        {"code": "onder", "tekst": "Onderkaak"},
        {"code": "boven", "tekst": "Bovenkaak"},
    ]
    assert kolommen["verstrekking.prestaties[].honorarium"]["decimalen"] == 2


def test_it_tells_which_source_is_heard_first(wereld: Wereld) -> None:
    (een,) = vraag(wereld, diagnose="255")["mogelijkheden"]
    voorrang = {veld["pad"]: veld["voorrang"] for veld in een["velden"]}
    assert voorrang["verzekerde.naam"] == ["cov"]
    assert voorrang["verzekerde.bsn"] == voorrang["antwoorden.zijde"] == []


# ---------------------------------------------------------------- any catalogue, not only ours


def versies(basis: Formulier) -> Iterator[Formulier]:
    """Forms that overlap: a newer version for less care, one that ended, one for all specialismen, one by name only."""
    dag = date(2025, 1, 1)
    kort = (Traject("0301", "255", ("031545",)),)
    yield basis
    yield replace(basis, versie="2026-2", geldig_van=dag, trajecten=kort)
    yield replace(basis, versie="2026-3", geldig_van=dag, geldig_tot=dag + timedelta(days=30))
    yield replace(basis, code="X99", grondslagen=("zvw", "wlz"), trajecten=kort)
    tand = {"trajecten": (), "prestatiecodelijsten": ("010",)}
    yield replace(basis, code="M01", **tand, prestatiecodes=("J080", "J081"))
    yield replace(
        basis, code="M01", versie="2026-2", geldig_van=dag, **tand, specialismen=("1200",), prestatiecodes=("J080",)
    )
    yield replace(basis, code="N01", trajecten=(), specialismen=("1200",))


@pytest.fixture(scope="module")
def druk() -> Catalogus:
    eigen = catalogus()
    basis = eigen.passend(Keuze(grondslag="zvw", on=BEGIN, specialisme="0301", diagnose="255"))[0]
    vrij = [
        Machtigingsvrij(
            uzovi="9901", specialisme="0301", diagnose=diagnose, zorgactiviteit="031545", agb=agb,
            geldig_van=date(2024, 1, 1), reden=f"reden {agb}",
        )
        for diagnose, agb in (("255", (ANDER,)), ("999", ()))
    ]  # fmt: skip
    return Catalogus(replace(eigen.inhoud, formulieren=tuple(versies(basis)), machtigingsvrij=tuple(vrij)))


soms = st.sampled_from
filters = st.builds(
    Filter,
    on=soms([date(2023, 5, 1), date(2024, 5, 1), date(2025, 1, 20), date(2026, 11, 2)]),
    grondslag=soms(["zvw", "wlz"]),
    specialisme=soms(["0301", "0302", "1200", "9301"]),
    diagnose=soms(["", "251", "255", "999"]),
    zorgactiviteit=soms(["", "031545", "031562", "039020"]),
)


@given(filters)
def test_any_traject_gets_the_forms_that_were_told(druk: Catalogus, filter: Filter) -> None:
    if not filter.diagnose:
        return
    keuze = Keuze(
        grondslag=filter.grondslag,
        on=filter.on,
        specialisme=filter.specialisme,
        diagnose=filter.diagnose,
        zorgactiviteit=filter.zorgactiviteit or None,
    )
    gezegd = {een.formulier.code for een in mogelijkheden(druk, filter)}
    precies = {(een.formulier.code, een.formulier.versie) for een in mogelijkheden(druk, filter)}
    krijgt = {(formulier.code, formulier.versie) for formulier in push(druk, keuze)}
    assert gezegd == {code for code, _ in krijgt}
    assert not filter.zorgactiviteit or precies == krijgt
    vrij = niet_nodig(druk, filter, agb=ANDER)
    assert not filter.zorgactiviteit or bool(vrij) is bool(
        krijgt and druk.niet_nodig(keuze, uzovi=Uzovi("9901"), agb=ANDER)
    )


@given(filters, soms(["010", "033"]), soms(["J080", "J081", "J999"]))
def test_any_prestatie_gets_the_form_that_was_told(druk: Catalogus, filter: Filter, lijst: str, code: str) -> None:
    filter = replace(filter, diagnose="", zorgactiviteit="", prestatiecodelijst=lijst, prestatiecode=code)
    keuze = Keuze(
        grondslag=filter.grondslag,
        on=filter.on,
        specialisme=filter.specialisme,
        prestatiecodelijst=lijst,
        prestatiecodes=(code,),
    )
    assert [een.formulier for een in mogelijkheden(druk, filter)] == list(push(druk, keuze))


def push(druk: Catalogus, keuze: Keuze) -> tuple[Formulier, ...]:
    try:
        return druk.passend(keuze)
    except DomainError as fout:
        assert fout.code == "F101"
        return ()


def test_a_form_that_only_its_code_leads_to_is_told_too(druk: Catalogus) -> None:
    alle = mogelijkheden(druk, Filter(on=BEGIN, grondslag="zvw"))
    assert "N01" in {een.formulier.code for een in alle}
    assert "N01" not in {een.formulier.code for een in mogelijkheden(druk, Filter(on=BEGIN, diagnose="255"))}


def test_what_an_insurer_agreed_with_another_instantie_is_not_told(wereld: Wereld, druk: Catalogus) -> None:
    use_catalogus(druk)
    try:
        assert vraag(wereld)["niet_nodig"] == []
        ander = vraag(wereld, "systeem-andere-instantie")["niet_nodig"]
        assert {een["reden"] for een in ander} == {"reden ('06990002',)"}
    finally:
        use_catalogus(None)


def test_every_form_of_the_catalogue_can_be_reached(wereld: Wereld) -> None:
    vandaag = [formulier for formulier in catalogus().inhoud.formulieren if formulier.is_geldig(BEGIN)]
    assert {een.formulier.code for een in mogelijkheden(catalogus(), Filter(on=BEGIN))} == {f.code for f in vandaag}
    assert all(list(velden(formulier)) for formulier in vandaag)
