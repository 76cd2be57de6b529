"""How a command begins: the settings, Django and the keys; and in words what stands in the way of that."""

import os


def set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "machtigingen.project.settings")
    django.setup()
    load_sleutels()


def load_sleutels() -> None:
    """A file that is there must be right; without one there is nothing to seal with yet."""
    from machtigingen.kluis import Kluisfout, follow_sleutels
    from machtigingen.project.config import Configuratiefout
    from machtigingen.project.settings import CONFIG

    if not CONFIG.sleutels.is_file():
        return
    try:
        follow_sleutels(CONFIG.sleutels)
    except Kluisfout as fout:
        raise Configuratiefout(f"sleutels: {fout}") from fout


def explain(fout: Exception) -> str:
    """Empty for what an operator can't mend."""
    from django.db import DatabaseError

    from machtigingen.beslisboom import Catalogusfout
    from machtigingen.kluis import Kluisfout
    from machtigingen.pki import ProfielFout
    from machtigingen.project.config import Configuratiefout

    match fout:
        case Configuratiefout():
            return str(fout)
        case Kluisfout():
            return f"sleutels: {fout}. Nieuwe sleutels maakt u met 'machtigingen sleutel maak'."
        case ProfielFout():
            return f"profielen: {fout}"
        case Catalogusfout():
            return f"formulieren: {fout}"
        case DatabaseError():  # its text can hold an address
            return "database: niet bereikbaar, of niet op orde voor deze versie. Geef 'machtigingen migrate'."
        case OSError():
            return f"{fout.filename}: {fout.strerror}" if fout.filename else str(fout)
        case _:
            return ""
