"""Which version of the portal is this?"""

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def portal_version() -> str:
    try:
        return version("machtigingenportaal")
    except PackageNotFoundError:
        return "onbekend"
