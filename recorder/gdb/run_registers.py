"""Reads a stopped thread's registers."""
import ctypes
import struct

PTRACE_GETREGS = 12
# The words of Linux's `user_regs_struct` on x86-64 (sys/user.h).
WORDS = ('r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss fs_base gs_base '
         'ds es fs gs').split()


class Registers:
    """Reads all general registers of a thread by one call of the kernel; of gdb each costs a value of its own."""

    def __init__(self):
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
        self.words = struct.Struct('%dQ' % len(WORDS))
        self.buffer = ctypes.create_string_buffer(self.words.size)

    def read(self, thread):
        """The registers of a thread of the process that gdb traces, by name."""
        if self.libc.ptrace(PTRACE_GETREGS, thread, None, ctypes.addressof(self.buffer)) != 0:
            raise OSError(ctypes.get_errno(), 'the registers of thread %d cannot be read' % thread)
        return dict(zip(WORDS, self.words.unpack_from(self.buffer)))
