"""What docs/koppelen.md tells vendors that they will get, is what they get."""

import json
import re

from documenten import page, table
from wereld import Wereld, bericht

from machtigingen.foundation import foutcodes

KOPPELEN = page("docs/koppelen.md")


def test_the_smallest_message_is_taken_in(wereld: Wereld) -> None:
    example = re.search(r"```json\n(.*?)```", KOPPELEN, re.DOTALL)
    assert example
    assert wereld.software().push(json.loads(example[1])).status_code == 201


def test_the_example_of_an_error_is_the_answer_that_is_given(wereld: Wereld) -> None:
    shown = json.loads(re.findall(r"```json\n(.*?)```", KOPPELEN, re.DOTALL)[1])
    answer = wereld.software().push(bericht(zorgverlener={"agb": "03999999", "specialisme": "0301"}))
    assert answer.json() | {"correlatie_id": ""} == shown | {"correlatie_id": ""}


def test_every_family_of_errors_is_explained() -> None:
    explained = {(row[0], row[1]) for row in table(KOPPELEN, "Fouten")}
    assert explained == {(uitleg.code[0], uitleg.fase) for uitleg in foutcodes().values()}
