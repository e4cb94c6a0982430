"""A PostgreSQL server for the tests, where the machine has one: its own, in a folder that is deleted afterwards."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

MISSING = "no PostgreSQL server is installed; on Debian: apt-get install postgresql"


def programs() -> Path | None:
    """The folder with the server's programs, which Debian leaves out of PATH."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


class Server:
    """A running server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def url(self) -> str:
        """The address of its database, as somebody would set it."""
        return f"postgresql://postgres@/postgres?host={self._folder}"

    def emptied(self) -> str:
        """The same, with nothing in it any more."""
        self.execute("DROP SCHEMA public CASCADE")
        self.execute("CREATE SCHEMA public")
        return self.url

    def execute(self, statement: str) -> None:
        """Runs a statement as the administrator."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


@contextlib.contextmanager
def running(programs: Path) -> Iterator[Server]:
    """A server until the end of the block. It refuses to run as root, so there it runs as the one whom the package made."""
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    try:
        initdb = [
            programs / "initdb",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
            folder / "data",
        ]
        subprocess.run(initdb, user=user, cwd=folder, check=True, capture_output=True)
        options = [
            f"unix_socket_directories={folder}",
            "listen_addresses=",
            "fsync=off",
            "full_page_writes=off",
            "log_min_messages=fatal",
        ]
        command = [programs / "postgres", "-D", folder / "data", *(word for option in options for word in ("-c", option))]
        process = subprocess.Popen(command, user=user, cwd=folder, stderr=subprocess.DEVNULL)
        try:
            server = Server(folder)
            _wait(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # ends connections too
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(folder)


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Until the server answers. Raises what it fails with when it does not."""
    for attempt in range(100):
        try:
            return server.execute("SELECT 1")
        except psycopg.OperationalError:
            if process.poll() is not None or attempt == 99:
                raise
            time.sleep(0.1)
