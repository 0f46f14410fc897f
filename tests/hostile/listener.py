"""A server on this machine that counts who calls: what a page must never do."""

from __future__ import annotations

import socket
import threading
from types import TracebackType
from typing import Self


class Listener:
    """Accepts every connection, counts it and hangs up. Open within `with`."""

    def __init__(self) -> None:
        self.calls = 0
        self._is_open = True
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.1)
        self._thread = threading.Thread(target=self._listen)

    @property
    def address(self) -> str:
        """Where it can be called."""
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/x"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_open = False
        self._thread.join()
        self._socket.close()

    def _listen(self) -> None:
        while self._is_open:
            try:
                caller, _ = self._socket.accept()
            except TimeoutError:
                continue
            self.calls += 1
            caller.close()
