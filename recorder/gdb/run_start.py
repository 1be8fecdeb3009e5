"""Starts the program, sets the breakpoints that the plan asks for, and tells what is mapped."""
import ctypes
import os
import re

import gdb

from run_memory import Memory
from run_turns import Blocking


class Point(gdb.Breakpoint):
    """A breakpoint at which most stops are handled on the way: for gdb to come to a halt takes it longest."""

    def __init__(self, recording, address):
        super().__init__('*%#x' % address, internal=True)
        self.silent = True
        self.recording = recording

    def stop(self):
        return not self.recording.handled_on_the_way()


def stay_on_one_cpu():
    """
    Keeps gdb, and the program that it starts, on the CPU that it runs on. One of them always waits for the other, and
    to wake another CPU takes longer than most stops. A program that asks how many CPUs there are is told one, on any
    machine.
    """
    os.sched_setaffinity(0, {ctypes.CDLL(None).sched_getcpu()})


class Start:
    """The part of a recording that brings a run to the program's main, with all stops set."""

    def stop_at(self, address, kind, detail=None):
        if address not in self.points:
            self.points[address] = Point(self, address)
        self.stops.setdefault(address, {})[kind] = detail

    def keep_stops(self, *wanted):
        """Stops no more for anything else."""
        for address, kinds in list(self.stops.items()):
            self.stops[address] = {kind: kinds[kind] for kind in wanted if kind in kinds}
            if not self.stops[address]:
                del self.stops[address]
                self.points.pop(address).delete()

    def start(self):
        """Runs to the program's main; gives False when it ends before."""
        plan = self.plan
        for command in (
            'set print thread-events off', 'set suppress-cli-notifications on',
            'set breakpoint pending off', 'set breakpoint always-inserted on',
            'set backtrace past-main on', 'set disassembly-flavor intel',
        ):
            gdb.execute(command, False, True)
        if not self.turns:
            self.pass_signals()
        stay_on_one_cpu()
        gdb.execute('starti', False, True)
        self.pid = gdb.selected_inferior().pid
        self.memory = Memory(self.pid)
        self.maps_file = open('/proc/%d/maps' % self.pid)
        self.blocking = Blocking(self.pid)
        self.maps()
        for line in self.known_maps.splitlines():
            if line.endswith(plan['program']):
                self.base = int(line.split('-')[0], 16) if plan['relocatable'] else 0
                break
        # Named before the start, a file of its own would not be moved to where the executable is loaded.
        gdb.execute('add-symbol-file %s -o %d' % (plan['unwinding'], self.base), False, True)
        self.write({'event': 'start', 'base': self.base})
        self.functions = [[low + self.base, high + self.base] for low, high in plan['functions']]
        self.starts = [low for low, _ in self.functions]
        self.stop_at(self.main, 'main')
        if plan.get('hashKeys') is not None:
            self.stop_at(plan['hashKeys'] + self.base, 'keys')
        if plan['early']:
            for address, kind in plan['allocator']:
                if kind != 'dealloc':
                    self.stop_at(address + self.base, 'early', kind)
        if not self.reach_main():
            return False
        self.top = self.registers()['rsp']
        self.maps()
        self.write({'event': 'entered'})
        # Main may be a loop that begins where main does.
        self.keep_stops('keys')
        self.arm()
        return True

    def reach_main(self):
        while True:
            gdb.execute('continue', False, True)
            if gdb.selected_inferior().pid == 0:
                return False
            registers = self.registers()
            kinds = self.stops.get(registers['rip'], {})
            if 'main' in kinds:
                return True
            if 'keys' in kinds:
                self.fix_keys(registers)
            elif 'early' in kinds:
                self.early_call(kinds['early'], registers)

    def arm(self):
        """Sets the stops of what happens in main."""
        plan, base = self.plan, self.base
        for address, kind in plan['allocator']:
            self.stop_at(address + base, 'call', kind)
        self.stop_at(self.memory.word(self.top), 'end')
        if plan['kernel']:
            self.watch_kernel()
        if self.turns and plan.get('sleep') is not None:
            self.stop_at(plan['sleep'] + base, 'sleep')
        if self.stepping:
            self.arm_steps(plan['steps'])
        for low, high in plan['instructions']:
            self.arm_instructions(low + base, high + base)
        if self.turns:
            self.take_turns()

    def arm_steps(self, steps):
        base = self.base
        for address, line in steps['lines']:
            self.stop_at(address + base, 'line', line)
        if steps.get('unwind') is not None:
            self.stop_at(steps['unwind'] + base, 'unwind')
        for address, kind in steps['watch']:
            self.stop_at(address + base, 'watch', kind)
        architecture = gdb.newest_frame().architecture()
        glue = {address + base for address in steps['glue']}
        told = {address + base for address in steps['code']}
        for low, high in self.functions:
            code = architecture.disassemble(low, high - 1)
            if low in told:
                self.write({'event': 'code', 'code': [[one['addr'], one['asm']] for one in code]})
            for one in code:
                if re.match(r'(rep\w* )?ret', one['asm']):
                    self.stop_at(one['addr'], 'return')
                if self.called(one['asm']) in glue:
                    self.stop_at(one['addr'], 'drop', one['addr'] + one['length'])
        self.static = [[address + base, size] for address, size in steps['data']]
        self.event('main', self.registers(), extra=[[address + base, size] for address, size in steps['constant']])

    def arm_instructions(self, low, high):
        architecture = gdb.newest_frame().architecture()
        code = {one['addr']: one for one in architecture.disassemble(low, high - 1)}
        self.listings.update(code)
        self.write({'event': 'listing', 'low': low,
                    'code': [[one['addr'], one['length'], one['asm']] for one in code.values()]})
        self.stop_at(low, 'asked', low)

    def called(self, asm):
        """The function that an instruction calls: named, or by the word of memory that holds its address."""
        direct = re.match(r'(?:\w+ )*call\s+(0x[0-9a-f]+)', asm)
        if direct:
            return int(direct.group(1), 16)
        through = re.match(r'(?:\w+ )*call\s+QWORD PTR \[rip.*# (0x[0-9a-f]+)', asm)
        return self.memory.word(int(through.group(1), 16)) if through else None

    def maps(self):
        self.maps_file.seek(0)
        text = self.maps_file.read()
        self.maps_changed = False
        if text != self.known_maps:
            self.known_maps = text
            self.write({'event': 'maps', 'text': text})

    def fix_keys(self, registers):
        """Gives a HashMap fixed keys in place of random ones."""
        rsp = registers['rsp']
        for text in ('$rax = %d' % self.plan['keys'][0], '$rdx = %d' % self.plan['keys'][1],
                     '$rsp = %d' % (rsp + 8), '$pc = %d' % self.memory.word(rsp)):
            gdb.execute('set var ' + text, False, True)
        self.write({'event': 'keys'})
