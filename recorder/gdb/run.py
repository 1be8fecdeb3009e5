"""Runs a program under gdb and writes down what it does: its calls of the allocator and, where that is
wanted, what its memory holds whenever it stops.

Nothing is decided here: the plan (a JSON file that the environment variable RECORDER_SETTINGS names, see
`recorder/memory/plan.ts`) says where to stop and what to read; what was seen becomes one line of JSON each
(`recorder/memory/events.ts`). What it means is worked out in TypeScript. A run without steps is the same with
fewer stops.
"""
import json
import os
import sys

import gdb

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from run_calls import Calls  # noqa: E402
from run_frames import Frames  # noqa: E402
from run_instructions import Instructions  # noqa: E402
from run_kernel import Kernel  # noqa: E402
from run_registers import Registers  # noqa: E402
from run_start import Start  # noqa: E402
from run_steps import Steps  # noqa: E402
from run_turns import Turns  # noqa: E402


class Recording(Start, Frames, Calls, Kernel, Steps, Instructions, Turns):
    """One run: stops where the plan says and writes what it reads."""

    def __init__(self, plan):
        self.plan = plan
        # A run that takes too long is killed; what it did until then is kept.
        self.out = open(plan['events'], 'wb', buffering=0)
        self.base = 0
        # By address: what a stop there is for, and gdb's breakpoint.
        self.stops = {}
        self.points = {}
        self.signal = None
        self.exit_code = None
        self.reader = Registers()
        # The stack pointer where main begins, and whether main has ended.
        self.top = None
        self.over = False
        # Whether the stop at which gdb halts has been handled already.
        self.handled = False
        # Ranges of code by start.
        self.functions = self.starts = ()
        self.own = plan['own']
        # By thread: all frames of its last stop, and those that were told.
        self.tails = {}
        self.told = {}
        # By code address: how far the stack pointer is from the canonical frame address where it runs, and where it called.
        self.depths = {}
        self.caller_depths = {}
        self.chains = {}
        # Calls of the allocator: their number, those that have not returned by thread, live blocks.
        self.calls = 0
        self.pending = {}
        self.blocks = {}
        self.spans = None
        self.known_maps = None
        self.maps_changed = False
        # The kernel's calls: gdb's catchpoint, threads that stopped at it, calls that have not returned.
        self.catch = None
        self.crossing = set()
        self.in_kernel = {}
        self.heap_end = None
        # Steps: whether they are wanted still, and by thread the frame of its last line.
        self.stepping = 'steps' in plan
        self.static = ()
        self.last = {}
        # Instructions: of the functions that are followed, the function that runs, those that have run.
        self.listings = {}
        self.run = None
        self.ran = set()
        # Threads: whether they take turns, whose turn it is, who waits and who stopped out of turn.
        self.turns = self.stepping or bool(plan['instructions'])
        self.current = 1
        self.waiting = 0
        self.late = set()
        self.asleep = (None, 0)
        gdb.events.stop.connect(self.on_stop)
        gdb.events.exited.connect(self.on_exit)

    encode = staticmethod(json.JSONEncoder(separators=(',', ':'), check_circular=False).encode)

    def write(self, event):
        self.out.write((self.encode(event) + '\n').encode())

    def on_stop(self, event):
        self.signal = event.stop_signal if isinstance(event, gdb.SignalEvent) else None
        if self.catch and isinstance(event, gdb.BreakpointEvent):
            if any(point.number == self.catch.number for point in event.breakpoints):
                self.crossing.add(gdb.selected_thread().num)

    def on_exit(self, event):
        self.exit_code = event.exit_code if hasattr(event, 'exit_code') else None

    @property
    def main(self):
        return self.plan['main'] + self.base

    def registers(self):
        """The selected thread's registers, by name."""
        return self.reader.read(gdb.selected_thread().ptid[1])

    def handle(self, registers=None):
        """Writes what a stop is for; its registers may have been read already."""
        registers = registers or self.registers()
        thread = gdb.selected_thread().num
        kinds = self.stops.get(registers['rip'], {})
        if 'back' in kinds:
            self.allocator_return(registers, thread)
        if thread == 1 and registers['rsp'] > self.top:
            # Main returned, or a panic unwound it.
            self.over = True
            return
        if thread in self.crossing:
            self.crossed_kernel(registers, thread)
            return
        if 'keys' in kinds:
            self.fix_keys(registers)
            return
        if 'call' in kinds:
            self.allocator_call(kinds['call'], registers, thread)
        if self.stepping:
            self.step(kinds, registers, thread)
        if 'asked' in kinds:
            self.asked(registers, thread, kinds['asked'])
        self.follow(registers, thread)
        if 'sleep' in kinds:
            self.sleeps(thread)
        else:
            self.wakes(thread)

    # Stops that need neither another breakpoint nor another thread, which gdb does not allow on the way.
    ON_THE_WAY = {'line', 'drop', 'back', 'call'}

    def handled_on_the_way(self):
        """Handles a stop while gdb asks whether it is one; gives whether the program may go on."""
        if not self.stepping or self.run or self.top is None or len(gdb.selected_inferior().threads()) > 1:
            return False
        registers = self.registers()
        kinds = self.stops.get(registers['rip'], {})
        if not kinds or not self.ON_THE_WAY.issuperset(kinds):
            return False
        if kinds.get('call', 'dealloc') != 'dealloc' and self.memory.word(registers['rsp']) not in self.points:
            return False
        self.handle(registers)
        self.handled = self.over or self.steps_are_enough()
        return not self.handled

    def go(self):
        if not self.start():
            return self.finish()
        self.handle()
        while True:
            progress = self.resume()
            if gdb.selected_inferior().pid == 0:
                return self.finish()
            if self.signal and self.signal not in ('SIGTRAP', 'SIGINT'):
                self.received(self.signal)
                continue
            if not self.settle(progress):
                continue
            self.blocking.patient = False
            if not self.handled:
                self.handle()
            self.handled = False
            # One that came to a stop before it had its turn, which a sleeping thread gave it now.
            while self.current in self.late:
                self.late.discard(self.current)
                self.handle()
            if self.over:
                return self.let_go()
            if self.stepping and self.steps_are_enough():
                self.write({'event': 'limit', 'what': 'steps'})
                self.run_on()
            if self.calls > self.plan['calls'] and not self.stepping:
                self.write({'event': 'limit', 'what': 'calls'})
                gdb.execute('kill', False, True)
                return self.finish()

    def run_on(self):
        """Goes on without steps and instructions: only calls are of interest, and no thread waits for its turn."""
        self.stepping = False
        self.run = None
        self.keep_stops('call', 'back', 'end', 'keys')
        self.free_threads()

    def let_go(self):
        """
        Behind `main`: lets the program end by itself. gdb is detached before: it cannot resume threads
        that end with the process.
        """
        for point in self.points.values():
            point.delete()
        if self.catch:
            self.catch.delete()
        gdb.execute('detach', False, True)
        # The program is a child of gdb.
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.write({'event': 'end', 'code': status if status >= 0 else None, 'signal': -status if status < 0 else None})
        self.out.close()

    def finish(self):
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
