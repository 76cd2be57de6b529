"""contracts/instroom.http, read as the editors read it: requests below ###, variables of @ filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from machtigingen.foundation import CONTRACTS

TEXT = (CONTRACTS / "instroom.http").read_text(encoding="utf-8")
VARIABLE = re.compile(r"^@(\w+) = (.+)$", re.MULTILINE)
BY_EDITOR = {"portaal": "https://localhost:8444", "$timestamp": "1780000000"}


@dataclass(frozen=True)
class Request:
    title: str
    method: str
    url: str
    headers: Mapping[str, str]
    body: str

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.url).query, keep_blank_values=True))


def requests(**ours: str) -> list[Request]:
    """All of them; `ours` are values in the place of those in the file."""
    head, *parts = re.split(r"^### ", TEXT, flags=re.MULTILINE)
    values = dict(VARIABLE.findall(head)) | BY_EDITOR | ours
    return [read(re.sub(r"{{([\w$]+)}}", lambda name: values[name[1]], part)) for part in parts]


def read(part: str) -> Request:
    head, _, body = part.partition("\n\n")
    title, line, *lines = head.splitlines()
    method, url = line.split()
    headers = dict(re.split(r": ", one, maxsplit=1) for one in lines)
    return Request(title, method, url, headers, body.strip())
