import { planAsm, type AsmRequest } from './plan.ts'
import { buildTitle, countText, stripText } from './say-lines.ts'
import type { AsmPlan, AsmState } from './states.ts'

/** One build of a function, to stand beside the others. */
export type BuildColumn = {
  title: string
  /** `7 instructions`, the folded ones too. */
  count: string
  rows: {
    key: string
    /** Line of the snippet's file. */
    line?: number
    strip: string
    text: string
    /** What a row hides, in words. */
    hides?: string
  }[]
}

/** Every build of each function that a plan shows, by `AsmState.function`. */
export function compareBuilds({ states }: AsmPlan, request: AsmRequest): Record<string, BuildColumn[]> {
  const names = new Set(states.filter((state) => state.profile).map((state) => state.function))
  return Object.fromEntries([...names].map((name) => [name, columnsOf(name, request)]))
}

function columnsOf(name: string, { recordings, region }: AsmRequest): BuildColumn[] {
  const [, of = '', own = ''] = /^([^/]*)\/(.*)$/.exec(name) ?? []
  const recording = recordings.find((one) => one.name === of)
  const builds = Object.entries(recording?.builds ?? {}).filter(([, { listings }]) =>
    listings.some((listing) => listing.function === own),
  )
  if (!recording) return []
  const show = builds.map(([build]) => build).join(' ')
  return planAsm({ recordings: [recording], function: own, show, region }).states.map(column)
}

function column(state: AsmState): BuildColumn {
  return {
    title: buildTitle(state),
    count: countText(state),
    rows: state.rows.map((row) => ({
      key: row.key,
      line: row.line,
      strip: stripText(state, row),
      text: row.kind === 'fold' ? `… ${row.hidden.length} hidden` : row.text,
      hides: row.kind === 'fold' ? row.text : undefined,
    })),
  }
}
