"""Where the data that belongs to the code lies: inside an installed package, or beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def _data(name: str) -> Path:
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent.parent / name


CONTRACTS = _data("contracts")
CATALOGUS = _data("catalogus")
DOCS = _data("docs")
SDK = _data("sdk")
