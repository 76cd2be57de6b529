"""The delivery table, seen without the portal: frees every claim, or with --lees tells what is in it as JSON."""

import json
import os
import sys

import django


def main(words: list[str]) -> None:
    from machtigingen.notificaties.models import Bezorging

    if words == ["--lees"]:
        rows = Bezorging.objects.values_list("pk", "aanvraag_id", "soort")
        print(json.dumps({str(pk): [str(aanvraag), soort] for pk, aanvraag, soort in rows}))  # noqa: T201
    else:
        Bezorging.objects.filter(toestand="wacht").update(geclaimd_tot_at=None)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "machtigingen.project.settings")
    django.setup()
    main(sys.argv[1:])
