"""Follows the calls of the Rust global allocator to their returns."""


class Calls:
    """The part of a recording that knows which heap blocks are live."""

    def allocator_call(self, kind, frame, thread):
        names = {'alloc': 'rdi rsi', 'alloc_zeroed': 'rdi rsi', 'realloc': 'rdi rsi rdx rcx',
                 'dealloc': 'rdi rsi rdx'}[kind].split()
        values = [int(frame.read_register(name)) for name in names]
        rsp = int(frame.read_register('rsp'))
        call = {'event': 'call', 'kind': kind, 'thread': thread, 'arguments': values}
        frames = self.frames(thread, frame)
        if kind == 'dealloc':
            self.blocks.pop(values[0], None)
            self.spans = None
            self.maps_changed = True
            self.write(dict(call, **self.news(thread, frames)))
            return
        back = self.memory.word(rsp)
        self.stop_at(back, 'back')
        self.pending.setdefault(thread, []).append((back, rsp + 8, call, frames))

    def allocator_return(self, frame, thread, pc):
        waiting = self.pending.get(thread, [])
        rsp = int(frame.read_register('rsp'))
        while waiting and waiting[-1][1] <= rsp:
            back, top, call, frames = waiting.pop()
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
            self.maps_changed = True
            self.write(dict(call, result=result, **self.news(thread, frames)))
