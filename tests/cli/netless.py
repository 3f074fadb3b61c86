"""Runs Python such that the kernel kills it at its first network call.

    python netless.py -m simgui scan FOLDER

A seccomp filter, which needs no privileges and holds for every thread and child.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys

# socket, connect, accept, sendto, recvfrom, sendmsg, recvmsg, bind, listen, socketpair,
# io_uring_setup (which could do all of these unseen)
CALLS = {
    "x86_64": (0xC000003E, (41, 42, 43, 44, 45, 46, 47, 49, 50, 53, 425)),
    "aarch64": (0xC00000B7, (198, 203, 202, 206, 207, 211, 212, 200, 201, 199, 425)),
}
_SET_SECCOMP, _NO_NEW_PRIVILEGES, _FILTER = 22, 38, 2
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_KILL, _ALLOW = 0x80000000, 0x7FFF0000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def refuse_network() -> None:
    """Have this process and all its children killed by SIGSYS at a network call.

    Raises:
        OSError: The kernel has no filters.
    """
    architecture, calls = CALLS[platform.machine()]
    kill = len(calls) + 2
    steps = [(_LOAD, 0, 0, 4), (_JUMP_IF_EQUAL, 0, kill, architecture), (_LOAD, 0, 0, 0)]
    steps += [(_JUMP_IF_EQUAL, len(calls) - number, 0, call) for number, call in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _KILL)]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    library = ctypes.CDLL(None, use_errno=True)
    program = _Program(len(steps), code)
    for call in (
        (_NO_NEW_PRIVILEGES, 1, 0, 0, 0),
        (_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0),
    ):
        if library.prctl(*call):
            raise OSError(ctypes.get_errno(), "no system call filter")


if __name__ == "__main__":
    refuse_network()
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
