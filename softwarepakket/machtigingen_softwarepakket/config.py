"""What an installation of DemoOog needs to know, given once at the start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from machtigingen_client import Zorgverlener


def system_clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Config:
    api_url: str
    certificaat: Path
    sleutel: Path
    ca: Path
    data: Path  # folder for what DemoOog remembers itself
    patienten: Path  # a JSON list, see patienten.py
    instantie: str  # AGB-code
    zorgverlener: Zorgverlener
    clock: Callable[[], datetime] = system_clock
