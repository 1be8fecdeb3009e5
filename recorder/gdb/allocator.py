"""Logs the calls of the Rust global allocator, inside gdb. It only reads; what the log means is
decided in allocator-log.ts. Settings come as JSON in the file that RECORDER_SETTINGS names:

  log      file to write, one JSON object a line
  entry    the executable's entry point as linked, to find where it was loaded
  main     address of the program's main as linked
  entries  addresses as linked of the allocator's entry points, by kind
  seed     address as linked of std's source of random HashMap keys, or null
  file     the program's source as debug information names it
  calls    calls after which the run is ended
  kernel   whether calls of the kernel's memory calls are logged
  early    whether requests to the allocator before main are logged

The one thing it changes: the random keys of a HashMap become 1 and 2, so that its order repeats.
"""

import json
import os

import gdb

with open(os.environ['RECORDER_SETTINGS'], encoding='utf-8') as text:
    SETTINGS = json.load(text)
LOG = open(SETTINGS['log'], 'w', encoding='utf-8')

# Frames of std between an entry point and the program's own: more are not looked through.
DEEPEST = 400

# Registers of the arguments of each entry point (System V psABI): size, align and so on.
ARGUMENTS = {
    'alloc': ('rdi', 'rsi'),
    'alloc_zeroed': ('rdi', 'rsi'),
    'realloc': ('rdi', 'rsi', 'rdx', 'rcx'),
    'dealloc': ('rdi', 'rsi', 'rdx'),
}

# Memory calls of Linux on x86-64 (arch/x86/entry/syscalls/syscall_64.tbl) and the register of the
# size that they are asked for: brk has none, its result is the heap's new end.
KERNEL = {9: ('mmap', 'rsi'), 11: ('munmap', 'rsi'), 12: ('brk', None), 25: ('mremap', 'rdx')}


def write(event, **facts):
    LOG.write(json.dumps({'event': event, **facts}) + '\n')
    LOG.flush()


def register(name):
    return int(gdb.selected_frame().read_register(name)) & 0xFFFFFFFFFFFFFFFF


def word(address):
    data = gdb.selected_inferior().read_memory(address, 8)
    return int.from_bytes(bytes(data), 'little')


def calling_frame():
    """The frame that called the function which was just entered."""
    frame = gdb.newest_frame()
    while frame.type() == gdb.INLINE_FRAME:
        frame = frame.older()
    return frame.older()


def own_frame(frame):
    """Function and line of the innermost frame, from `frame` outwards, that stands in the program's file."""
    for _ in range(DEEPEST):
        if frame is None:
            return None
        place = frame.find_sal()
        if place.symtab is not None and place.symtab.filename == SETTINGS['file']:
            function = frame.function()
            symbol = function.linkage_name if function is not None else None
            return {'symbol': symbol, 'line': place.line}
        frame = frame.older()
    return None


def callers():
    """Linkage names of the functions on the call stack, innermost first."""
    names = []
    frame = gdb.newest_frame()
    for _ in range(DEEPEST):
        if frame is None:
            break
        symbol = gdb.execute('info symbol %d' % (frame.pc() - (1 if names else 0)), to_string=True)
        names.append(symbol.split(' ')[0])
        frame = frame.older()
    return names


