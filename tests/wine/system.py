"""A Debian with Wine in a folder, and how programs of Windows are run in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

SUITE = "trixie"  # its Wine 10 is the first that runs all of the libraries
PACKAGES = "wine wine64 gcc-mingw-w64-x86-64-win32 nsis"
ENVIRONMENT = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/wine",
    "HOME": "/root",
    "LC_ALL": "C.UTF-8",
    "XDG_RUNTIME_DIR": "/tmp",
    "WINEPREFIX": "/root/wine",
    "WINEDEBUG": "-all",
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "QT_QPA_PLATFORM": "offscreen",
    "SIMGUI_HOME": r"C:\home",
}


def say(text: str) -> None:
    """Tell on stderr what is being done."""
    print(f"simgui: {text}", file=sys.stderr, flush=True)


class System:
    """A Debian with Wine.

    Attributes:
        folder: Where everything is kept.
        root: The Debian.
        drive: Drive C of Windows.

    Args:
        folder: Where everything is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "debian"
        self.drive = self.root / "root" / "wine" / "drive_c"

    def is_made(self, step: str) -> bool:
        """Whether a step was finished by an earlier run."""
        return (self.folder / f"{step}.ready").exists()

    def made(self, step: str) -> None:
        """Remember that a step is finished."""
        (self.folder / f"{step}.ready").touch()

    def make(self) -> None:
        """Install Debian with Wine unless an earlier run did."""
        if self.is_made("debian"):
            return
        say(f"a Debian {SUITE} with Wine")
        for name in ("proc", "dev"):  # an earlier run may have been killed
            if os.path.ismount(self.root / name):
                subprocess.run(["umount", "--lazy", self.root / name], check=True)
        shutil.rmtree(self.root, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        _quietly("debootstrap", "--variant=minbase", SUITE, self.root)
        shutil.copy("/etc/resolv.conf", self.root / "etc" / "resolv.conf")
        with self._mounted():
            self.inside("apt-get", "update", "-q")
            install = "apt-get install -qy --no-install-recommends"
            self.inside(*install.split(), *PACKAGES.split())
            self.inside("wine", "wineboot", "--init")
            self.inside("wineserver", "--wait")
        # Windows has no folders of another system: what looks for /proc must not find it.
        (self.drive.parent / "dosdevices" / "z:").unlink(missing_ok=True)
        self.made("debian")

    def inside(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a program of the Debian.

        Raises:
            SystemExit: It failed; its output is shown before.
        """
        environment = {**ENVIRONMENT, "DEBIAN_FRONTEND": "noninteractive"}
        return _quietly("chroot", self.root, *command, environment=environment, check=check)

    @contextmanager
    def _mounted(self) -> Iterator[None]:
        places = [("proc", "proc"), ("devtmpfs", "dev")]
        for kind, name in places:
            if not os.path.ismount(self.root / name):
                subprocess.run(["mount", "-t", kind, kind, self.root / name], check=True)
        try:
            yield
        finally:
            for _, name in reversed(places):
                subprocess.run(["umount", "--lazy", self.root / name], check=True)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Have Wine's server up, so that not every program has to start one."""
        with self._mounted():
            self.inside("wineserver", "--persistent", check=False)  # 2: one is up already
            try:
                yield
            finally:
                self.inside("wineserver", "--kill", check=False)

    def windows(
        self,
        *command: str | os.PathLike[str],
        timeout: float = 600,
        output: Path | None = None,
        **variables: str,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program of Windows.

        Args:
            command: With paths as Windows has them.
            timeout: Seconds after which it is ended.
            output: Where what it prints goes, instead of into the result.
            variables: Of its environment, beside the usual ones.

        Returns:
            Its exit code and output; 124 if it was ended.
        """
        # From a folder that Windows has too, or Wine complains.
        words = ["chroot", self.root, "env", "-C", "/root/wine/drive_c", "wine", *command]
        environment = {**ENVIRONMENT, **variables}
        stream = subprocess.PIPE if output is None else open(output, "ab")  # noqa: SIM115
        with subprocess.Popen(
            words,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        ) as process:
            try:
                data, _ = process.communicate(timeout=timeout)
                code = process.returncode
            except subprocess.TimeoutExpired:
                process.kill()
                data, _ = process.communicate()
                code = 124
        if output is not None:
            stream.close()
        text = (data or b"").decode("utf-8", "replace").replace("\r\n", "\n")
        return subprocess.CompletedProcess(words, code, text, "")

    def python(
        self, *arguments: str, timeout: float = 600, output: Path | None = None, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the Python of Windows with the checkout's packages in sight; see `windows`."""
        command = (r"C:\python\python.exe", *arguments)
        variables = {"PYTHONPATH": r"C:\checkout", **variables}
        return self.windows(*command, timeout=timeout, output=output, **variables)

    def copy_checkout(self, checkout: Path) -> None:
        """Copy what git knows of the checkout, as it is now, to drive C."""
        target = self.drive / "checkout"
        shutil.rmtree(target, ignore_errors=True)
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listed, cwd=checkout, check=True, capture_output=True).stdout
        for name in os.fsdecode(names).split("\0"):
            if name and (checkout / name).is_file():
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(checkout / name, target / name)


def _quietly(
    *command: str | os.PathLike[str],
    environment: dict[str, str] | None = None,
    check: bool = True,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    words: Sequence[str] = [os.fspath(part) for part in command]
    done = subprocess.run(
        words, env=environment, cwd=cwd, capture_output=True, text=True, errors="replace"
    )
    if check and done.returncode:
        say(f"{' '.join(words)} ended with {done.returncode}:")
        print(done.stdout[-4000:], done.stderr[-4000:], file=sys.stderr)
        raise SystemExit(1)
    return done
