"""Unwinds the stack as far as the snippet's functions reach."""
import bisect

import gdb

RED_ZONE = 128


class Frames:
    """The part of a recording that finds frames and the bytes that they take."""

    def snippet_function(self, pc):
        at = bisect.bisect_right(self.starts, pc) - 1
        if at >= 0 and pc < self.functions[at][1]:
            return self.functions[at][0]
        return None

    def frames(self, thread, frame):
        """[pc, rsp, cfa, function or 0, rbp, return address] from the innermost frame to the outermost of the snippet."""
        known = {entry[1]: (i, entry) for i, entry in enumerate(self.tails.get(thread, ()))}
        found = []
        frame = self.physical(frame)
        pc, rsp = frame.pc(), int(frame.read_register('rsp'))
        while True:
            same = known.get(rsp) if found else None
            if same and same[1][0] == pc and self.intact(self.tails[thread][same[0]:]):
                found.extend(self.tails[thread][same[0]:])
                break
            older = self.physical(frame.older())
            if older is None or len(found) > 200000:
                break
            cfa, next_pc = int(older.read_register('rsp')), older.pc()
            low = self.snippet_function(pc if not found else pc - 1)
            rbp = int(frame.read_register('rbp')) if low else 0
            found.append([pc, rsp, cfa, low or 0, rbp, next_pc])
            if low == self.main:
                break
            frame, pc, rsp = older, next_pc, cfa
        self.tails[thread] = found
        last = max((i for i, entry in enumerate(found) if entry[3]), default=-1)
        return found[:last + 1]

    @staticmethod
    def physical(frame):
        """The frame itself, or the one that its function was inlined into."""
        while frame is not None and frame.type() == gdb.INLINE_FRAME:
            frame = frame.older()
        return frame

    def intact(self, tail):
        return all(self.memory.word(entry[2] - 8) == entry[5] for entry in tail)

    def stack_ranges(self, thread, frames, low):
        if not frames:
            return []
        bottom = min(low, frames[0][1]) - RED_ZONE
        top = frames[-1][2]
        if top - bottom <= self.plan['stackBytes']:
            return [[bottom, top - bottom]]
        ranges = [[bottom, self.plan['stackBytes'] // 2]]
        for _, rsp, cfa, function, _, _ in frames:
            if not function:
                continue
            if cfa - rsp <= 4096:
                ranges.append([rsp, cfa - rsp])
            else:
                ranges.append([cfa - 64, 64])
                for offset, size in self.plan['windows'].get(str(function - self.base), ()):
                    ranges.append([rsp + offset, size])
        return ranges
