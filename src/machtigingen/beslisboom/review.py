"""All that is wrong in a folder of forms, each with its file and line: what an author reads before publishing."""

from collections.abc import Iterator
from pathlib import Path

from machtigingen.beslisboom.catalogusfout import Catalogusfout
from machtigingen.beslisboom.kern import require_kern
from machtigingen.beslisboom.laden import load, load_catalogus, versions
from machtigingen.beslisboom.lint import lint
from machtigingen.beslisboom.voorbeelden import check_examples, without_example

ZONDER_VOORBEELD = (
    "Er is geen voorbeeld van deze regel. Zet er een in voorbeelden.yaml: antwoorden waarbij zij beslist, en haar naam "
    "bij `regel`."
)


def review(folder: Path) -> Iterator[str]:
    """Of every version, and of what lies beside them. A version that cannot be read doesn't hide another."""
    readable = True
    for version in versions(folder):
        try:
            yield from review_version(version)
        except Catalogusfout as wrong:
            readable = False
            yield str(wrong)
    if readable:
        yield from _beside(folder)


def review_alone(folder: Path, *, gedeeld: Path) -> Iterator[str]:
    """Of one version that is in no catalogue, with what the forms there share."""
    try:
        yield from review_version(folder, gedeeld=gedeeld)
    except Catalogusfout as wrong:
        yield str(wrong)


def review_version(folder: Path, *, gedeeld: Path | None = None) -> Iterator[str]:
    """Of one version. Raises Catalogusfout when it cannot be read, or does not ask what every form asks."""
    formulier = load(folder, gedeeld=gedeeld)
    require_kern(formulier)
    yield from (str(finding) for finding in lint(formulier))
    for regel in without_example(formulier):
        yield f"{formulier.plekken['regel', regel]}: {regel}: {ZONDER_VOORBEELD}"
    for difference in check_examples(formulier):
        yield f"{formulier.plekken['voorbeeld', difference.voorbeeld]}: {difference}"


def _beside(folder: Path) -> Iterator[str]:
    """What only the whole can show: two folders with one version, care that needs no machtiging."""
    try:
        load_catalogus(folder)
    except Catalogusfout as wrong:
        yield str(wrong)
