/** General registers of x86-64 in the order in which a strip shows them: `rsp` first. */
export const REGISTERS = [
  ...['rsp', 'rax', 'rbx', 'rcx', 'rdx', 'rsi', 'rdi', 'rbp'],
  ...['r8', 'r9', 'r10', 'r11', 'r12', 'r13', 'r14', 'r15'],
] as const

const GENERAL: ReadonlySet<string> = new Set(REGISTERS)

/** Whether a recorded register is one that a slide shows; `rip` and the flags are not. */
export function isGeneral(name: string): boolean {
  return GENERAL.has(name)
}
