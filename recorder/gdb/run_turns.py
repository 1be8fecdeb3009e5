"""Lets threads take turns, so that a run of several repeats."""
import contextlib
import ctypes
import os
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

    # Stops that the others may make while a thread sleeps: one of them may wait for it by turning round.
    WHILE_ASLEEP = 200

    def take_turns(self):
        gdb.execute('set scheduler-locking on', False, True)
        gdb.execute('handle SIGINT stop print nopass', False, True)

    def free_threads(self):
        """Lets all threads run at one time from here on."""
        self.turns = False
        self.pass_signals()
        gdb.execute('handle SIGINT nostop noprint nopass', False, True)
        gdb.execute('set scheduler-locking off', False, True)
        # Those that came to a stop before they had their turn.
        for thread in gdb.selected_inferior().threads():
            if thread.num in self.late and thread.is_valid():
                thread.switch()
                self.handle()
        self.late.clear()

    @staticmethod
    def pass_signals():
        gdb.execute('handle all nostop noprint pass', False, True)

    def resume(self):
        """Lets the program run until it stops; in turns False when its thread waits for another one or has ended."""
        if not self.turns:
            gdb.execute('continue', False, True)
            return True
        run = self.run
        thread = gdb.selected_thread()
        step = run and not run.get('over') and thread.num == run['thread']
        self.current, self.signal = thread.num, None
        with self.blocking.watch(thread.ptid[1]):
            try:
                gdb.execute('stepi' if step else 'continue', False, True)
            except gdb.error:
                # The thread ended, and gdb 13 looks for its registers.
                if self.process_ended():
                    raise
                return False
        return self.signal != 'SIGINT'

    def process_ended(self):
        """Whether no thread of the process runs or waits any more, though gdb may not know yet."""
        tasks = '/proc/%d/task' % self.pid
        states = []
        with contextlib.suppress(OSError):
            for task in os.listdir(tasks):
                with open('%s/%s/stat' % (tasks, task)) as stat:
                    states.append(stat.read().rsplit(')', 1)[1].split()[0])
        return all(state in 'ZX' for state in states)

    def sleeps(self, thread):
        """A thread is about to sleep: the others go on, in order, before it does."""
        self.asleep = (thread, self.WHILE_ASLEEP)
        if self.next_thread():
            self.current = gdb.selected_thread().num

    def wakes(self, thread):
        """Counts the stops of the others while one sleeps; at the end goes back to that one."""
        sleeper, left = self.asleep
        self.asleep = (None, 0) if thread == sleeper else (sleeper, left - 1)
        if sleeper is None or thread == sleeper or left > 0:
            return
        self.asleep = (None, 0)
        for one in gdb.selected_inferior().threads():
            if one.num == sleeper and one.is_valid():
                one.switch()
                self.current = sleeper

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
        if not self.turns:
            return True
        stopped = self.selected()
        if progress and stopped is not None and stopped.num == self.current:
            self.waiting = 0
            return True
        current = [one for one in gdb.selected_inferior().threads() if one.num == self.current]
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
