"""What could not be kept, for whom: added to, and taken away, of one person at a time."""

from machtigingen.aanvragen.niet_bewaard import kept_for, with_more, without_files, without_typed
from machtigingen.foundation import Fout

MIJ, ZIJ = "a" * 64, "c" * 64
TEKST = Fout("A103", "opmerking", {"uw_waarde": "Van mij."})
BESTAND = Fout("X102", "foto", {"bestand": "brief.docx"})


def test_of_each_person_its_own_and_of_nobody_what_was_there_besides() -> None:
    bronnen = with_more(with_more({"cov": {}}, MIJ, [TEKST]), ZIJ, [BESTAND])
    assert (kept_for(bronnen, MIJ), kept_for(bronnen, ZIJ)) == ((TEKST,), (BESTAND,))
    weg = without_files(without_typed(bronnen, MIJ, {"opmerking"}), ZIJ, {"foto"})
    assert weg == {"cov": {}}


def test_it_is_added_to() -> None:
    ander = Fout("A103", "zijde", {"uw_waarde": "links"})
    bronnen = with_more(with_more({}, MIJ, [TEKST, BESTAND]), MIJ, [ander, BESTAND])
    assert kept_for(bronnen, MIJ) == (TEKST, ander, BESTAND)


def test_a_text_is_not_taken_for_a_file_of_the_same_question() -> None:
    ook = Fout("A103", "foto", {"uw_waarde": "x"})
    bronnen = with_more({}, MIJ, [BESTAND, ook])
    assert kept_for(without_files(bronnen, MIJ, {"foto"}), MIJ) == (ook,)
    assert kept_for(without_typed(bronnen, MIJ, {"foto"}), MIJ) == (BESTAND,)


def test_of_files_without_end_the_last_are_named_and_no_text_makes_room() -> None:
    veel = [Fout("X102", "foto", {"bestand": f"{een}.docx"}) for een in range(250)]
    kept = kept_for(with_more({}, MIJ, [TEKST, *veel]), MIJ)
    assert (kept[0], kept[1].gegevens["bestand"], len(kept)) == (TEKST, "50.docx", 201)
