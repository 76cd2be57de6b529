"""The certificate profiles in force: one source for the whole process, which notices changed files by itself."""

from functools import cache

from machtigingen.pki import ProfielBron
from machtigingen.project.settings import CONFIG

_eigen: ProfielBron | None = None


@cache
def _geconfigureerd() -> ProfielBron:
    return ProfielBron(CONFIG.profielen)


def bron() -> ProfielBron:
    return _eigen or _geconfigureerd()


def use_bron(nieuw: ProfielBron | None) -> None:
    """Other profiles than the configured ones (tests); None puts those back."""
    global _eigen
    _eigen = nieuw
