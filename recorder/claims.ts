import { placeOfDirective } from './directives.ts'
import { formatCall } from './format-call.ts'
import { Refused } from './refused.ts'
import type { Directives } from './directives.ts'
import type { Recording } from './schema.ts'

/** The claims of a snippet's head comment, as a recording holds them. */
export function claimsOf({ calls, mustNotCompile, mustAbort }: Directives): Recording['claims'] {
  return { calls, ...(mustNotCompile && { mustNotCompile }), ...(mustAbort && { mustAbort }) }
}

/**
 * Compares a recording with what its snippet claims: calls of the allocator by profile, the codes
 * that rustc must refuse it with, the signals that must end it.
 *
 * @throws Refused with claim and recorded number of each claim that does not hold.
 */
export function checkClaims(recording: Recording): void {
  const wrong = [...wrongCalls(recording), ...wrongEndings(recording), ...wrongRefusal(recording)]
  if (wrong.length > 0) throw new Refused(wrong.join('\n'))
}

function wrongCalls({ claims, builds, source }: Recording): string[] {
  return Object.entries(claims.calls).flatMap(([profile, claimed]) => {
    const run = builds[profile]?.run
    if (!run) return [`${placeOfDirective(source, 'calls')}: ${profile} has no run to count calls in`]
    const { alloc, allocZeroed, realloc } = run.counts
    const recorded = alloc + allocZeroed + realloc
    if (recorded === claimed) return []
    const calls = run.calls.filter(({ kind }) => kind !== 'dealloc').slice(0, 12)
    return [
      `${placeOfDirective(source, 'calls')}: ${profile} claims ${claimed} ${claimed === 1 ? 'call' : 'calls'} ` +
        `of the allocator, the recording has ${recorded}`,
      ...calls.map((call) => `    ${formatCall(call, source.file)}`),
    ]
  })
}

function wrongEndings({ claims, builds, source }: Recording): string[] {
  const expected = claims.mustAbort ?? {}
  return Object.entries(builds).flatMap(([profile, { run }]) => {
    const signal = expected[profile]
    if (!run || signal === undefined) return []
    if (run.ending.kind === 'signal' && run.ending.signal === signal) return []
    const ended = endingText(run.ending)
    return [`${placeOfDirective(source, 'must-abort')}: ${profile} must end by ${signal}, it ends by ${ended}`]
  })
}

function wrongRefusal({ claims, refusal, source }: Recording): string[] {
  const expected = claims.mustNotCompile
  if (!expected || !refusal) return []
  if ([...expected].sort().join() === [...refusal.codes].sort().join()) return []
  return [
    `${placeOfDirective(source, 'must-not-compile')}: rustc must refuse it with ${expected.join(', ')}, ` +
      `it says ${refusal.codes.join(', ') || 'no code'}:\n${refusal.message}`,
  ]
}

/** `SIGABRT`, `exit code 101`, `the limit of 10000 calls`. */
export function endingText(ending: NonNullable<Recording['builds'][string]['run']>['ending']): string {
  if (ending.kind === 'signal') return ending.signal
  if (ending.kind === 'exit') return `exit code ${ending.code}`
  const unit = { calls: 'calls of the allocator', seconds: 's', output: 'bytes printed' }[ending.what]
  return `the limit of ${ending.limit} ${unit}`
}
