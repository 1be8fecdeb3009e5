"""Runs a program under gdb and writes down what its memory holds whenever it stops.

Nothing is decided here: the plan (a JSON file that the environment variable RECORDER_SETTINGS names,
see `recorder/memory/plan.ts`) says where to stop and what to read; every stop becomes one line of
JSON with registers, frames and the bytes that changed since the last one. What they mean is worked out in TypeScript (`recorder/memory`).
"""
import json
import os
import signal
import sys
import time

import gdb

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from memory_calls import Calls  # noqa: E402
from memory_frames import Frames  # noqa: E402
from memory_instructions import Instructions  # noqa: E402
from memory_start import Start  # noqa: E402
from memory_turns import Turns  # noqa: E402

GENERAL = ('rax rbx rcx rdx rsi rdi rbp rsp r8 r9 r10 r11 r12 r13 r14 r15 rip eflags').split()
ENDING_SECONDS = 2
POLL = 0.002


class Recording(Start, Frames, Calls, Instructions, Turns):
    """One run: stops where the plan says and writes what it reads."""

    def __init__(self, plan):
        self.plan = plan
        self.out = open(plan['events'], 'w', buffering=1 << 16)
        self.flushed = 0
        self.base = 0
        self.stops = {}
        self.points = []
        self.tails = {}
        self.last = {}
        self.steps = 0
        self.raw = 0
        self.pending = {}
        self.blocks = {}
        self.spans = None
        self.run = None
        self.ran = set()
        self.signal = None
        self.exit_code = None
        self.current = 1
        self.waiting = 0
        self.late = set()
        self.told = {}
        self.known_maps = None
        self.maps_changed = False
        gdb.events.stop.connect(self.on_stop)
        gdb.events.exited.connect(self.on_exit)

    def write(self, event):
        self.out.write(json.dumps(event, separators=(',', ':')))
        self.out.write('\n')
        # A run that takes too long is killed; what it did until then is kept.
        if time.monotonic() > self.flushed + 0.5:
            self.out.flush()
            self.flushed = time.monotonic()

    def on_stop(self, event):
        self.signal = event.stop_signal if isinstance(event, gdb.SignalEvent) else None

    def on_exit(self, event):
        self.exit_code = event.exit_code if hasattr(event, 'exit_code') else None

    # -- reading ----------------------------------------------------------------------------

    @staticmethod
    def pc():
        return gdb.newest_frame().pc()

    @property
    def main(self):
        return self.plan['main'] + self.base

    def heap_ranges(self):
        """Live blocks, near ones read together."""
        if self.spans is None:
            spans = []
            for start, size in sorted(self.blocks.items()):
                size = min(size, self.plan['blockBytes'])
                if spans and start - (spans[-1][0] + spans[-1][1]) <= 512:
                    spans[-1][1] = max(spans[-1][1], start + size - spans[-1][0])
                else:
                    spans.append([start, size])
            self.spans = spans
        return self.spans

    def thread_local(self, frame):
        size = self.plan['threadLocal']
        if not size:
            return [], 0
        base = int(frame.read_register('fs_base'))
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

    def event(self, kind, frame, extra=(), low=None, **more):
        if self.maps_changed:
            self.maps()
        thread = gdb.selected_thread()
        number = thread.num
        frames = self.frames(number, frame)
        local, fs = self.thread_local(frame)
        ranges = self.stack_ranges(number, frames, low or int(frame.read_register('rsp')))
        memory = self.memory.changes(
            [*extra, *ranges, *self.heap_ranges(), *self.static, *local])
        self.write(dict(more, event=kind, thread=number, pc=frame.pc(), fs=fs,
                        registers=[self.unsigned(frame, name) for name in GENERAL[:16]],
                        memory=memory, **self.news(number, frames)))
        return frames, memory

    # -- what a stop means for the reading ---------------------------------------------------

    def line(self, frame, thread, line):
        frames, memory = self.event('line', frame)
        mark = (thread, frames[0][2] if frames else 0, line)
        self.last[thread] = (frames[0][2] if frames else 0, frames[0][1] if frames else 0)
        self.raw += 1
        if memory or mark != self.mark:
            self.mark = mark
            self.steps += 1

    mark = None

    def returning(self, frame, thread, function):
        rsp = int(frame.read_register('rsp'))
        if rsp == self.top:
            alive = [one.num for one in gdb.selected_inferior().threads()]
            self.write({'event': 'left', 'threads': [num for num in alive if num not in self.last and num != thread]})
            self.over = True
        cfa, low = self.last.get(thread, (0, 0))
        low = low if cfa == rsp + 8 else rsp
        vectors = {name: '%x' % (int(frame.read_register(name)['v2_int64'][0]) & (1 << 64) - 1)
                   for name in ('xmm0', 'xmm1')}
        self.event('return', frame, low=low, **vectors)
        self.steps += 1

    def registers(self, frame):
        return [self.unsigned(frame, name) for name in GENERAL]

    @staticmethod
    def unsigned(frame, name):
        """A register's 64 bits in hexadecimal: JSON numbers hold only 53 of them."""
        return '%x' % (int(frame.read_register(name)) & (1 << 64) - 1)

    # -- the loop ---------------------------------------------------------------------------

    def handle(self):
        thread = gdb.selected_thread().num
        frame = gdb.newest_frame()
        pc = frame.pc()
        kinds = self.stops.get(pc, {})
        if 'back' in kinds:
            self.allocator_return(frame, thread, pc)
        if 'keys' in kinds:
            self.fix_keys()
            return
        if 'call' in kinds:
            self.allocator_call(kinds['call'], frame, thread)
        if 'line' in kinds:
            self.line(frame, thread, kinds['line'])
        if 'unwind' in kinds:
            self.write({'event': 'unwind', 'thread': thread, **self.news(thread, self.frames(thread, frame))})
        if 'drop' in kinds:
            self.write({'event': 'drop', 'thread': thread, 'sp': int(frame.read_register('rsp')),
                        'back': kinds['drop'], 'at': int(frame.read_register('rdi')) & (1 << 64) - 1})
        if 'return' in kinds:
            self.returning(frame, thread, kinds['return'])
        if 'watch' in kinds:
            self.event(kinds['watch'], frame)
        if 'asked' in kinds:
            self.asked(frame, thread, kinds['asked'])
        run = self.run
        if run and run['thread'] == thread:
            over = run.get('over')
            if over and over == (pc, int(frame.read_register('rsp'))):
                run.pop('over')
            if not run.get('over'):
                self.instruction(frame, thread, pc)
        if 'sleep' in kinds:
            self.sleeps(thread)
        else:
            self.wakes(thread)

    def go(self):
        if not self.start():
            return self.finish()
        limit = self.plan['stepLimit']
        self.top = int(gdb.newest_frame().read_register('rsp'))
        self.over = False
        self.handle()
        gdb.execute('set scheduler-locking on', False, True)
        gdb.execute('handle SIGINT stop print nopass', False, True)
        while True:
            progress = self.resume()
            if gdb.selected_inferior().pid == 0:
                return self.finish()
            if self.signal and self.signal not in ('SIGTRAP', 'SIGINT'):
                self.event('signal', gdb.newest_frame(), signal=self.signal)
                continue
            if not self.settle(progress):
                continue
            self.blocking.patient = False
            self.handle()
            # One that came to a stop before it had its turn, which a sleeping thread gave it now.
            while self.current in self.late:
                self.late.discard(self.current)
                self.handle()
            if self.over:
                return self.let_go()
            if self.steps > limit or self.raw > 8 * limit:
                self.write({'event': 'limit'})
                return self.let_go()

    def let_go(self):
        """
        Behind `main` or past the step limit: lets the program end by itself, if it does so soon. gdb is
        detached before: it cannot resume threads that end with the process.
        """
        for point in self.points:
            point.delete()
        gdb.execute('detach', False, True)
        self.finish(self.wait())

    def wait(self):
        """Waits for the end of the program, a child of gdb; gives its exit code, or the negative number of a signal."""
        until = time.monotonic() + ENDING_SECONDS
        while True:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() > until:
                os.kill(self.pid, signal.SIGKILL)
            time.sleep(POLL)

    def finish(self, status=None):
        if status is not None:
            self.exit_code, killed = (status, None) if status >= 0 else (None, -status)
        else:
            killed = self.ending_signal() if self.exit_code is None else None
        self.write({'event': 'end', 'code': self.exit_code, 'signal': killed})
        self.out.close()

    @staticmethod
    def ending_signal():
        try:
            return int(gdb.parse_and_eval('$_exitsignal'))
        except gdb.error:
            return None


with open(os.environ['RECORDER_SETTINGS']) as source:
    Recording(json.load(source)).go()
