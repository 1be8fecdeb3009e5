"""Unwinds the stack as far as the snippet's functions reach."""
import bisect

import gdb

RED_ZONE = 128
# Where std's frame holds what a thread's closure captured.
ABOVE = 1024


class Frames:
    """The part of a recording that finds frames and the bytes that they take."""

    def snippet_function(self, pc):
        at = bisect.bisect_right(self.starts, pc) - 1
        if at >= 0 and pc < self.functions[at][1]:
            return self.functions[at][0]
        return None

    def frames(self, thread, frame):
        """[pc, rsp, cfa, function or 0, rbp, return address] from the innermost frame to the outermost of the snippet."""
        tail, at = self.tails.get(thread, ()), 0
        found = []
        frame = self.physical(frame)
        pc, rsp = frame.pc(), int(frame.read_register('rsp'))
        while True:
            while at < len(tail) and tail[at][1] < rsp:
                at += 1
            known = found and at < len(tail) and tail[at][1] == rsp and tail[at][0] == pc
            if known and self.intact(tail, at):
                found.extend(tail[at:])
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
        last = next((i for i in reversed(range(len(found))) if found[i][3]), -1)
        return found[:last + 1]

    @staticmethod
    def physical(frame):
        """The frame itself, or the one that its function was inlined into."""
        while frame is not None and frame.type() == gdb.INLINE_FRAME:
            frame = frame.older()
        return frame

    def intact(self, tail, at):
        """
        Whether frames are still there as they were. Beyond the snippet's second one nothing can have
        changed: a function of the snippet that is called anew stops in its own code first.
        """
        own = 0
        for entry in tail[at:]:
            if self.memory.word(entry[2] - 8) != entry[5]:
                return False
            own += 1 if entry[3] else 0
            if own == 2:
                break
        return True

    def stack_ranges(self, thread, frames, low):
        if not frames:
            return []
        bottom = min(low, frames[0][1]) - RED_ZONE
        top = frames[-1][2]
        if frames[-1][3] != self.main:
            top += ABOVE
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
