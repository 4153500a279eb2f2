"""What C libraries and other programs read, as the kernel tells it: by seccomp, on Linux.

A filter stops each opening of a file in the listing's process, and in all that this starts, until another process has
looked at it (seccomp(2), seccomp_unotify(2)).
"""

import ctypes
import fcntl
import os
import platform
import socket
import struct
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

# Numbers of system calls; the newer processor has no "open".
CALLS = {
    "x86_64": {"seccomp": 317, "open": 2, "openat": 257, "openat2": 437},
    "aarch64": {"seccomp": 277, "openat": 56, "openat2": 437},
}
HERE = CALLS.get(platform.machine(), {}) if sys.platform == "linux" else {}
PR_SET_NO_NEW_PRIVS, SET_MODE_FILTER, NEW_LISTENER, CONTINUE = 38, 1, 8, 1
RECEIVE, ANSWER = 0xC0502100, 0xC0182101  # ioctl requests
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06  # instructions of the filter
ALLOW, NOTIFY = 0x7FFF0000, 0x7FC00000
NOTICE = struct.Struct("QIIiIQ6Q")  # id, process, flags; number of the call, architecture, instruction, arguments
REPLY = struct.Struct("QqiI")  # id, value, error, flags
READ_ONLY = 30  # the error EROFS
CURRENT = 2**32 - 100  # AT_FDCWD: relative to the working folder


class Opening(NamedTuple):
    """A file that a process is about to open: its path, the folder that this is relative to, and the flags."""

    path: str
    folder: str
    flags: int


def listen() -> int:
    """Install the filter in this process and all that it starts. Returns its descriptor; -1 where there is none."""
    if not HERE:
        return -1
    libc = ctypes.CDLL(None)
    numbers = [number for name, number in HERE.items() if name != "seccomp"]
    steps = [(LOAD, 0, 0, 0)]  # the number of the system call
    steps += [(JUMP_IF_EQUAL, len(numbers) - place, 0, number) for place, number in enumerate(numbers)]
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, NOTIFY)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code)))
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return int(libc.syscall(HERE["seccomp"], SET_MODE_FILTER, NEW_LISTENER, ctypes.byref(program)))


def hand_over(descriptor: int, channel: socket.socket) -> None:
    """Send the filter's descriptor, or word that there is none, to the process that will look at the openings."""
    socket.send_fds(channel, [b"+"], [descriptor] if descriptor >= 0 else [])


def receive(channel: socket.socket) -> int:
    """The descriptor that was handed over, or -1."""
    return next(iter(socket.recv_fds(channel, 1, 1)[1]), -1)


def opening(notice: bytes) -> Opening:
    """What a notice tells. Raises OSError if the process has ended."""
    _, process, _, call, _, _, *arguments = NOTICE.unpack(notice)
    place, at, flags = (0, CURRENT, arguments[1]) if call == HERE.get("open") else (1, arguments[0], arguments[2])
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        memory.seek(arguments[place])
        path = memory.read(4096).partition(b"\0")[0]
        if call == HERE["openat2"]:
            memory.seek(arguments[2])
            flags = int.from_bytes(memory.read(8), sys.byteorder)
    at &= 2**32 - 1
    link = f"/proc/{process}/{'cwd' if at == CURRENT else f'fd/{at}'}"
    return Opening(os.fsdecode(path), "" if path.startswith(b"/") else os.readlink(link), flags)


def follow(descriptor: int, may_open: Callable[[Opening], bool]) -> None:
    """Let each opening go on that `may_open` has looked at; of the others, say that the disk is read-only."""
    while True:
        notice = bytearray(NOTICE.size)
        try:
            fcntl.ioctl(descriptor, RECEIVE, notice)
        except OSError:  # the process that asked has been killed
            time.sleep(0.001)
            continue
        try:
            allowed = may_open(opening(bytes(notice)))
        except OSError:
            allowed = True
        number = NOTICE.unpack(notice)[0]
        with suppress(OSError):
            fcntl.ioctl(descriptor, ANSWER, REPLY.pack(number, 0, *((0, CONTINUE) if allowed else (-READ_ONLY, 0))))
