"""What a unit of systemd allows, and what a program did: from the words of the one and the trace of the other."""

import re
import subprocess
from collections.abc import Iterator

# By the kernel itself, or before a filter is in force.
ALWAYS = {"execve", "exit", "exit_group", "restart_syscall", "rt_sigreturn"}
WRITES = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"([^"]+)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT)[^)]*\) = [0-9]')


def calls(trace: str) -> set[str]:
    return set(re.findall(r"^\d+ +(\w+)\(", trace, re.MULTILINE)) - ALWAYS


def allowed(filters: list[str]) -> set[str]:
    """As systemd.exec(5) reads them: the first makes it a list of what may, and a tilde takes away."""
    may: set[str] = set()
    for words in filters:
        calls = set(expand(words.removeprefix("~").split()))
        may = may - calls if words.startswith("~") else may | calls
    return may


def expand(words: list[str]) -> Iterator[str]:
    for word in words:
        if not word.startswith("@"):
            yield word
            continue
        said = subprocess.run(["systemd-analyze", "--no-pager", "syscall-filter", word], capture_output=True, text=True)
        lines = [line.strip() for line in said.stdout.splitlines()[1:]]
        yield from expand([line for line in lines if line and not line.startswith("#")])
