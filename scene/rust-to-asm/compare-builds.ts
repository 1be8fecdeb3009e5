import { planAsm, type AsmRequest } from './plan.ts'
import { listingProvenance } from './provenance.ts'
import type { AsmRow } from './rows.ts'
import { buildTitle, countText, fromLine, stripText } from './say-lines.ts'
import type { AsmPlan, AsmState } from './states.ts'

/** One build of a function, to stand beside the others. */
export type BuildColumn = {
  title: string
  /** `7 instructions`, the folded ones too. */
  count: string
  rows: BuildRow[]
}

/** A row of a build's column. */
export type BuildRow = {
  key: string
  /** Line of the snippet's file. */
  line?: number
  strip: string
  /** Whether std's code was inlined here. */
  std: boolean
  text: string
  /** What it does and where it comes from, or what it hides, in words. */
  says: string
  /** What a fold opens to. */
  hidden?: BuildRow[]
}

/** All builds of one function. */
export type BuildsBeside = {
  columns: BuildColumn[]
  /** Where they come from, on one line. */
  provenance: string
}

/** Every build of each function that a plan shows, by `AsmState.function`. */
export function compareBuilds({ states }: AsmPlan, request: AsmRequest): Record<string, BuildsBeside> {
  const names = new Set(states.filter((state) => state.profile).map((state) => state.function))
  return Object.fromEntries([...names].map((name) => [name, besideOf(name, request)]))
}

function besideOf(name: string, { recordings, region }: AsmRequest): BuildsBeside {
  const [, of = '', own = ''] = /^([^/]*)\/(.*)$/.exec(name) ?? []
  const recording = recordings.find((one) => one.name === of)
  const builds = Object.entries(recording?.builds ?? {}).filter(([, { listings }]) =>
    listings.some((listing) => listing.function === own),
  )
  if (!recording) return { columns: [], provenance: '' }
  const show = builds.map(([build]) => build).join(' ')
  const { states } = planAsm({ recordings: [recording], function: own, show, region })
  return { columns: states.map(column), provenance: listingProvenance(recording) }
}

function column(state: AsmState): BuildColumn {
  return {
    title: buildTitle(state),
    count: countText(state),
    rows: state.rows.map((row) => buildRow(state, row)),
  }
}

function buildRow(state: AsmState, row: AsmRow): BuildRow {
  const place = { key: row.key, line: row.line, strip: stripText(state, row) }
  if (row.kind === 'fold') {
    const hidden = row.hidden.map((one) => buildRow(state, one))
    return { ...place, std: false, text: `… ${hidden.length} hidden`, says: row.text, hidden }
  }
  const text = row.label === undefined ? row.text : `${row.label}: ${row.text}`
  const says = [row.explanation.text, fromLine(state, row)].filter(Boolean).join(' · ')
  return { ...place, std: row.std !== undefined, text, says }
}
