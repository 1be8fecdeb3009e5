"""Starts the program, sets the breakpoints that the plan asks for, and tells what is mapped."""
import re

import gdb

from memory_reader import Memory
from memory_turns import Blocking


class Start:
    """The part of a recording that brings a run to the program's main, with all stops set."""

    def stop_at(self, address, kind, detail=None):
        entry = self.stops.setdefault(address, {})
        if not entry:
            point = gdb.Breakpoint('*%#x' % address, internal=True)
            point.silent = True
            self.points.append(point)
        entry[kind] = detail

    def start(self):
        plan = self.plan
        for command in (
            'set print thread-events off', 'set suppress-cli-notifications on',
            'set breakpoint pending off', 'set breakpoint always-inserted on',
            'set backtrace past-main on', 'set disassembly-flavor intel', 'set auto-solib-add off',
        ):
            gdb.execute(command, False, True)
        gdb.execute('starti', False, True)
        self.pid = gdb.selected_inferior().pid
        self.memory = Memory(self.pid)
        self.blocking = Blocking(self.pid)
        self.maps()
        with open('/proc/%d/maps' % self.pid) as maps:
            for line in maps:
                if line.rstrip().endswith(plan['program']):
                    self.base = int(line.split('-')[0], 16) if plan['relocatable'] else 0
                    break
        self.write({'event': 'start', 'pid': self.pid, 'base': self.base})
        self.functions = sorted([low + self.base, high + self.base] for low, high in plan['functions'])
        self.starts = [low for low, _ in self.functions]
        entry = gdb.Breakpoint('*%#x' % (plan['main'] + self.base), internal=True)
        entry.silent = True
        if plan.get('hashKeys') is not None:
            self.stop_at(plan['hashKeys'] + self.base, 'keys')
        while True:
            gdb.execute('continue', False, True)
            if gdb.selected_inferior().pid == 0:
                return False
            pc = self.pc()
            if pc == plan['main'] + self.base:
                break
            if 'keys' in self.stops.get(pc, ()):
                self.fix_keys()
        entry.delete()
        self.static = [[address + self.base, size] for address, size in plan['data']]
        self.memory_known = [[address + self.base, size] for address, size in plan['constant']]
        self.arm()
        self.event('main', gdb.newest_frame(), extra=self.memory_known)
        self.maps()
        return True

    def arm(self):
        plan, base = self.plan, self.base
        for address, line in plan['lines']:
            self.stop_at(address + base, 'line', line)
        for address, kind in plan['allocator']:
            self.stop_at(address + base, 'call', kind)
        if plan.get('unwind') is not None:
            self.stop_at(plan['unwind'] + base, 'unwind')
        if plan.get('sleep') is not None:
            self.stop_at(plan['sleep'] + base, 'sleep')
        for address, kind in plan['watch']:
            self.stop_at(address + base, 'watch', kind)
        architecture = gdb.newest_frame().architecture()
        glue = {address + base for address in plan['glue']}
        for low, high in self.functions:
            for one in architecture.disassemble(low, high - 1):
                if re.match(r'(rep\w* )?ret', one['asm']):
                    self.stop_at(one['addr'], 'return', low)
                if self.called(one['asm']) in glue:
                    self.stop_at(one['addr'], 'drop', one['addr'] + one['length'])
        self.listings = {}
        for low, high in plan['instructions']:
            low, high = low + base, high + base
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
        with open('/proc/%d/maps' % gdb.selected_inferior().pid) as maps:
            text = maps.read()
        self.maps_changed = False
        if text != self.known_maps:
            self.known_maps = text
            self.write({'event': 'maps', 'text': text})

    def fix_keys(self):
        frame = gdb.newest_frame()
        rsp = int(frame.read_register('rsp'))
        for text in ('$rax = %d' % self.plan['keys'][0], '$rdx = %d' % self.plan['keys'][1],
                     '$rsp = %d' % (rsp + 8), '$pc = %d' % self.memory.word(rsp)):
            gdb.execute('set var ' + text, False, True)
        self.write({'event': 'keys'})
