"""Follows asked-for functions instruction by instruction, and over what they call."""
from run_frames import RED_ZONE


class Instructions:
    """The part of a recording that steps through the first call of a function."""

    def asked(self, frame, thread, low):
        if low in self.ran or self.run:
            return
        self.ran.add(low)
        self.run = {'low': low, 'top': int(frame.read_register('rsp')) + 8, 'thread': thread,
                    'inside': True}

    def follow(self, frame, thread, pc):
        """Writes the state before an instruction of the function that is being followed."""
        run = self.run
        if not run or run['thread'] != thread:
            return
        if run.get('over') == (pc, int(frame.read_register('rsp'))):
            run.pop('over')
        if not run.get('over'):
            self.instruction(frame, pc)

    def instruction(self, frame, pc):
        rsp = int(frame.read_register('rsp'))
        low, top = self.run['low'], self.run['top']
        self.write({'event': 'instruction', 'run': low, 'pc': pc, 'registers': self.registers(frame),
                    'memory': self.memory.changes([[rsp - RED_ZONE, 512 + RED_ZONE]])})
        if pc in self.listings:
            self.run['inside'] = True
            return
        if rsp >= top:
            self.run = None
            return
        back = self.memory.word(rsp)
        if self.run['inside'] and back in self.listings:
            self.run['inside'] = False
            self.run['over'] = (back, rsp + 8)
            self.stop_at(back, 'over')
