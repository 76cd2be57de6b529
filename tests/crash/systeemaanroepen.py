"""What a portal asked of the system, as strace saw it: was anything answered before it was on the disk?

Per thread, in the order of the calls: a file of the storage that was written, or made, is not safe until it is synced
(of a new attachment its folder too). An answer on a socket while something is not safe is a promise without ground.
"""

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

_CALL = re.compile(r"(?P<thread>\d+) +(?P<name>\w+)\((?P<arguments>.*)")
_FILE = re.compile(r"\d+<(?P<path>[^>]*)>")
_MADE = re.compile(r'"(?P<path>/[^"]*)", [A-Z_|]*O_CREAT')
SYNC = {"fsync", "fdatasync"}
# More than TLS needs for a handshake or a good-bye is an answer. A line is cut in two where another thread called
# meanwhile: what it asked stands in the first half.
ANSWER = re.compile(r", (?P<size>\d+)(\) *= \d+| <unfinished \.\.\.>)$")
SMALLEST_ANSWER = 300


def strace(output: Path) -> tuple[str, ...]:
    """The beginning of a command line that is watched. The program keeps the process id; the watcher is its child."""
    if not shutil.which("strace"):
        pytest.skip("strace ontbreekt: apt-get install strace")
    calls = "trace=openat,write,pwrite64,fsync,fdatasync"
    return ("strace", "-D", "-f", "-y", "-s", "0", "-e", calls, "-o", str(output))


def early_answers(output: Path, *, storage: Path) -> Iterator[str]:
    """Each answer that was sent while something in the storage was not safe."""
    unsafe: dict[str, set[str]] = defaultdict(set)
    for line in output.read_text(encoding="utf-8", errors="replace").splitlines():
        call = _CALL.match(line)
        if call is None:
            continue
        thread, name, arguments = call["thread"], call["name"], call["arguments"]
        target = _FILE.match(arguments)
        path = target["path"] if target else ""
        if name == "openat":
            made = _MADE.search(arguments)
            if made and Path(made["path"]).parent == storage / "bijlagen":
                unsafe[thread] |= {made["path"], str(storage / "bijlagen")}
        elif name in SYNC:
            unsafe[thread].discard(path)
        elif _is_stored(path, storage):
            unsafe[thread].add(path)
        elif path.startswith(("socket:", "TCP:")) and _is_answer(arguments) and unsafe[thread]:
            yield f"{sorted(unsafe[thread])} was not on the disk when thread {thread} answered"


def _is_stored(path: str, storage: Path) -> bool:
    database = str(storage / "portaal.sqlite3")
    return path in (database, f"{database}-wal") or Path(path).parent == storage / "bijlagen"


def _is_answer(arguments: str) -> bool:
    size = ANSWER.search(arguments)
    return size is not None and int(size["size"]) >= SMALLEST_ANSWER
