"""Reads what memory holds where a line of the program begins and where a function returns."""
import gdb

# In the order in which they are told.
GENERAL = ('rax rbx rcx rdx rsi rdi rbp rsp r8 r9 r10 r11 r12 r13 r14 r15 rip eflags').split()


class Steps:
    """The part of a recording that stops at the program's lines."""

    mark = None
    made = 0
    raw = 0
    idle = 0

    def heap_ranges(self):
        """Live blocks, near ones read together."""
        if self.spans is None:
            spans = []
            for start, size in sorted(self.blocks.items()):
                size = min(size, self.plan['steps']['blockBytes'])
                if spans and start - (spans[-1][0] + spans[-1][1]) <= 512:
                    spans[-1][1] = max(spans[-1][1], start + size - spans[-1][0])
                else:
                    spans.append([start, size])
            self.spans = spans
        return self.spans

    def thread_local(self, base):
        size = self.plan['steps']['threadLocal']
        if not size:
            return [], 0
        return [[base - size, size]], base

    def news(self, thread, frames):
        """The innermost frames that the thread's last event did not have, and how many others stay."""
        before = self.told.get(thread, ())
        new = max(0, len(frames) - len(before))
        offset = len(before) - len(frames)
        # Frames that were found again are the same objects, with all that are further out.
        while new < len(frames) and frames[new] is not before[new + offset]:
            new += 1
        self.told[thread] = frames
        return {'frames': [entry[:5] for entry in frames[:new]], 'kept': len(frames) - new}

    def event(self, kind, registers, extra=(), low=None, **more):
        if self.maps_changed:
            self.maps()
        number = gdb.selected_thread().num
        frames = self.frames(number, registers)
        local, fs = self.thread_local(registers['fs_base'])
        ranges = self.stack_ranges(number, frames, low or registers['rsp'])
        memory = self.memory.changes(
            [*extra, *ranges, *self.heap_ranges(), *self.static, *local])
        self.write(dict(more, event=kind, thread=number, pc=registers['rip'], fs=fs,
                        registers=['%x' % registers[name] for name in GENERAL[:16]],
                        memory=memory, **self.news(number, frames)))
        return frames, memory

    def step(self, kinds, registers, thread):
        """Writes what a stop tells of the program's steps."""
        if 'line' in kinds:
            self.line(registers, thread, kinds['line'])
        if 'unwind' in kinds:
            self.write({'event': 'unwind', 'thread': thread, **self.news(thread, self.frames(thread, registers))})
        if 'drop' in kinds:
            self.write({'event': 'drop', 'thread': thread, 'sp': registers['rsp'],
                        'back': kinds['drop'], 'at': registers['rdi']})
        if 'return' in kinds:
            self.returning(registers, thread)
        if 'watch' in kinds:
            self.event(kinds['watch'], registers)

    def line(self, registers, thread, line):
        frames, memory = self.event('line', registers)
        mark = (thread, frames[0][2] if frames else 0, line)
        self.last[thread] = (frames[0][2] if frames else 0, frames[0][1] if frames else 0)
        self.raw += 1
        self.idle += 1
        if memory or mark != self.mark:
            self.mark = mark
            self.made += 1
            self.idle = 0

    def returning(self, registers, thread):
        rsp = registers['rsp']
        if rsp == self.top:
            alive = [one.num for one in gdb.selected_inferior().threads()]
            self.write({'event': 'left', 'threads': [num for num in alive if num not in self.last and num != thread]})
            self.over = True
        cfa, low = self.last.get(thread, (0, 0))
        low = low if cfa == rsp + 8 else rsp
        frame = gdb.newest_frame()
        vectors = {name: '%x' % (int(frame.read_register(name)['v2_int64'][0]) & (1 << 64) - 1)
                   for name in ('xmm0', 'xmm1')}
        self.event('return', registers, low=low, **vectors)
        self.made += 1

    def received(self, name):
        """A signal is about to be delivered."""
        if self.stepping:
            self.event('signal', self.registers(), signal=name)

    def steps_are_enough(self):
        """Whether there are more stops than the steps that are wanted, or one place is turned round in."""
        limit = self.plan['steps']['limit']
        return self.made > limit or self.raw > 8 * limit or self.idle > limit
