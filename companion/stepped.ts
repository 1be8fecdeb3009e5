import type { CompanionSlide } from './talk.ts'

/** Components that a reader can work: their slides get a script, all others are text and pictures. */
const STEPPED = new Set([
  'MemoryStage',
  'CpuStage',
  'AddressSpace',
  'AllocationLog',
  'Predict',
  'YourPrediction',
  'Lab',
])

/** Whether a slide can be stepped or answered in the reading view. */
export function isStepped({ components }: Pick<CompanionSlide, 'components'>): boolean {
  return components.some((name) => STEPPED.has(name))
}
