"""A machine for docs/installeren.md: its folders below one temporary folder, a PostgreSQL and an nginx of its own.

Of the addresses only the numbers are others: 192.0.2.1 of the page is 127.0.2.1, and 443 is one port that is free.

What only Debian can do is done here instead: `apt-get` and `adduser` are kept in a list, `systemctl` starts what a unit
says as the user it says, and lists it, so that it ends when the machine does. All else goes to the shell as it stands.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from documenten import ROOT
from machtigingen_sandbox.poorten import free_ports

from machtigingen.project.config import LISTENERS
from tests.postgres import cluster as postgres
from tests.postgres.cluster import FORGETFUL, Cluster
from tests.voluit import VOLUIT

DOMEIN = "zorgportaal.example"
FOLDERS = ("/opt/machtigingen", "/etc/machtigingen", "/var/lib/machtigingen", "/var/backups/machtigingen",
           "/run/machtigingen", "/srv/aangeleverd", "/usr/local/sbin", "/etc/nginx", "/etc/systemd/system")  # fmt: skip
IS_ROOT = os.geteuid() == 0
# Of the project, what an installation does without.
NOT_NEEDED = ("benchmarks", "samples", "sandbox", "softwarepakket", "testkit", "tests", "tools")
# An account that any Debian has, in the place of the one that the page makes.
ACCOUNT = "daemon"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
WACHT = 40.0


class Machine:
    """`run` gives one command of the page; it fails with what the command said."""

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        self.folder, self.cluster = folder, cluster
        self.packages: list[str] = []
        self.accounts: list[str] = []
        self.enabled: list[str] = []
        self.timers: set[str] = set()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.names = {f"{name}.{DOMEIN}": f"127.0.2.{last}" for last, name in enumerate(LISTENERS, start=1)}
        self.port = free_ports(1)[0]
        for name in FOLDERS:
            self.path(name).parent.mkdir(parents=True, exist_ok=True)
        for name in ("/usr/local/sbin", "/etc/systemd/system", "/etc/nginx/conf.d", "/var/backups", "/srv/aangeleverd"):
            self.path(name).mkdir(parents=True, exist_ok=True)
        self._put_programs()
        self._put_nginx()

    def path(self, name: str) -> Path:
        return self.folder / name.lstrip("/")

    def here(self, text: str) -> str:
        """A text of the page or of a unit, with the folders, the addresses and the account of this machine."""
        places = "|".join(map(re.escape, sorted(FOLDERS, key=len, reverse=True)))
        text = re.sub(rf"(?<![\w.])({places})(?![\w-])", lambda place: f"{self.folder}{place[0]}", text)
        for name in self.names:
            text = text.replace(f"https://{name}", f"https://{name}:{self.port}")
        text = re.sub(r"192\.0\.2\.([0-9]+):443\b", rf"127.0.2.\1:{self.port}", text)
        text = text.replace(
            "host=/run/postgresql", f"host={self.cluster.folder}&port={self.cluster.port}&user=machtigingen"
        )
        text = text.replace("192.0.2.10", "127.0.0.1")
        if IS_ROOT:
            text = re.sub(
                r"-o root -g machtigingen|root:machtigingen", lambda m: m[0].replace("machtigingen", ACCOUNT), text
            )
            return text.replace("-o machtigingen -g machtigingen", f"-o {ACCOUNT} -g {ACCOUNT}")
        me = _me()
        text = re.sub(r"-o \w+ -g machtigingen ", "", text).replace("chown root:machtigingen", "true")
        return text.replace("www-data", me)

    def run(self, command: str) -> str:
        words = shlex.split(command.splitlines()[0])
        match words[0]:
            case "apt-get":
                self.packages += [word for word in words[2:] if not word.startswith("-")]
            case "adduser":
                self.accounts.append(words[-1])
            case "systemctl":
                self._systemctl(words[1], [word for word in words[2:] if not word.startswith("-")])
            case "python3" if words[1:3] == ["-m", "venv"] and not VOLUIT:
                self._lend_venv(self.path(words[3]))
            case _ if {"--require-hashes", "--force-reinstall"}.intersection(words) and not VOLUIT:
                assert Path(self.here(words[-1])).exists()
            case _:
                return self._shell(command)
        return ""

    def _shell(self, command: str) -> str:
        environment = self.environment()
        done = subprocess.run(
            ["/bin/sh", "-ec", self.here(command)], cwd=self.path("/srv/aangeleverd"), env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        return done.stdout

    def environment(self) -> dict[str, str]:
        system = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        path = f"{self.path('/bin')}:{self.path('/usr/local/sbin')}:{system}"
        return {"PATH": path, "HOME": str(self.folder), "CURL_HOME": str(self.folder), "LANG": "C.UTF-8"}

    def _put_programs(self) -> None:
        """Those that stand in for programs of the system: first on the path."""
        programs = self.path("/bin")
        programs.mkdir()
        folder, port = self.cluster.folder, self.cluster.port
        server = f"export PGHOST={folder} PGPORT={port} PGUSER=postgres PGPASSWORD={self.cluster.password}"
        become = shlex.join(as_account(ACCOUNT))
        scripts = {
            "sudo": f'who=$2; shift 2\nif [ "$who" = postgres ]; then {server}; exec "$@"; fi\nexec {become} "$@"\n',
            "python3": f'exec {python()} "$@"\n',
            "nginx": f'exec {NGINX} -c {self.path("/etc/nginx/nginx.conf")} "$@"\n',
        }
        for name, text in scripts.items():
            (programs / name).write_text(f"#!/bin/sh\n{text}")
            (programs / name).chmod(0o755)
        resolve = [f'resolve = "{name}:{self.port}:{address}"\n' for name, address in self.names.items()]
        (self.folder / ".curlrc").write_text(
            "".join([*resolve, f'cacert = "{self.path("/srv/aangeleverd/server-ca.pem")}"\n'])
        )

    def _put_nginx(self) -> None:
        """As Debian has it, but for where it lies."""
        folder = self.path("/etc/nginx")
        temporary = "\n".join(
            f"    {kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (folder / "nginx.conf").write_text(f"""
{"user www-data;" if IS_ROOT else ""}
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 768; }}
http {{
    sendfile on;
    tcp_nopush on;
    types_hash_max_size 2048;
    default_type application/octet-stream;
    ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
    ssl_prefer_server_ciphers on;
    access_log {folder}/access.log;
    gzip on;
{temporary}
    include {folder}/conf.d/*.conf;
}}
""")  # fmt: skip

    def _lend_venv(self, folder: Path) -> None:
        """With the packages of the tests, in the place of the same from an index; in the proof they are fetched."""
        subprocess.run([python(), "-m", "venv", "--without-pip", folder], check=True)
        (site,) = folder.glob("lib/python*/site-packages")
        own = {name for name in sys.path if name.endswith("site-packages")}
        (site / "geleend.pth").write_text("\n".join(sorted(own)) + "\n")
        (folder / "bin/pip").write_text(f'#!/bin/sh\nexec {folder}/bin/python -m pip "$@"\n')
        (folder / "bin/pip").chmod(0o755)

    def know_names(self) -> None:
        """What the DNS does: a program of this venv finds the names of the page on this machine."""
        (site,) = self.path("/opt/machtigingen/venv/lib").glob("python*/site-packages")
        (site / "namen_van_de_proef.py").write_text(f"""import socket
_find = socket.getaddrinfo
_names = {self.names!r}
def find(host, *rest, **more):
    return _find(_names.get(str(host), "127.0.0.1" if str(host).endswith("{DOMEIN}") else host), *rest, **more)
socket.getaddrinfo = find
""")
        (site / "namen_van_de_proef.pth").write_text("import namen_van_de_proef\n")

    def _systemctl(self, verb: str, names: list[str]) -> None:
        match verb:
            case "enable":
                for name in names:
                    assert "[Install]" in self.unit(name), name
                    self.enabled.append(name)
                    self._start(name)
            case "start":
                for name in names:
                    self._start(name)
            case "stop":
                for name in names:
                    self.timers.discard(name)
                    if process := self.running.pop(name, None):
                        end(process)
            case "reload" if "nginx" in self.running:
                self.running["nginx"].send_signal(signal.SIGHUP)
            case "reload":
                assert names == ["nginx"]
                command = [str(self.path("/bin/nginx")), "-g", "daemon off;"]
                self.running["nginx"] = subprocess.Popen(command, env=self.environment())
            case _:
                assert verb in ("daemon-reload", "status"), verb

    def _start(self, name: str) -> None:
        if name.endswith(".timer"):
            assert self.unit(name)
            self.timers.add(name)
        else:
            self.start(name)

    def unit(self, name: str) -> str:
        """With its drop-ins, in the order of systemd."""
        folder = self.path("/etc/systemd/system")
        prefixes = [name, f"{name.partition('-')[0]}-.service"] if name.endswith(".service") else [name]
        extra = [file for prefix in prefixes for file in (folder / f"{prefix}.d").glob("*.conf")]
        files = [folder / name, *sorted(extra, key=lambda file: file.name)]
        return self.here("\n".join(file.read_text() for file in files))

    def start(self, name: str, *, under: Sequence[str] = ()) -> None:
        """As systemd would: returns when a `Type=notify` is ready, or a `Type=oneshot` is over. `under` runs it."""
        settings = read_unit(self.unit(name))
        groups = settings.get("SupplementaryGroups", [])
        wrapped = [*as_account(ACCOUNT, *groups), *under]
        steps = [line for kind in ("ExecStartPre", "ExecStart", "ExecStartPost") for line in settings.get(kind, [])]
        own = [[*wrapped, *shlex.split(line.replace("%%", "%"))] for line in steps]
        environment = self.environment() | dict(one.split("=", 1) for one in settings.get("Environment", []))
        for kind, place in (("RuntimeDirectory", "/run"), ("StateDirectory", "/var/lib")):
            for folder in " ".join(settings.get(kind, [])).split():
                self._own_folder(self.path(f"{place}/{folder}"), int(settings.get(f"{kind}Mode", ["0755"])[-1], 8))
        if settings["Type"][-1] == "oneshot":
            for words in own:
                subprocess.run(words, env=environment, check=True, timeout=120, stdout=subprocess.PIPE)
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            address = self.folder / "notify"
            address.unlink(missing_ok=True)
            told.bind(str(address))
            address.chmod(0o777)
            told.settimeout(WACHT)
            log = (self.folder / f"{name}.log").open("ab")
            self.running[name] = subprocess.Popen(
                own[-1], env=environment | {"NOTIFY_SOCKET": str(address)}, stdout=log, stderr=log, umask=0o077
            )
            try:
                assert told.recv(100) == b"READY=1"
            except TimeoutError:
                pytest.fail((self.folder / f"{name}.log").read_text())

    def _own_folder(self, folder: Path, mode: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)
        if IS_ROOT:
            shutil.chown(folder, ACCOUNT, ACCOUNT)

    def stop(self) -> None:
        for process in self.running.values():
            end(process)


def read_unit(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        name, equals, value = line.partition("=")
        if equals and name.isalpha():
            found.setdefault(name, []).append(value)
    return found


def as_account(account: str, *groups: str) -> list[str]:
    """What makes a command run as another user, where that is possible. One that cannot read Python here may."""
    if not IS_ROOT:
        return ["env"]
    become = ["setpriv", f"--reuid={account}", f"--regid={account}"]
    become.append(f"--groups={','.join(groups)}" if groups else "--clear-groups")
    if subprocess.run([*become, python(), "-c", ""], capture_output=True).returncode:
        become += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    return become


def python() -> str:
    """Debian's own, when it is like the one of the tests: their packages are lent."""
    own = "/usr/bin/python3"
    words = [own, "-c", "import ensurepip, sys; print(*sys.version_info[:2])"]
    like = shutil.which(own) and subprocess.run(words, capture_output=True, text=True).stdout.split()
    return own if like == [*map(str, sys.version_info[:2])] else os.path.realpath(sys.executable)


def _me() -> str:
    import pwd

    return pwd.getpwuid(os.geteuid()).pw_name


def end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def commands(block: str) -> Iterator[str]:
    """Those of one block of the page; a text of more lines goes with the command that takes it."""
    lines = iter(block.splitlines())
    for line in lines:
        whole = [line]
        if "<<'EINDE'" in line:
            whole += [*iter(lambda: next(lines), "EINDE"), "EINDE"]
        yield "\n".join(whole)


def steps(page: str) -> Mapping[str, list[str]]:
    """Each heading with the commands below it, in the order of the page."""
    sections = re.split(r"^## (.+)$", page, flags=re.MULTILINE)[1:]
    blocks = {
        title: re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        for title, text in zip(sections[::2], sections[1::2], strict=True)
    }
    return {title: [one for block in found for one in commands(block)] for title, found in blocks.items()}


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """Below /tmp itself: other accounts may not look into the folders of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="machtigingen-machine-"))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postgres, "SUPERUSER", "postgres")
        rules = folder / "pg_hba.conf"
        rules.write_text("local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n")
        rules.chmod(0o644)
        with Cluster(hba_file=str(rules), **FORGETFUL) as cluster:
            cluster.folder.chmod(0o755)
            one = Machine(folder, cluster)
            try:
                yield one
            finally:
                one.stop()
    shutil.rmtree(folder, ignore_errors=True)


def put_project(machine: Machine) -> None:
    """The files of this project, as somebody gets them."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    folder = machine.path("/srv/aangeleverd/machtigingenportaal")
    for name in filter(None, names.decode().split("\0")):
        if (ROOT / name).is_file() and name.split("/")[0] not in NOT_NEEDED:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
