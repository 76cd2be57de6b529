"""So many things happen, to an instantie with an abonnement: `python zaai.py ADRES AANTAL`. Prints the ids."""

import sys
from datetime import UTC, datetime

from machtigingen.project.opstart import set_up

if __name__ == "__main__":
    set_up()
    from toneel import abonneer, gebeurt

    from machtigingen.notificaties.models import Bezorging

    nu = datetime.now(UTC)
    abonneer(sys.argv[1], now=nu)
    for _ in range(int(sys.argv[2])):
        gebeurt(now=nu)
    sys.stdout.write(" ".join(str(id_) for id_ in Bezorging.objects.values_list("id", flat=True)))
