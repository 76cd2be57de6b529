import pytest
from django.template.loader import render_to_string

from machtigingen.ui.context import Feit
from machtigingen.ui.deur import Deurmelding
from machtigingen.ui.velden import Foutregel


def draw(name: str, **context: object) -> str:
    return render_to_string(f"ui/components/{name}.html", context)


@pytest.mark.parametrize(
    ("aantal", "titel"),
    [(1, "Er is 1 ding om te verbeteren"), (2, "Er zijn 2 dingen om te verbeteren")],
)
def test_the_error_summary_counts(aantal: int, titel: str) -> None:
    assert titel in draw("foutoverzicht", fouten=(Foutregel(tekst="Vul in", veld_id="x"),) * aantal)


def test_without_errors_there_is_no_summary() -> None:
    assert draw("foutoverzicht", fouten=()).strip() == ""


def test_the_title_of_a_page_with_errors_says_so() -> None:
    assert "<title>Fout: " in render_to_string("ui/basis.html", {"fouten": (Foutregel(tekst="Vul in"),)})
    assert "<title>Fout: " not in render_to_string("ui/basis.html", {})


def test_a_fixed_fact_offers_no_change() -> None:
    feit = Feit(label="Instelling", waarde="Kliniek", bron="certificaat", vast=True, wijzig_url="/wijzig")
    html = draw("al_bekend", feiten=(feit,))
    assert "Vast: hoort bij uw certificaat" in html
    assert "/wijzig" not in html


def test_a_link_to_change_names_what_it_changes() -> None:
    html = draw("al_bekend", feiten=(Feit(label="Zijde", waarde="Links", wijzig_url="/zijde"),))
    assert 'Wijzig<span class="mp-alleen-voorlezen"> Zijde</span>' in html


def test_an_unknown_status_shows_its_own_name() -> None:
    assert "nieuwe_status" in draw("statusbadge", status="nieuwe_status")


def test_the_mail_at_the_door_carries_the_code_and_the_correlation_id() -> None:
    deur = Deurmelding(
        titel="Verlopen",
        wat="Te oud.",
        wie="U",
        code="D104",
        correlatie_id="7f3k",
        mail_aan="c@k.example",
    )
    assert deur.mailto.startswith("mailto:c@k.example?subject=")
    assert "D104" in deur.mailto
    assert "7f3k" in deur.mailto
    assert "%0D%0A" in deur.mailto


def test_a_mail_address_cannot_add_fields_to_the_mail() -> None:
    deur = Deurmelding(titel="T", wat="W", wie="W", code="D101", correlatie_id="x", mail_aan="a@b.nl?bcc=c")
    assert deur.mailto.startswith("mailto:a@b.nl%3Fbcc%3Dc?subject=")
