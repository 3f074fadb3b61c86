"""A folder shown a second time by a file system that makes up its own inodes (FUSE).

    python tests/core/files/mirror_mount.py SOURCE POINT [OPTIONS]

--folds: the case of letters in names does not count, as on many disks.
--numbered, --unnumbered: inodes are those of the folder, or all zero; else they are made up.
--remembers: what was once looked at is answered from memory for an hour, as network shares do.
--caches: contents once read come from memory too, even if the file is gone.
"""

import errno
import os
import subprocess
import sys
import time
from contextlib import contextmanager

_AN_HOUR = 3600
_WAIT_S = 10


def _operations(source, folds, caches, is_numbered):
    import mfusepy

    class Mirror(mfusepy.Operations):
        use_ns = True

        def __init__(self):
            self.contents = {}

        def _at(self, path):
            full = source
            for part in path.strip("/").split("/"):
                known = os.path.join(full, part)
                if folds and part and not os.path.lexists(known) and os.path.isdir(full):
                    same = [n for n in os.listdir(full) if n.casefold() == part.casefold()]
                    known = os.path.join(full, same[0]) if same else known
                full = known
            return full

        def getattr(self, path, fh=None):
            found = os.lstat(self._at(path))
            names = ["mode", "nlink", "uid", "gid", "size", *(["ino"] if is_numbered else [])]
            answer = {"st_" + name: getattr(found, "st_" + name) for name in names}
            for name in ("atime", "mtime", "ctime"):
                answer["st_" + name] = getattr(found, f"st_{name}_ns")
            return answer

        def readdir(self, path, fh):
            return [".", "..", *os.listdir(self._at(path))]

        def open(self, path, flags):
            if caches and path in self.contents:
                return os.open(os.devnull, os.O_RDONLY)
            return os.open(self._at(path), flags)

        def create(self, path, mode, fi=None):
            return os.open(self._at(path), os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)

        def read(self, path, size, offset, fh):
            data = os.pread(fh, size, offset)
            if caches:
                data = self.contents.setdefault((path), {}).setdefault((offset, size), data)
            return data

        def write(self, path, data, offset, fh):
            return os.pwrite(fh, data, offset)

        def truncate(self, path, length, fh=None):
            os.truncate(self._at(path), length)

        def release(self, path, fh):
            os.close(fh)
            return 0

        def fsync(self, path, datasync, fh):
            os.fsync(fh)

        def rename(self, old, new):
            os.rename(self._at(old), self._at(new))

        def link(self, target, source):
            raise mfusepy.FuseOSError(errno.EPERM)

        def unlink(self, path):
            os.unlink(self._at(path))

        def mkdir(self, path, mode):
            os.mkdir(self._at(path), mode)

        def rmdir(self, path):
            os.rmdir(self._at(path))

        def chmod(self, path, mode):
            os.chmod(self._at(path), mode)

        def utimens(self, path, times=None):
            os.utime(self._at(path), ns=times)

        def statfs(self, path):
            return {"f_bsize": 4096, "f_frsize": 4096, "f_blocks": 1 << 20, "f_bavail": 1 << 20}

    return Mirror()


def why_not():
    """Why such a mount can't be made here, empty if it can."""
    if not os.path.exists("/dev/fuse"):
        return "there is no /dev/fuse"
    if not hasattr(os, "geteuid") or os.geteuid():
        return "needs root to mount"
    try:
        import mfusepy  # noqa: F401
    except (ImportError, OSError) as error:
        return f"mfusepy and libfuse are needed: {error}"
    return ""


@contextmanager
def mirrored(source, point, *options):
    """Show a folder at a second place, for as long as the context lasts."""
    point.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen([sys.executable, __file__, str(source), str(point), *options])
    try:
        end = time.monotonic() + _WAIT_S
        while not os.path.ismount(point):
            assert process.poll() is None, "the mount has failed"
            assert time.monotonic() < end, "the mount takes too long"
            time.sleep(0.02)
        yield point
    finally:
        subprocess.run(["umount", "-l", str(point)], capture_output=True)
        process.wait(_WAIT_S)


if __name__ == "__main__":
    import mfusepy

    mfusepy.FUSE(
        _operations(
            sys.argv[1], "--folds" in sys.argv, "--caches" in sys.argv, "--numbered" in sys.argv
        ),
        sys.argv[2],
        foreground=True,
        nothreads=True,
        allow_other=True,
        **dict.fromkeys(
            ("attr_timeout", "entry_timeout", "ac_attr_timeout"),
            _AN_HOUR if "--remembers" in sys.argv else 0,
        ),
        use_ino="--numbered" in sys.argv or "--unnumbered" in sys.argv,
        **({"kernel_cache": True} if "--remembers" in sys.argv else {}),
    )
