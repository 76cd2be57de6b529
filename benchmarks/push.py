"""The push through the whole portal against an empty view and a bare commit, with a small and a large register.

Rounds are interleaved; what is told is the median of the ratios within a round, with the lowest and the highest. Times
are of this machine at this hour. Ends with 1 when a limit is not kept.
"""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.opstelling import BareCommit, Meting, Portaal, running

SMALL, LARGE = 200, 200_000
PUSH_LIMIT, GROWTH_LIMIT = 4.0, 1.05


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--times", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as small_folder, tempfile.TemporaryDirectory() as large_folder:
        print(f"Twee portalen worden gemaakt: {SMALL} en {LARGE} zorgverleners …", flush=True)
        with (
            running(Path(small_folder), zorgverleners=SMALL) as small,
            running(Path(large_folder), zorgverleners=LARGE) as large,
        ):
            return report(_measure(small, large, options.rounds, options.times))


@dataclass(frozen=True)
class Ronde:
    empty: Meting
    commit: Meting
    small: Meting
    large: Meting

    @property
    def floor(self) -> float:
        return self.empty.cpu + self.commit.cpu


def _measure(small: Portaal, large: Portaal, rounds: int, times: int) -> list[Ronde]:
    for portaal in (small, large):
        portaal.measure(portaal.push, times)
    bare = BareCommit(small.folder, size=small.bytes_stored(by=small.push, times=times))
    found = []
    for number in range(1, rounds + 1):
        print(f"Ronde {number} van {rounds} …", flush=True)
        found.append(
            Ronde(
                small.measure(small.empty, times * 4),
                bare.measure(times * 4),
                small.measure(small.push, times),
                large.measure(large.push, times),
            )
        )
    return found


def report(rounds: list[Ronde]) -> int:
    rows = (
        ("(a) antwoord zonder werk, zelfde TLS en deur", "empty"),
        ("(b) kale commit, zelfde instellingen en omvang", "commit"),
        (f"push, register van {SMALL}", "small"),
        (f"push, register van {LARGE}", "large"),
    )
    print(f"\n{'':48}{'CPU':>10}{'klok':>10}")
    for naam, part in rows:
        found = [getattr(one, part) for one in rounds]
        cpu, wall = median(one.cpu for one in found), median(one.wall for one in found)
        print(f"{naam:48}{cpu * 1000:8.2f}ms{wall * 1000:8.2f}ms")
    kept = [
        _verdict(f"push ÷ ((a) + (b)), register van {SMALL}", [r.small.cpu / r.floor for r in rounds], PUSH_LIMIT),
        _verdict(f"push ÷ ((a) + (b)), register van {LARGE}", [r.large.cpu / r.floor for r in rounds], PUSH_LIMIT),
        _verdict(f"van {SMALL} naar {LARGE} zorgverleners", [r.large.cpu / r.small.cpu for r in rounds], GROWTH_LIMIT),
    ]
    return 0 if all(kept) else 1


def _verdict(naam: str, ratios: list[float], limit: float) -> bool:
    middle, kept = median(ratios), median(ratios) <= limit
    spread = f"{min(ratios):.2f} – {max(ratios):.2f}"
    print(f"{naam:48}{middle:9.2f} ×  ({spread}); grens {limit:.2f}: {'gehaald' if kept else 'NIET gehaald'}")
    return kept


if __name__ == "__main__":
    raise SystemExit(main())
