"""Run by gdb: prints every stop of a program at a line of its own file, as one line of JSON.

LIVENESS_PLAN names a JSON file with the link-time addresses to stop at (`lines`) and the one of
the allocator's dealloc (`dealloc`); `frees` counts its calls. Frames are listed
innermost first, those of std left out; `stack` (where the return address lies) tells them apart.
"""
import json
import os

import gdb

gdb.execute('set pagination off')
# Frames end at Rust's main otherwise, and then it has no older frame to tell it apart by.
gdb.execute('set backtrace past-main on')
PLAN = json.load(open(os.environ['LIVENESS_PLAN']))
stops = []
frees = 0


def describe(frame, base):
    return {
        'function': frame.function().name,
        'declared': frame.function().line,
        'stack': int(frame.older().read_register('rsp')),
        'pc': frame.pc() - base,
    }


class Stop(gdb.Breakpoint):
    def __init__(self, address, base):
        super().__init__('*%d' % (address + base), internal=True)
        self.silent = True
        self.base = base

    def stop(self):
        frame = gdb.newest_frame()
        entry = int(frame.function().value().address) == frame.pc()
        frames = [describe(frame, self.base)]
        outer = frame.older()
        while outer is not None:
            symtab = outer.find_sal().symtab
            if symtab is not None and symtab.filename.endswith('snippet.rs') and outer.function():
                frames.append(describe(outer, self.base))
            outer = outer.older()
        stops.append({'entry': entry, 'frees': frees, 'frames': frames})
        return False


class Free(gdb.Breakpoint):
    def stop(self):
        global frees
        frees += 1
        return False


gdb.execute('starti', to_string=True)
maps = open('/proc/%d/maps' % gdb.selected_inferior().pid).read().splitlines()
base = min(int(row.split('-')[0], 16) for row in maps if row.endswith('program'))
for address in PLAN['lines']:
    Stop(address, base)
if PLAN['dealloc'] is not None:
    Free('*%d' % (PLAN['dealloc'] + base), internal=True).silent = True
gdb.execute('continue', to_string=True)
print('STOPS ' + json.dumps(stops))
