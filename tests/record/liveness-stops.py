"""Run by gdb: prints every stop of a program at a line of its own file, as one line of JSON.

LIVENESS_PLAN names a JSON file with link-time addresses: `lines` to stop at, `drops`, the calls of
drop glue with where they return to, and `unwind`, where unwinding starts. Frames are listed
innermost first, those of std left out; `stack` (where the return address lies) tells them apart.
"""
import json
import os
import re

import gdb

gdb.execute('set pagination off')
# Frames end at Rust's main otherwise, and then it has no older frame to tell it apart by.
gdb.execute('set backtrace past-main on')
PLAN = json.load(open(os.environ['LIVENESS_PLAN']))
stops = []
# By frame: the calls of drop glue since its last stop, where the last one returns to, and whether a
# call ended by unwinding.
drops = {}
returns = {}
unwound = set()


def stack(frame):
    return int(frame.older().read_register('rsp'))


def describe(frame, base):
    at = stack(frame)
    return {
        'function': frame.function().name,
        'declared': frame.function().line,
        'stack': at,
        'pc': frame.pc() - base,
        'drops': drops.get(at, 0),
        'isDrop': drops.get(at, 0) > 0 and returns.get(at) == frame.pc() - base,
    }


class Point(gdb.Breakpoint):
    def __init__(self, address, base):
        super().__init__('*%d' % (address + base), internal=True)
        self.silent = True
        self.base = base


class Stop(Point):
    def stop(self):
        frame = gdb.newest_frame()
        entry = int(frame.function().value().address) == frame.pc()
        at = stack(frame)
        frames = [describe(frame, self.base)]
        outer = frame.older()
        while outer is not None:
            symtab = outer.find_sal().symtab
            if symtab is not None and symtab.filename.endswith('snippet.rs') and outer.function():
                frames.append(describe(outer, self.base))
            outer = outer.older()
        stops.append({'entry': entry, 'unwound': at in unwound, 'frames': frames})
        drops.pop(at, None)
        unwound.discard(at)
        return False


class Drop(Point):
    def __init__(self, address, back, base):
        super().__init__(address, base)
        self.back = back

    def stop(self):
        at = stack(gdb.newest_frame())
        drops[at] = drops.get(at, 0) + 1
        returns[at] = self.back
        return False


class Unwind(Point):
    def stop(self):
        frame = gdb.newest_frame()
        while frame is not None and frame.older() is not None:
            if re.search(r'\bcatch_unwind\b|__rust_try\b', frame.name() or ''):
                break
            unwound.add(stack(frame))
            frame = frame.older()
        return False


gdb.execute('starti', to_string=True)
maps = open('/proc/%d/maps' % gdb.selected_inferior().pid).read().splitlines()
base = min(int(row.split('-')[0], 16) for row in maps if row.endswith('program'))
# Where a call of drop glue is a stop too, the stop comes first.
for address in PLAN['lines']:
    Stop(address, base)
for address, back in PLAN['drops']:
    Drop(address, back, base)
if PLAN['unwind'] is not None:
    Unwind(PLAN['unwind'], base)
gdb.execute('continue', to_string=True)
print('STOPS ' + json.dumps(stops))
