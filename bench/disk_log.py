"""What SQLite really does to a disk: each write, truncation, sync and deletion, in order, noted while it happens.

SQLite reaches files through a table of functions (its VFS). Ours is a copy of the default one that notes a call and
then passes it on. It lives in this process, in the very library that Python's `sqlite3` uses, so nothing of the
application is changed or imitated.
"""

from __future__ import annotations

import ctypes
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p, cast, pointer, sizeof, string_at
from ctypes.util import find_library
from dataclasses import dataclass
from enum import Enum
from typing import Any, Self

SQLITE_OK = 0
READ_ONLY = 0x00000001
IO_FUNCTIONS = (
    "close",
    "read",
    "write",
    "truncate",
    "sync",
    "file_size",
    "lock",
    "unlock",
    "check_reserved_lock",
    "file_control",
    "sector_size",
    "device_characteristics",
    "shm_map",
    "shm_lock",
    "shm_barrier",
    "shm_unmap",
    "fetch",
    "unfetch",
)
VFS_FUNCTIONS = (
    "open",
    "delete",
    "access",
    "full_pathname",
    "dl_open",
    "dl_error",
    "dl_sym",
    "dl_close",
    "randomness",
    "sleep",
    "current_time",
    "get_last_error",
    "current_time_int64",
    "set_system_call",
    "get_system_call",
    "next_system_call",
)
Close = CFUNCTYPE(c_int, c_void_p)
Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
Sync = CFUNCTYPE(c_int, c_void_p, c_int)
Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
Delete = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)


_LOGS: list[DiskLog] = []
"""SQLite holds on to our functions, so they stay as long as the process."""


class Kind(Enum):
    """What was done."""

    WRITE = "write"
    TRUNCATE = "truncate"
    SYNC = "sync"
    DELETE = "delete"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done to a file: bytes at a place, or a length; or that so many saves had been acknowledged by now."""

    kind: Kind
    path: str = ""
    at: int = 0
    data: bytes = b""


class IoMethods(Structure):
    """`sqlite3_io_methods`, version 3."""

    _fields_ = [
        ("version", c_int),
        *[(name, c_void_p) for name in IO_FUNCTIONS],
    ]


class Vfs(Structure):
    """`sqlite3_vfs`, version 3."""

    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("following", c_void_p),
        ("name", c_char_p),
        ("app_data", c_void_p),
        *[(name, c_void_p) for name in VFS_FUNCTIONS],
    ]


class DiskLog:
    """The recorder: once installed, every file that SQLite opens in this process is watched until it is closed."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._library = ctypes.CDLL(find_library("sqlite3") or "libsqlite3.so.0")
        self._library.sqlite3_vfs_find.restype = POINTER(Vfs)
        self._paths: dict[int, str] = {}
        self._methods: dict[int, IoMethods] = {}
        self._kept: list[Any] = []
        self._real: Any = None
        _LOGS.append(self)

    def __enter__(self) -> Self:
        """Become the default VFS; only connections opened from now on are watched."""
        self._real = self._library.sqlite3_vfs_find(None)
        ours = Vfs.from_buffer_copy(self._real.contents)
        ours.name, ours.following = b"disk-log", None
        self._open = cast(self._real.contents.open, Open)
        self._delete = cast(self._real.contents.delete, Delete)
        ours.open, ours.delete = self._pointer(Open(self._on_open)), self._pointer(Delete(self._on_delete))
        self._kept.append(ours)
        if self._library.sqlite3_vfs_register(pointer(ours), 1) != SQLITE_OK:
            raise RuntimeError("SQLite does not take our VFS")
        return self

    def __exit__(self, *problem: object) -> None:
        """Leave the place to the usual one. Connections opened meanwhile must have been closed."""
        self._library.sqlite3_vfs_register(self._real, 1)

    def tell(self, count: int) -> None:
        """Note that so many saves have been acknowledged."""
        self.events.append(Event(Kind.TOLD, at=count))

    def _on_open(self, vfs: int, name: int | None, file: int, flags: int, given: Any) -> int:
        status = int(self._open(cast(self._real, c_void_p), name, file, flags, given))
        methods = cast(file, POINTER(c_void_p)).contents
        if status == SQLITE_OK and methods.value and name and not flags & READ_ONLY:
            self._paths[file] = string_at(name).decode()
            cast(file, POINTER(c_void_p))[0] = ctypes.addressof(self._watched(methods.value))
        return status

    def _on_delete(self, vfs: int, name: int, and_sync: int) -> int:
        self.events.append(Event(Kind.DELETE, string_at(name).decode()))
        return int(self._delete(cast(self._real, c_void_p), name, and_sync))

    def _watched(self, methods: int) -> IoMethods:
        """The functions of a file with four of them replaced; one such table for each of SQLite's own."""
        if methods not in self._methods:
            real = IoMethods.from_address(methods)
            ours = IoMethods()
            ctypes.memmove(ctypes.addressof(ours), methods, sizeof(IoMethods) if real.version >= 3 else 13 * 8)
            ours.close = self._pointer(Close(self._closing(cast(real.close, Close))))
            ours.write = self._pointer(Write(self._writing(cast(real.write, Write))))
            ours.truncate = self._pointer(Truncate(self._truncating(cast(real.truncate, Truncate))))
            ours.sync = self._pointer(Sync(self._syncing(cast(real.sync, Sync))))
            self._methods[methods] = ours
        return self._methods[methods]

    def _closing(self, real: Any) -> Any:
        def close(file: int) -> int:
            self._paths.pop(file, None)
            return int(real(file))

        return close

    def _writing(self, real: Any) -> Any:
        def write(file: int, data: int, amount: int, at: int) -> int:
            self.events.append(Event(Kind.WRITE, self._paths[file], at, string_at(data, amount)))
            return int(real(file, data, amount, at))

        return write

    def _truncating(self, real: Any) -> Any:
        def truncate(file: int, size: int) -> int:
            self.events.append(Event(Kind.TRUNCATE, self._paths[file], size))
            return int(real(file, size))

        return truncate

    def _syncing(self, real: Any) -> Any:
        def sync(file: int, flags: int) -> int:
            status = int(real(file, flags))
            self.events.append(Event(Kind.SYNC, self._paths[file]))
            return status

        return sync

    def _pointer(self, function: Any) -> int | None:
        self._kept.append(function)
        return cast(function, c_void_p).value
