from django.template.loader import render_to_string

from machtigingen.ui.velden import Foutregel, Keuze, Veld, Veldsoort

JA_NEE = (Keuze(waarde="ja", label="Ja"), Keuze(waarde="nee", label="Nee"))


def draw(veld: Veld, **context: str) -> str:
    return render_to_string("ui/components/veld.html", {"veld": veld, **context})


def test_an_input_is_tied_to_its_label_hint_and_error() -> None:
    html = draw(Veld(naam="bsn", label="BSN", hint="Negen cijfers", fout="Vul negen cijfers in"))
    assert '<label class="utrecht-form-label" for="veld-bsn">' in html
    assert 'aria-describedby="veld-bsn-hint veld-bsn-fout"' in html
    assert 'aria-invalid="true"' in html


def test_the_error_stands_before_the_input() -> None:
    html = draw(Veld(naam="bsn", label="BSN", fout="Vul negen cijfers in"))
    assert html.index("Vul negen cijfers in") < html.index("<input")


def test_only_a_field_that_may_stay_empty_says_so() -> None:
    assert "(mag leeg blijven)" in draw(Veld(naam="a", label="A", mag_leeg=True))
    assert "(mag leeg blijven)" not in draw(Veld(naam="a", label="A"))


def test_a_group_is_a_fieldset_with_its_question_as_legend() -> None:
    html = draw(Veld(naam="k", label="Klachten?", soort=Veldsoort.KEUZE, keuzes=JA_NEE, waarde="nee"))
    assert "<fieldset" in html
    assert html.count(" checked") == 1
    assert 'value="nee" checked' in html


def test_several_choices_stay_ticked() -> None:
    veld = Veld(naam="k", label="K", soort=Veldsoort.MEERKEUZE, keuzes=JA_NEE, waarden=("ja", "nee"))
    assert draw(veld).count(" checked") == 2


def test_a_value_is_shown_as_text_never_as_markup() -> None:
    html = draw(Veld(naam="a", label="A", waarde='"><script>', soort=Veldsoort.LANGE_TEKST))
    assert "<script" not in html


def test_a_leading_line_break_in_a_long_text_survives() -> None:
    """HTML drops the first line break after the tag; ours must be an extra one."""
    html = draw(Veld(naam="a", label="A", waarde="\nregel", soort=Veldsoort.LANGE_TEKST))
    assert ">\n\nregel</textarea>" in html


def test_a_changed_value_shows_what_the_package_sent() -> None:
    html = draw(Veld(naam="z", label="Zijde", waarde="Beide", bron="aangepast", gestuurd="Links"))
    assert "Door u aangepast" in html
    assert "(pakket stuurde: Links)" in html


def test_the_assessor_is_not_addressed_as_the_one_who_filled_in() -> None:
    html = draw(Veld(naam="z", label="Zijde", bron="gebruiker"), lezer="beoordelaar")
    assert "Ingevuld in het portaal" in html


def test_the_summary_leads_to_the_first_choice_of_a_group() -> None:
    velden = (
        Veld(naam="a", label="A", fout="vul a in"),
        Veld(naam="b", label="B"),
        Veld(naam="c", label="C", soort=Veldsoort.KEUZE, keuzes=JA_NEE, fout="kies", fout_kort="Kies bij C"),
    )
    assert Foutregel.van(velden) == (
        Foutregel(tekst="vul a in", veld_id="veld-a"),
        Foutregel(tekst="Kies bij C", veld_id="veld-c-1"),
    )
