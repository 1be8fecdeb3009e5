"""Follows the calls of the Rust global allocator to their returns."""


class Calls:
    """The part of a recording that knows which heap blocks are live."""

    def allocator_call(self, kind, frame, thread):
        names = {'alloc': 'rdi rsi', 'alloc_zeroed': 'rdi rsi', 'realloc': 'rdi rsi rdx rcx',
                 'dealloc': 'rdi rsi rdx'}[kind].split()
        values = [int(frame.read_register(name)) for name in names]
        rsp = int(frame.read_register('rsp'))
        frames = [entry[:5] for entry in self.frames(thread, frame)]
        call = {'event': 'call', 'kind': kind, 'thread': thread, 'arguments': values, 'frames': frames}
        if kind == 'dealloc':
            self.blocks.pop(values[0], None)
            self.spans = None
            self.write(call)
            return
        back = self.memory.word(rsp)
        self.stop_at(back, 'back')
        self.pending.setdefault(thread, []).append((back, rsp + 8, call))

    def allocator_return(self, frame, thread, pc):
        waiting = self.pending.get(thread, [])
        rsp = int(frame.read_register('rsp'))
        while waiting and waiting[-1][1] <= rsp:
            back, top, call = waiting.pop()
            if back != pc or top != rsp:
                continue
            result = int(frame.read_register('rax'))
            arguments = call['arguments']
            size = arguments[3] if call['kind'] == 'realloc' else arguments[0]
            if result and call['kind'] == 'realloc':
                self.blocks.pop(arguments[0], None)
            if result:
                self.blocks[result] = size
            self.spans = None
            self.write(dict(call, result=result))
