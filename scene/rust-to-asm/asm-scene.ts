import { compareBuilds, type BuildsBeside } from './compare-builds.ts'
import { keyFlight, wordsOf, type FlightWord } from './flight.ts'
import { layoutAsm, type AsmGeometry } from './geometry.ts'
import { planAsm, type AsmRequest } from './plan.ts'
import type { AsmPlan } from './states.ts'

/** All that a `RustToAsm` shows, made at build time: plain data that JSON carries whole. */
export type AsmScene = {
  plan: AsmPlan
  geometry: AsmGeometry
  /** The words that fly between each state and the next one. */
  flights: FlightWord[][]
  /** By `AsmState.function`: every build of that function. */
  builds: Record<string, BuildsBeside>
}

/** A page's request and the most room that it gives, canvas px. */
export type AsmSceneRequest = AsmRequest & { width?: number; height?: number }

/** Room on a slide, canvas px. */
const ROOM = { width: 1168, height: 470 }

/**
 * Everything that a page's `RustToAsm` shows.
 * @throws as `planAsm`.
 */
export function asmScene({ width = ROOM.width, height = ROOM.height, ...request }: AsmSceneRequest): AsmScene {
  const plan = planAsm(request)
  const geometry = layoutAsm(plan, width, height)
  const words = plan.states.map((state) => wordsOf(state, geometry))
  return {
    plan,
    geometry,
    flights: words.slice(1).map((to, i) => keyFlight(words[i] ?? [], to)),
    builds: compareBuilds(plan, request),
  }
}
