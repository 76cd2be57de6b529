"""The push through the whole portal against an empty view and a bare commit, with a small and a large register.

Rounds are interleaved and the median is told. Read the ratios: times are of this machine at this hour.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks.opstelling import BareCommit, Meting, Portaal, median, running

SMALL, LARGE = 200, 200_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--times", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as small_folder, tempfile.TemporaryDirectory() as large_folder:
        print(f"Twee portalen worden gemaakt: {SMALL} en {LARGE} zorgverleners …", flush=True)
        with (
            running(Path(small_folder), zorgverleners=SMALL) as small,
            running(Path(large_folder), zorgverleners=LARGE) as large,
        ):
            report(*_measure(small, large, BareCommit(Path(small_folder)), options.rounds, options.times))


def _measure(small: Portaal, large: Portaal, bare: BareCommit, rounds: int, times: int) -> tuple[Meting, ...]:
    for portaal in (small, large):
        portaal.measure(portaal.push, times)
    found: dict[str, list[Meting]] = {"empty": [], "commit": [], "small": [], "large": []}
    for number in range(1, rounds + 1):
        print(f"Ronde {number} van {rounds} …", flush=True)
        found["empty"].append(small.measure(small.empty, times * 4))
        found["commit"].append(bare.measure(times * 4))
        found["small"].append(small.measure(small.push, times))
        found["large"].append(large.measure(large.push, times))
    return tuple(Meting(median([m.cpu for m in row]), median([m.wall for m in row])) for row in found.values())


def report(empty: Meting, commit: Meting, small: Meting, large: Meting) -> None:
    floor = empty.cpu + commit.cpu
    rows = (
        ("(a) antwoord zonder werk, zelfde TLS en deur", empty, empty.cpu / floor),
        ("(b) kale commit, zelfde instellingen", commit, commit.cpu / floor),
        ("(a) + (b)", Meting(floor, empty.wall + commit.wall), 1.0),
        (f"push, register van {SMALL}", small, small.cpu / floor),
        (f"push, register van {LARGE}", large, large.cpu / floor),
    )
    print(f"\n{'':46}{'CPU':>10}{'klok':>10}{'× (a)+(b)':>12}")
    for naam, meting, ratio in rows:
        print(f"{naam:46}{meting.cpu * 1000:8.2f}ms{meting.wall * 1000:8.2f}ms{ratio:12.2f}")
    print(f"\nVan {SMALL} naar {LARGE} zorgverleners: {large.cpu / small.cpu - 1:+.1%} CPU.")


if __name__ == "__main__":
    main()
