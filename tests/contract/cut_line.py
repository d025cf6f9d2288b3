"""A way to a server that can be cut in the middle of a conversation."""

import contextlib
import select
import socket
import threading
import time


class Line:
    """A way to the server that can be cut."""

    def __init__(self, server):
        host, _, port = server.bolt_url.removeprefix("bolt://").rpartition(":")
        self._server = (host, int(port))
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._pairs = []
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, url):
        """The same address by this way; bolt, since routing would lead around it."""
        user = url.removeprefix("neo4j://").rpartition("@")[0]
        return f"bolt://{user}@127.0.0.1:{self._listening.getsockname()[1]}"

    def cut(self):
        """Break all connections; new ones work."""
        while self._pairs:
            for end in self._pairs.pop():
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
        time.sleep(0.2)

    def close(self):
        """Break all connections and let none in."""
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()

    def _serve(self):
        with contextlib.suppress(OSError):
            while True:
                inner, _ = self._listening.accept()
                pair = (inner, socket.create_connection(self._server))
                self._pairs.append(pair)
                threading.Thread(target=carry, args=pair, daemon=True).start()


def carry(one, other):
    """Carry bytes both ways until either end closes."""
    with one, other, contextlib.suppress(OSError, ValueError):
        while True:
            for end in select.select([one, other], [], [])[0]:
                data = end.recv(65_536)
                if not data:
                    return
                (other if end is one else one).sendall(data)


@contextlib.contextmanager
def cut_line(server):
    """A way to the server for as long as the block lasts."""
    line = Line(server)
    try:
        yield line
    finally:
        line.close()
