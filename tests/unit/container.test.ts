import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRecording, recordingNames } from '../../embed/read-recording.ts'
import { PINNED_RUSTC } from '../../recorder/toolchain.ts'

const read = (file: string): string => readFileSync(join(import.meta.dirname, '../..', file), 'utf8')
const container = read('Containerfile')
const { devDependencies, engines } = JSON.parse(read('package.json')) as {
  devDependencies: Record<string, string>
  engines: { node: string }
}
/** What a container has to be given so that gdb may switch address randomisation off and trace. */
const GIVEN = [/--platform[ =]linux\/amd64/, /--cap-add=SYS_PTRACE/, /--security-opt[ =]seccomp=unconfined/]

describe('the container in which recordings are made', () => {
  it('has the compiler that the recorder wants', () => {
    expect(container).toContain(`\nARG RUST=${PINNED_RUSTC}\n`)
  })

  it('has the debugger that the committed recordings name', () => {
    const [, gdb = ''] = /^ARG GDB=(.*)$/m.exec(container) ?? []
    const recorded = new Set(recordingNames().map((name) => readRecording(name).toolchain.gdb))
    expect([...recorded]).toEqual([gdb])
  })

  it('has the Node that the deck needs, which the oldest allowed can install', () => {
    const [major = ''] = /^\d+/.exec(devDependencies.node ?? '') ?? []
    expect(container).toMatch(new RegExp(`^FROM node:${major}-bookworm-slim$`, 'm'))
    expect(Number(/\d+/.exec(engines.node)?.[0])).toBeLessThanOrEqual(Number(major))
  })

  it('has each package that the recorder names when a tool is missing, from the list that .ci/run reads', () => {
    const listed = read('.ci/packages')
      .split('\n')
      .flatMap((line) => (line.startsWith('record ') ? line.split(' ').slice(2) : []))
    const wanted = [...read('recorder/toolchain.ts').matchAll(/Debian: apt install ([^)]+)\)/g)].map(([, name]) => name)
    expect(wanted.length).toBeGreaterThan(3)
    expect(listed).toEqual(expect.arrayContaining(wanted))
    for (const user of [container, read('.ci/run')]) expect(user).toContain('.ci/packages')
  })

  it.each(['Containerfile', '.devcontainer/devcontainer.json', '.github/workflows/ci.yml'])(
    'is started by %s on an x86-64 Linux, and may trace',
    (file) => {
      for (const option of GIVEN) expect(read(file)).toMatch(option)
      expect(file === 'Containerfile' || read(file).includes('Containerfile')).toBe(true)
    },
  )

  it('runs all checks for every push and pull request', () => {
    const ci = read('.github/workflows/ci.yml')
    expect(ci).toMatch(/^on:\n {2}push:\n {2}pull_request:$/m)
    expect(ci).toContain('bash .ci/run')
    for (const [, version = ''] of ci.matchAll(/uses: \S+@(\S+)/g)) expect(version).toMatch(/^v\d+\.\d+\.\d+$/)
  })
})