class Run:
    """One run of the program, from its main to its end."""

    def __init__(self, base):
        self.kinds = {base + at: kind for kind, at in SETTINGS['entries'].items()}
        self.main = base + SETTINGS['main']
        self.seed = base + SETTINGS['seed'] if SETTINGS['seed'] is not None else None
        self.breakpoints = {}
        self.pending = {}
        self.calls = 0
        self.stack = None
        self.end = None
        self.kernel = None
        self.in_kernel = {}
        self.heap_end = None

    def watch(self, address):
        if address not in self.breakpoints:
            self.breakpoints[address] = gdb.Breakpoint('*%d' % address, internal=True)

    def unwatch(self):
        for breakpoint in self.breakpoints.values():
            breakpoint.delete()
        self.breakpoints = {}

    def enter(self):
        """Main begins: from here to where it returns the allocator is watched."""
        self.stack = register('rsp')
        self.end = word(self.stack)
        self.watch(self.end)
        for address in self.kinds:
            self.watch(address)
        if SETTINGS['kernel']:
            names = ' '.join(name for name, _ in KERNEL.values())
            gdb.execute('set print demangle off', to_string=True)
            gdb.execute('catch syscall ' + names, to_string=True)
            self.kernel = gdb.breakpoints()[-1]
            self.heap_end = heap_end()
        write('main', maps=mappings())

    def called(self, kind, thread, stack):
        caller = word(stack)
        values = [register(name) for name in ARGUMENTS[kind]]
        # A program with an allocator of its own has the entry points in its file: they are not the caller.
        write('call', kind=kind, thread=thread, arguments=values, frame=own_frame(calling_frame()))
        if kind != 'dealloc':
            self.pending[thread] = stack
            self.watch(caller)
        self.calls += 1

    def crossed_kernel(self, thread):
        """A memory call of the kernel begins or ends: gdb stops at both."""
        if thread not in self.in_kernel:
            number = register('orig_rax')
            self.in_kernel[thread] = (number, own_frame(gdb.newest_frame()), self.asked(number))
            return
        number, frame, size = self.in_kernel.pop(thread)
        name, _ = KERNEL[number]
        if name == 'brk':
            before, self.heap_end = self.heap_end, register('rax')
            size = self.heap_end - before
        write('kernel', name=name, size=size, frame=frame)

    def asked(self, number):
        _, size = KERNEL[number]
        return register(size) if size is not None else 0

    def stopped(self):
        """Looks at a stop; gives False when there is nothing more to see."""
        thread = gdb.selected_thread().num - 1
        address = register('rip')
        stack = register('rsp')
        if self.pending.get(thread, 0) + 8 == stack and address in self.breakpoints:
            del self.pending[thread]
            write('return', thread=thread, value=register('rax'))
        if thread == 0 and self.stack is not None and stack > self.stack:
            # Main returned, or a panic unwound it.
            write('left')
            self.unwatch()
            if self.kernel is not None:
                self.kernel.delete()
                self.kernel = None
            return True
        if self.kernel is not None and address not in self.breakpoints:
            self.crossed_kernel(thread)
            return True
        if self.stack is None and address in self.kinds:
            values = [register(name) for name in ARGUMENTS[self.kinds[address]]]
            write('early', kind=self.kinds[address], arguments=values, callers=callers())
            return True
        if address == self.seed:
            write('seed')
            gdb.execute('set $rax = 1')
            gdb.execute('set $rdx = 2')
            gdb.execute('set $rip = %d' % word(stack))
            gdb.execute('set $rsp = %d' % (stack + 8))
        elif address == self.main and self.stack is None:
            self.enter()
        elif address in self.kinds and self.stack is not None:
            if self.calls >= SETTINGS['calls']:
                write('limit')
                return False
            self.called(self.kinds[address], thread, stack)
        return True


def ended(event):
    if hasattr(event, 'exit_code'):
        write('exit', code=event.exit_code)
    else:
        write('signal', number=int(gdb.parse_and_eval('$_exitsignal')))


def mappings():
    """The process's memory map, as the kernel tells it."""
    with open('/proc/%d/maps' % gdb.selected_inferior().pid, encoding='utf-8') as maps:
        return maps.read()


def heap_end():
    """Where the range that the kernel calls [heap] ends: what brk moves."""
    for line in mappings().splitlines():
        if line.endswith('[heap]'):
            return int(line.split(' ')[0].split('-')[1], 16)
    raise gdb.GdbError('the process has no heap yet')


def loaded_at():
    """What the loader added to the executable's addresses."""
    for line in gdb.execute('info auxv', to_string=True).splitlines():
        if 'AT_ENTRY' in line:
            return int(line.split()[-1], 16) - SETTINGS['entry']
    raise gdb.GdbError('no AT_ENTRY in the auxiliary vector')


def main():
    gdb.events.exited.connect(ended)
    gdb.execute('handle all nostop noprint pass', to_string=True)
    gdb.execute('starti', to_string=True)
    run = Run(loaded_at())
    run.watch(run.main)
    if run.seed is not None:
        run.watch(run.seed)
    if SETTINGS['early']:
        for address, kind in run.kinds.items():
            if kind != 'dealloc':
                run.watch(address)
    gdb.execute('continue', to_string=True)
    while gdb.selected_inferior().pid != 0:
        if not run.stopped():
            gdb.execute('kill', to_string=True)
            break
        gdb.execute('continue', to_string=True)
    write('done')


main()
