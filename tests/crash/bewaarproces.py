"""One portal in a process of its own, named by MACHTIGINGEN_CONFIG: fill it, run the job, or judge what is there.

bewaarproces.py vul AANTAL | wis | oordeel
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from machtigingen.project.opstart import set_up


def vul(aantal: int) -> None:
    """So many of each kind that are due, and one of each that is not."""
    from bewaring.voorraad import DAG, JAAR, UUR, aanvraag, bericht, concept, logregel, push

    for _ in range(aantal):
        push(oud=2 * DAG)
        concept(oud=40 * DAG)
        aanvraag(oud=3 * JAAR)
        aanvraag(oud=1.5 * JAAR)
        bericht(oud=2 * DAG)
        logregel(oud=6 * JAAR)
    for maak in (push, concept, aanvraag):
        maak(oud=UUR)


def wis() -> None:
    """The command itself, in transactions as small as can be, so that there is a middle to be killed in."""
    from bewaring.voorraad import NU

    from machtigingen.bewaring import actions
    from machtigingen.project import klok
    from machtigingen.project.bewaar import bewaar

    actions.PER_KEER = actions.REGELS_PER_KEER = 2
    klok.zet(lambda: NU)
    print("begint", flush=True)  # noqa: T201
    bewaar(["--zonder-herschrijven"])


def oordeel() -> None:
    from bewaring.voorraad import tel

    from machtigingen.audit.models import Regel
    from machtigingen.bewaring.models import Wissing

    gewist = list(Regel.objects.filter(handeling__endswith="_gewist").values_list("onderwerp", flat=True))
    stand = Wissing.objects.filter(id=1).first()
    aantallen = {"tel": tel(), "gewist": len(gewist), "geteld": stand and stand.gewist}
    print(json.dumps({"helften": list(helften(gewist))} | aantallen))  # noqa: T201


def helften(gewist: list[str]) -> Iterator[str]:
    """What goes together, and of which only half is there or gone."""
    from bewaring.voorraad import map_

    from machtigingen.aanvragen.models import Aanvraag, Bijlage
    from machtigingen.audit.actions import verify_all
    from machtigingen.instroom.models import Instroom

    for een in Aanvraag.objects.filter(ingediend_at__isnull=False):
        delen = (een.besluiten, een.gebeurtenissen, een.informatieverzoeken)
        if not all(deel.exists() for deel in delen) or not hasattr(een, "instroom"):
            yield f"aanvraag {een.pk} is half"
    for bijlage in Bijlage.objects.all():
        if not (map_() / str(bijlage)).is_file():
            yield f"bijlage {bijlage} has no file"
    er_nog = {f"aanvraag:{pk}" for pk in Aanvraag.objects.values_list("pk", flat=True)}
    er_nog |= {f"instroom:{pk}" for pk in Instroom.objects.values_list("pk", flat=True)}
    er_nog |= {f"bijlage:{pk}" for pk in Bijlage.objects.values_list("pk", flat=True)}
    yield from (f"{een} is there, and the trail says it is gone" for een in er_nog.intersection(gewist))
    if len(gewist) != len(set(gewist)):
        yield "something went twice"
    yield from (f"{keten}: {breuk.reden}" for keten, breuk in verify_all() if breuk)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    set_up()
    daad, *woorden = sys.argv[1:]
    {"vul": lambda: vul(int(woorden[0])), "wis": wis, "oordeel": oordeel}[daad]()
