"""Follows the calls of the Rust global allocator to their returns."""

# Registers of the arguments of each entry point (System V psABI): size, align and so on.
ARGUMENTS = {
    'alloc': ('rdi', 'rsi'),
    'alloc_zeroed': ('rdi', 'rsi'),
    'realloc': ('rdi', 'rsi', 'rdx', 'rcx'),
    'dealloc': ('rdi', 'rsi', 'rdx'),
}


class Calls:
    """The part of a recording that knows what was asked for and which heap blocks are live."""

    def early_call(self, kind, registers):
        """A request before main."""
        arguments = [registers[name] for name in ARGUMENTS[kind]]
        self.write({'event': 'early', 'kind': kind, 'arguments': arguments, 'chain': self.chain(self.callers())})

    def allocator_call(self, kind, registers, thread):
        self.calls += 1
        if self.calls > self.plan['calls'] and not self.stepping:
            return
        arguments = [registers[name] for name in ARGUMENTS[kind]]
        frames = self.frames(thread, registers)
        # A program with an allocator of its own has the entry points in its file: they are not the caller.
        callers = self.nearest([entry[0] - 1 for entry in self.tails[thread][1:]])
        call = {'event': 'call', 'call': self.calls, 'kind': kind, 'thread': thread, 'arguments': arguments,
                'chain': self.chain(callers)}
        self.write(dict(call, **self.news(thread, frames)) if self.stepping else call)
        if kind == 'dealloc':
            self.changed(gone=arguments[0])
            return
        rsp = registers['rsp']
        back = self.memory.word(rsp)
        self.stop_at(back, 'back')
        self.pending.setdefault(thread, []).append((back, rsp + 8, self.calls, kind, arguments))

    def allocator_return(self, registers, thread):
        waiting = self.pending.get(thread, [])
        pc, rsp = registers['rip'], registers['rsp']
        while waiting and waiting[-1][1] <= rsp:
            back, top, call, kind, arguments = waiting.pop()
            if back != pc or top != rsp:
                continue
            result = registers['rax']
            self.write({'event': 'result', 'call': call, 'value': result})
            if result:
                size = arguments[3] if kind == 'realloc' else arguments[0]
                self.changed(gone=arguments[0] if kind == 'realloc' else None, made=(result, size))

    def changed(self, gone=None, made=None):
        """Keeps the list of live blocks, which are read at each stop."""
        self.blocks.pop(gone, None)
        if made:
            self.blocks[made[0]] = made[1]
        self.spans = None
        self.maps_changed = True
