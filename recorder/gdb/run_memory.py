"""Reads a process's memory."""
import os

CHUNK = 256
PAGE = 4096


class Memory:
    """Reads the process's memory and tells which bytes changed since they were last told."""

    def __init__(self, pid):
        self.file = os.open('/proc/%d/mem' % pid, os.O_RDONLY)
        self.told = {}
        # By where a page's read part starts: to pass over what did not change.
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
            run = end = None
            at = 0
            while at < len(data):
                page = min(len(data), at + PAGE - (first + at) % PAGE)
                whole = data[at:page]
                if wholes.get(first + at) == whole:
                    at = page
                    continue
                wholes[first + at] = whole
                for at in range(at, page, CHUNK):
                    piece, known = data[at:min(at + CHUNK, page)], told.get(first + at, b'')
                    if known.startswith(piece):
                        continue
                    told[first + at] = piece
                    if end != at:
                        if run is not None:
                            out.append([first + run, data[run:end].hex()])
                        run = at
                    end = at + CHUNK
                at = page
            if run is not None:
                out.append([first + run, data[run:end].hex()])
        return out
