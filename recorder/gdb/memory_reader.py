"""Reads a process's memory."""
import os

CHUNK = 256


class Memory:
    """Reads the process's memory and tells which bytes changed since they were last told."""

    def __init__(self, pid):
        self.file = os.open('/proc/%d/mem' % pid, os.O_RDONLY)
        self.told = {}
        self.wholes = {}

    def read(self, address, size):
        try:
            return os.pread(self.file, size, address)
        except OSError:
            return b''

    def word(self, address):
        return int.from_bytes(self.read(address, 8), 'little')

    def changes(self, ranges):
        """The chunks of `ranges` that differ from what was told, as [address, hexadecimal]."""
        told, wholes, out = self.told, self.wholes, []
        for start, size in ranges:
            first = start - start % CHUNK
            data = self.read(first, start + size - first)
            if wholes.get(first) == data:
                continue
            wholes[first] = data
            run = end = None
            for at in range(0, len(data), CHUNK):
                piece, known = data[at:at + CHUNK], told.get(first + at, b'')
                if known.startswith(piece):
                    continue
                told[first + at] = piece
                if end != at:
                    if run is not None:
                        out.append([first + run, data[run:end].hex()])
                    run = at
                end = at + CHUNK
            if run is not None:
                out.append([first + run, data[run:end].hex()])
        return out
