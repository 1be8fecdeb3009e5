import { expect, test } from 'vitest'
import { RECORDINGS } from '../../recorder/program-file.ts'
import { readRecording } from '../../recorder/recording-file.ts'
import { provenance } from '../../scene/provenance.ts'

const recorded = (name: string) => readRecording(`${RECORDINGS}/${name}.json`)

test('provenance names builds, compiler and target', () => {
  const recording = recorded('box-vanishes')
  const { rustc, target } = recording.toolchain
  expect(provenance(recording, ['debug', 'release'])).toBe(`debug and release · rustc ${rustc} · ${target}`)
})

test('a HashMap whose keys the recorder fixed is told, where the build shown ran', () => {
  const recording = recorded('collections')
  expect(recording.builds['debug']?.run?.fixedSeed).toBe(true)
  expect(provenance(recording, ['debug'])).toMatch(/ · fixed HashMap seed$/)
  expect(provenance(recording, ['clean'])).toMatch(/^clean debug · .*-gnu$/)
})
