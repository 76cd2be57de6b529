"""`machtigingen deur`: writes the configuration of a proxy that fits this portal."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click


@click.group()
def deur() -> None:
    """De configuratie van nginx of HAProxy, passend bij dit portaal."""


_UIT = click.option("--uit", type=click.Path(file_okay=False, path_type=Path), help="In welke map; anders: deur.")


@deur.command("nginx")
@_UIT
def deur_nginx(uit: Path | None) -> None:
    """Schrijft machtigingen.conf (voor het http-blok van nginx) en nginx.conf (nginx met alleen dit portaal)."""
    from machtigingen.project.deur import nginx

    _tell(nginx.write(_described(uit)))


@deur.command("haproxy")
@_UIT
def deur_haproxy(uit: Path | None) -> None:
    """Schrijft haproxy.cfg, met verwijzingen naar certificaat en sleutel onder de namen die HAProxy zoekt."""
    from machtigingen.project.deur import haproxy

    _tell(haproxy.write(_described(uit)))


def _described(uit: Path | None) -> Any:
    from machtigingen.project.deur.description import describe
    from machtigingen.project.deur.listeners import issuers
    from machtigingen.project.settings import CONFIG

    return describe(CONFIG, map=uit or CONFIG.map / "deur", uitgevers=issuers())


def _tell(geschreven: Iterable[Path]) -> None:
    for pad in geschreven:
        click.echo(f"geschreven: {pad}")
