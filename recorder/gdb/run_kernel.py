"""Follows the kernel's memory calls."""
import gdb

# Memory calls of Linux on x86-64 (arch/x86/entry/syscalls/syscall_64.tbl) and the register of the size that
# they are asked for: brk has none, its result is the heap's new end.
MEMORY_CALLS = {9: ('mmap', 'rsi'), 11: ('munmap', 'rsi'), 12: ('brk', None), 25: ('mremap', 'rdx')}


class Kernel:
    """The part of a recording that stops where the program enters and leaves the kernel."""

    def watch_kernel(self):
        gdb.execute('catch syscall ' + ' '.join(name for name, _ in MEMORY_CALLS.values()), False, True)
        self.catch = gdb.breakpoints()[-1]
        self.heap_end = self.end_of_heap()

    def crossed_kernel(self, registers, thread):
        """A memory call of the kernel begins or ends: gdb stops at both."""
        self.crossing.discard(thread)
        if thread not in self.in_kernel:
            name, size = MEMORY_CALLS[registers['orig_rax']]
            chain = self.chain(self.nearest(self.callers()))
            self.in_kernel[thread] = (name, chain, registers[size] if size else 0)
            return
        name, chain, size = self.in_kernel.pop(thread)
        if name == 'brk':
            before, self.heap_end = self.heap_end, registers['rax']
            size = self.heap_end - before
        self.write({'event': 'kernel', 'name': name, 'size': size, 'chain': chain})

    def end_of_heap(self):
        """Where the range that the kernel calls [heap] ends: what brk moves."""
        for line in self.known_maps.splitlines():
            if line.endswith('[heap]'):
                return int(line.split(' ')[0].split('-')[1], 16)
        raise gdb.GdbError('the process has no heap yet')
