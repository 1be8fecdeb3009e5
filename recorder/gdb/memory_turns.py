"""Lets threads take turns, so that a run of several repeats."""
import contextlib
import ctypes
import threading
import time

import gdb


class Blocking:
    """Interrupts the running thread when it waits for another one, all of which are stopped."""

    POLL = 0.02
    FUTEX = '202'
    TGKILL = 234

    def __init__(self, pid):
        self.pid = pid
        self.patient = False
        self.running = None
        self.changed = threading.Condition()
        self.libc = ctypes.CDLL(None)
        threading.Thread(target=self.poll, daemon=True).start()

    @contextlib.contextmanager
    def watch(self, thread):
        with self.changed:
            self.running = thread
            self.changed.notify()
        try:
            yield
        finally:
            self.running = None

    def waits(self, thread):
        """Asleep in futex: without a timeout only another thread can wake it."""
        base = '/proc/%d/task/%d/' % (self.pid, thread)
        try:
            with open(base + 'stat') as stat, open(base + 'syscall') as call:
                return stat.read().rsplit(')', 1)[1].split()[0] == 'S' and call.read().split()[0] == self.FUTEX
        except OSError:
            return False

    def poll(self):
        while True:
            with self.changed:
                while self.running is None:
                    self.changed.wait()
                thread = self.running
            seen = 0
            while self.running == thread and seen < 3:
                time.sleep(self.POLL)
                seen = seen + 1 if self.waits(thread) and not self.patient else 0
            if self.running == thread and seen == 3:
                self.libc.syscall(self.TGKILL, self.pid, thread, 2)
                time.sleep(self.POLL)


class Turns:
    """The part of a recording that decides which thread runs."""

    def resume(self):
        """Lets one thread run until it stops; False when it waits for another one."""
        run = self.run
        thread = gdb.selected_thread()
        step = run and not run.get('over') and thread.num == run['thread']
        self.current, self.signal = thread.num, None
        with self.blocking.watch(thread.ptid[1]):
            gdb.execute('stepi' if step else 'continue', False, True)
        return self.signal != 'SIGINT'

    @staticmethod
    def selected():
        """The selected thread; None when it has just ended, which gdb 13 tells by an error."""
        try:
            return gdb.selected_thread()
        except (SystemError, gdb.error):
            return None

    def next_thread(self):
        """Selects the thread after the current one, in order of creation; False without another."""
        threads = sorted((one for one in gdb.selected_inferior().threads() if one.is_valid()),
                         key=lambda one: one.num)
        others = [one for one in threads if one.num > self.current]
        others += [one for one in threads if one.num < self.current]
        if not others:
            return False
        others[0].switch()
        return True

    def settle(self, progress):
        """
        After a stop: goes on with the thread that was running, so that threads take turns in an
        order that repeats. One that stopped meanwhile is handled when its turn comes.
        """
        stopped = self.selected()
        current = [one for one in gdb.selected_inferior().threads() if one.num == self.current]
        if progress and stopped is not None and stopped.num == self.current:
            self.waiting = 0
            return True
        if progress and stopped is not None and current:
            self.late.add(stopped.num)
            current[0].switch()
            return False
        self.waiting += 1
        alive = len(gdb.selected_inferior().threads())
        if not self.next_thread() or self.waiting > alive:
            # All of them wait: for the clock or for one another.
            if current:
                current[0].switch()
            self.blocking.patient = True
        self.current = gdb.selected_thread().num
        if self.current in self.late:
            self.late.discard(self.current)
            return True
        return False
