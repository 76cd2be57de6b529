"""The command line says what came of it, and says so by its exit code."""

import pytest
from sdk.portal import example


def test_a_push_prints_the_link(run, portal, message_file):
    portal.will_answer(201, example("antwoord-201-formulier"))

    code, printed = run("stuur", message_file)

    assert code == 0
    assert f"Link: {example('antwoord-201-formulier')['link']}\n" in printed.out
    assert "Nog nodig: 2 gegevens" in printed.out


def test_a_push_that_needs_no_machtiging_prints_why(run, portal, message_file):
    portal.will_answer(200, example("antwoord-200-niet-nodig"))

    code, printed = run("stuur", message_file)

    assert code == 0
    assert printed.out.startswith("Geen machtiging nodig (F201): Demoverzekering")


def test_following_prints_status_and_machtigingsnummer(run, portal):
    portal.will_answer(200, example("stand-goedgekeurd"))

    code, printed = run("volg", "0f8b8f7e")

    assert code == 0
    assert "Status: Goedgekeurd\nMachtigingsnummer: M9901A7K2P0Q5\n" in printed.out


def test_who_am_i_prints_the_instantie(run, portal):
    portal.will_answer(200, example("wie-ben-ik"))

    code, printed = run("wie-ben-ik")

    assert code == 0
    assert "Organisatie: Oogkliniek Voorbeeldstad (AGB 22990001)" in printed.out


def test_a_refusal_goes_to_stderr_with_exit_code_1(run, portal, message_file):
    portal.will_answer(422, example("antwoord-422-twee-fouten"))

    code, printed = run("stuur", message_file)

    assert (code, printed.out) == (1, "")
    assert "B214: De begindatum 01-01-2099 ligt in de toekomst." in printed.err
    assert "Code: B214 bij begindatum\n" in printed.err


@pytest.mark.parametrize("content", [None, "{geen json"])
def test_a_file_that_cannot_be_read_is_exit_code_2(run, tmp_path, content):
    path = tmp_path / "bericht.json"
    if content:
        path.write_text(content, encoding="utf-8")

    code, printed = run("stuur", path)

    assert code == 2
    assert printed.err.startswith("machtigingen-client: ")


def test_who_am_i_of_an_insurer_names_its_own_code(run, portal):
    portal.will_answer(200, example("wie-ben-ik") | {"agb": None, "uzovi": "9901", "organisatie": "Voorbeeld"})

    assert "Organisatie: Voorbeeld (UZOVI 9901)\n" in run("wie-ben-ik")[1].out
