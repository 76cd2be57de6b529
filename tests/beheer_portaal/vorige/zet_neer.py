"""Makes the database as an earlier version had it, and puts in what that version wrote.

A program of its own: `MACHTIGINGEN_CONFIG` names the portal, the argument the file with what was written.
"""

import base64
import json
import os
import sys
from pathlib import Path
from typing import Any


def main(path: Path) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "machtigingen.project.settings")
    django.setup()
    from machtigingen.project.settings import CONFIG

    inhoud = json.loads(path.read_text(encoding="utf-8"))
    CONFIG.sleutels.write_text(json.dumps(inhoud["sleutels"]))
    CONFIG.bijlagen.mkdir(exist_ok=True)
    for naam, data in inhoud["bijlagen"].items():
        (CONFIG.bijlagen / naam).write_bytes(base64.b64decode(data))
    write(inhoud)


def write(inhoud: dict[str, Any]) -> None:
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.db.migrations.loader import MigrationLoader

    from machtigingen.project.backup import rijen

    for app, naam in inhoud["migraties"]:
        call_command("migrate", app, naam, verbosity=0)
    toen = MigrationLoader(connection).project_state([tuple(een) for een in inhoud["migraties"]]).apps
    with transaction.atomic():
        for naam, tabel in inhoud["tabellen"].items():
            rijen.write(toen.get_model(naam), tabel["kolommen"], map(rijen.line, tabel["rijen"]))
    with connection.cursor() as cursor:
        from django.core.management.color import no_style

        for sql in connection.ops.sequence_reset_sql(no_style(), toen.get_models()):
            cursor.execute(sql)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
