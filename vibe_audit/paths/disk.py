"""What a file on disk holds."""

from __future__ import annotations

import errno
import os
import stat

# A pipe is opened without waiting for somebody to write into it; Windows has none among its files, and would change the ends of lines.
_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_PIECE = 1 << 20


class NotRegular(OSError):
    """A folder, a pipe, a device: nothing that holds a text."""


def read_file(file: str | os.PathLike[str]) -> bytes:
    """The content of a regular file, links followed. Raises OSError for whatever has none, NotRegular for what is another thing.

    `open` asks the system twice as much about a file, and reading is a good part of what is left beside parsing.
    """
    handle = os.open(file, _READ)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise NotRegular(errno.EISDIR, os.strerror(errno.EISDIR)) if stat.S_ISDIR(found.st_mode) else NotRegular("not a regular file")
        data = os.read(handle, found.st_size + 1)
        if len(data) == found.st_size and data:
            return data
        pieces = [data]  # it is just being written, or its size is not told
        while pieces[-1]:
            pieces.append(os.read(handle, _PIECE))
        return b"".join(pieces)
    finally:
        os.close(handle)
