"""What could not be kept, for whom: added to, and taken away, of one person at a time."""

from machtigingen.aanvragen.niet_bewaard import kept_for, mark, with_more, without_files, without_read, without_settled
from machtigingen.foundation import Fout

MIJ, ZIJ = ("a" * 64,), ("c" * 64,)
TEKST = Fout("A103", "opmerking", {"uw_waarde": "Van mij."})
BESTAND = Fout("X102", "foto", {"bestand": "brief.docx"})


def test_of_each_person_its_own_and_of_nobody_what_was_there_besides() -> None:
    bronnen = with_more(with_more({"cov": {}}, MIJ, [TEKST]), ZIJ, [BESTAND])
    assert (kept_for(bronnen, MIJ), kept_for(bronnen, ZIJ)) == ((TEKST,), (BESTAND,))
    weg = without_files(without_settled(bronnen, MIJ, {"opmerking"}, {mark(TEKST)}), ZIJ, {"foto"})
    assert weg == {"cov": {}}


def test_it_is_added_to() -> None:
    ander = Fout("A103", "zijde", {"uw_waarde": "links"})
    bronnen = with_more(with_more({}, MIJ, [TEKST, BESTAND]), MIJ, [ander, BESTAND])
    assert kept_for(bronnen, MIJ) == (TEKST, ander, BESTAND)


def test_a_text_is_not_taken_for_a_file_of_the_same_question() -> None:
    ook = Fout("A103", "foto", {"uw_waarde": "x"})
    bronnen = with_more({}, MIJ, [BESTAND, ook])
    assert kept_for(without_files(bronnen, MIJ, {"foto"}), MIJ) == (ook,)
    assert kept_for(without_settled(bronnen, MIJ, {"foto"}, {mark(BESTAND), mark(ook)}), MIJ) == (BESTAND,)


def typed(tekst: str, blad: str = "") -> Fout:
    return Fout("A103", "opmerking", {"uw_waarde": tekst, "blad": blad})


def test_of_one_page_the_last_text_counts_and_of_two_pages_each() -> None:
    bronnen = with_more({}, MIJ, [typed("Ee", "een"), typed("Twee", "twee"), typed("Een", "een"), typed("Oud")])
    assert [fout.gegevens["uw_waarde"] for fout in kept_for(bronnen, MIJ)] == ["Twee", "Een", "Oud"]
    assert len(kept_for(with_more(bronnen, MIJ, [typed("Oud", "nog een")]), MIJ)) == 3, "the same text is there once"


def test_only_what_was_shown_is_settled_and_what_was_read_goes_at_once() -> None:
    een, twee = typed("Een", "een"), typed("Twee", "twee")
    bronnen = with_more({}, MIJ, [een, twee, BESTAND])
    assert kept_for(without_settled(bronnen, MIJ, {"opmerking"}, {mark(een)}), MIJ) == (twee, BESTAND)
    assert kept_for(without_settled(bronnen, MIJ, {"zijde"}, {mark(een)}), MIJ) == (een, twee, BESTAND)
    assert kept_for(without_read(bronnen, MIJ, {mark(twee), mark(BESTAND)}), MIJ) == (een,)
    assert mark(typed("Een", "later")) == mark(een)


def test_of_texts_without_end_the_last_are_kept() -> None:
    lang = [typed("x" * 200_000 + str(een), str(een)) for een in range(4)]
    assert [fout.gegevens["blad"] for fout in kept_for(with_more({}, MIJ, lang), MIJ)] == ["1", "2", "3"]


def test_of_files_without_end_the_last_are_named_and_no_text_makes_room() -> None:
    veel = [Fout("X102", "foto", {"bestand": f"{een}.docx"}) for een in range(250)]
    kept = kept_for(with_more({}, MIJ, [TEKST, *veel]), MIJ)
    assert (kept[0], kept[1].gegevens["bestand"], len(kept)) == (TEKST, "50.docx", 201)


def test_who_became_the_holder_of_a_certificate_later_has_what_was_kept_under_it() -> None:
    bronnen = with_more({}, MIJ, [TEKST])
    nu = ("medewerker:7", *MIJ)
    assert kept_for(bronnen, nu) == (TEKST,)
    assert kept_for(with_more(bronnen, nu, [BESTAND]), nu) == (TEKST, BESTAND)
    assert kept_for(without_read(bronnen, nu, {mark(TEKST)}), nu) == ()
    assert kept_for(bronnen, ("medewerker:8", *ZIJ)) == ()
