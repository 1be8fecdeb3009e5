"""Follows asked-for functions instruction by instruction, and over what they call."""
from run_frames import RED_ZONE
from run_steps import GENERAL


class Instructions:
    """The part of a recording that steps through the first call of a function."""

    def asked(self, registers, thread, low):
        if low in self.ran or self.run:
            return
        self.ran.add(low)
        self.run = {'low': low, 'top': registers['rsp'] + 8, 'thread': thread,
                    'inside': True}

    def follow(self, registers, thread):
        """Writes the state before an instruction of the function that is being followed."""
        run = self.run
        if not run or run['thread'] != thread:
            return
        if run.get('over') == (registers['rip'], registers['rsp']):
            run.pop('over')
        if not run.get('over'):
            self.instruction(registers)

    def instruction(self, registers):
        pc, rsp = registers['rip'], registers['rsp']
        low, top = self.run['low'], self.run['top']
        self.write({'event': 'instruction', 'run': low, 'pc': pc, 'registers': ['%x' % registers[name] for name in GENERAL],
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
