import { CALLEE_SAVED } from '../track.ts'
import type { Rule } from './explanation.ts'
import { plainText } from './words.ts'

/** `push`: most often it saves a register, or only makes room (psABI 3.2.1 and 3.2.2). */
export const push: Rule = (instruction, [what]) => {
  const register = what?.kind === 'register' ? what.name : undefined
  if (register && CALLEE_SAVED.has(register)) {
    return { text: `saves the caller’s ${register}`, region: 'stack' }
  }
  if (instruction.unlined === 'prologue' || register === 'rax') {
    return { text: 'makes room: 8 B of stack', region: 'stack' }
  }
  return { text: `rsp − 8, then stores ${plainText(what)} there`, region: 'stack' }
}

/** `pop`, the counterpart of `push`. */
export const pop: Rule = (_instruction, [what]) => {
  const register = what?.kind === 'register' ? what.name : ''
  if (CALLEE_SAVED.has(register)) return { text: `restores the caller’s ${register}`, region: 'stack' }
  return { text: 'gives the 8 B back', region: 'stack' }
}
