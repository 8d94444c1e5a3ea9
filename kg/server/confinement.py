"""No network for a process that has no business there, whatever reaches the engine.

The guard refuses ``SERVICE`` and ``LOAD`` by reading; this is the second wall: the system refuses
to give the process a socket. It stands on Linux, on the processors that most machines have; where
it cannot be built, the first one stands alone.
"""

import ctypes
import errno
import platform
import struct
import sys

# What the kernel calls the processor, and its number of the system call ``socket``.
_SYSTEMS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ARCHITECTURE, _NUMBER = 4, 0  # offsets in what the filter sees of a call
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000
_NO_NEW_PRIVILEGES, _SET_FILTER, _BY_PROGRAM = 38, 22, 2


def without_network() -> bool:
    """Take from this thread, and all that it starts, the right to open sockets; tell if it could.

    Sockets that are open stay so. Opening another fails as if rights were missing.
    """
    system = _SYSTEMS.get(platform.machine())
    if system is None or sys.platform != "linux":
        return False
    architecture, number = system
    program = b"".join(
        struct.pack("HBBI", *step)
        for step in (
            (_LOAD, 0, 0, _ARCHITECTURE),
            (_EQUAL, 0, 2, architecture),
            (_LOAD, 0, 0, _NUMBER),
            (_EQUAL, 1, 0, number),
            (_RETURN, 0, 0, _ALLOW),
            (_RETURN, 0, 0, _FAIL | errno.EACCES),
        )
    )
    steps = ctypes.create_string_buffer(program, len(program))
    described = struct.pack("HP", len(program) // 8, ctypes.addressof(steps))
    prctl = ctypes.CDLL(None).prctl
    prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    if prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    whole = ctypes.create_string_buffer(described, len(described))
    done: int = prctl(_SET_FILTER, _BY_PROGRAM, ctypes.addressof(whole), 0, 0)
    return done == 0
