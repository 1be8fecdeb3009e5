"""Unwinds the stack as far as the program's own code reaches."""
import bisect

import gdb

RED_ZONE = 128
# Where std's frame holds what a thread's closure captured.
ABOVE = 1024
# Frames that are looked through for the program's own code.
DEEPEST = 400
# Frames, from the innermost one outwards, that are found without gdb at most.
FOLLOWED = 24
# Frames with code of the program that are told of a call: the innermost may be code without a line.
NEAREST = 4


class Frames:
    """The part of a recording that finds frames and the bytes that they take."""

    def snippet_function(self, pc):
        at = bisect.bisect_right(self.starts, pc) - 1
        if at >= 0 and pc < self.functions[at][1]:
            return self.functions[at][0]
        return None

    def callers(self):
        """Addresses of the code that a stop's frames stand at, innermost first: where one called, within the call."""
        pcs = []
        frame = self.physical(gdb.newest_frame())
        while frame is not None and len(pcs) < DEEPEST:
            pcs.append(frame.pc() - (1 if pcs else 0))
            frame = self.physical(frame.older())
        return pcs

    def nearest(self, pcs):
        """Those of the addresses, up to the last of the nearest that are code of the program."""
        own = [at for at, pc in enumerate(pcs[:DEEPEST]) if self.holds(pc)][:NEAREST]
        return pcs[:own[-1] + 1] if own else []

    def holds(self, pc):
        """Whether a function holds code that the program's lines became, inlined code too."""
        at = bisect.bisect_right(self.own, [pc - self.base, float('inf')]) - 1
        return at >= 0 and pc - self.base < self.own[at][1]

    def chain(self, pcs):
        """Number of a list of addresses, which is written once."""
        key = tuple(pcs)
        number = self.chains.get(key)
        if number is None:
            number = self.chains[key] = len(self.chains)
            self.write({'event': 'chain', 'chain': number, 'pcs': key})
        return number

    def frames(self, thread, registers):
        """[pc, rsp, cfa, function or 0, rbp, return address] from the innermost frame to the outermost of the snippet."""
        found = self.next_frames(thread, registers) or self.unwound(thread, registers)
        self.tails[thread] = found
        last = next((i for i in reversed(range(len(found))) if found[i][3]), -1)
        return found[:last + 1]

    def next_frames(self, thread, registers):
        """
        The frames of a stop that leads to a frame of the last one, without gdb; None where that cannot be told.
        How far the stack pointer is from a frame's end is known of a code address that was unwound before; it is
        the same again where the chain of return addresses leads to a frame that is still there.
        """
        tail = self.tails.get(thread)
        if not tail:
            return None
        pc, rsp, depths = registers['rip'], registers['rsp'], self.depths
        found, at = [], 0
        while len(found) < FOLLOWED:
            depth = depths.get(pc)
            low = self.snippet_function(pc - 1 if found else pc)
            # What rbp is in a function of the snippet further out is for gdb to find.
            if depth is None or low and found:
                return None
            cfa = rsp + depth
            back = self.memory.word(cfa - 8)
            found.append([pc, rsp, cfa, low or 0, registers['rbp'] if low else 0, back])
            if low == self.main:
                return found if tail[-1][2] == cfa and tail[-1][3] == low and tail[-1][5] == back else None
            while at < len(tail) and tail[at][1] < cfa:
                at += 1
            if at < len(tail) and tail[at][1] == cfa:
                return self.joined(found, tail, at, back)
            pc, rsp, depths = back, cfa, self.caller_depths
        return None

    def joined(self, found, tail, at, back):
        """Frames whose caller stands at `back` in a known frame; None where that one is another or has changed."""
        caller = tail[at]
        if not self.intact(tail, at):
            return None
        if caller[0] == back:
            return [*found, *tail[at:]]
        # The last stop was in the caller, which has called since: it keeps its place and its rbp.
        if caller[3] and self.snippet_function(back - 1) == caller[3]:
            return [*found, [back, *caller[1:]], *tail[at + 1:]]
        return None

    def unwound(self, thread, registers):
        """All frames of a stop, by gdb as far as they are not known from the last one."""
        tail, at = self.tails.get(thread, ()), 0
        found = []
        frame = self.physical(gdb.newest_frame())
        pc, rsp = registers['rip'], registers['rsp']
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
        for pc, rsp, cfa, *_ in found[:1]:
            self.depths[pc] = cfa - rsp
        for pc, rsp, cfa, *_ in found[1:FOLLOWED]:
            self.caller_depths[pc] = cfa - rsp
        return found

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
        if top - bottom <= self.plan['steps']['stackBytes']:
            return [[bottom, top - bottom]]
        ranges = [[bottom, self.plan['steps']['stackBytes'] // 2]]
        for _, rsp, cfa, function, _, _ in frames:
            if not function:
                continue
            if cfa - rsp <= 4096:
                ranges.append([rsp, cfa - rsp])
            else:
                ranges.append([cfa - 64, 64])
                for offset, size in self.plan['steps']['windows'].get(str(function - self.base), ()):
                    ranges.append([rsp + offset, size])
        return ranges
