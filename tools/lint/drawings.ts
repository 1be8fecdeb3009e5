import type { Recording } from '../../recorder/schema.ts'
import { layoutSpace } from '../../scene/address-space/layout-space.ts'
import { recordedSpace } from '../../scene/address-space/recorded-space.ts'
import { changes } from '../../scene/before-after.ts'
import { callsByLine } from '../../scene/calls-by-line.ts'
import { collectionRows } from '../../scene/collection-rows.ts'
import { countRows } from '../../scene/count-rows.ts'
import { playCpu } from '../../scene/cpu/play-cpu.ts'
import { heatRows } from '../../scene/heat-map.ts'
import { kernelByLine } from '../../scene/kernel-by-line.ts'
import { lifetimes } from '../../scene/lifetimes.ts'
import { listingCards, type Tell } from '../../scene/listing-cards.ts'
import { allocatorEvents } from '../../scene/plots/allocator-events.ts'
import { plotCost } from '../../scene/plots/cost-plot.ts'
import { vecGrowth } from '../../scene/plots/vec-growth.ts'
import { programEnd } from '../../scene/program-end.ts'
import type { Recorded } from '../../scene/recorded.ts'
import { chooseLayouts } from '../../scene/type-layout/choose-layouts.ts'
import { refused, type Complaint } from './complaint.ts'
import type { Tag } from './markup.ts'
import { withoutColours } from './stage.ts'

/** The canvas of a drawing for which a page gives no size, canvas px; only what is recorded is checked here. */
const SIZE = { width: 1168, height: 470 }

type Text = (attribute: string) => string | undefined
type Draw = (recording: Recorded, text: Text) => unknown

/** What each component makes of its recording before it draws: the same functions that it calls. */
const DRAWINGS: Readonly<Record<string, Draw>> = {
  AddressSpace: (recording, text) =>
    layoutSpace(recording, recordedSpace(recording, text('build') ?? 'debug'), text('groups'), SIZE.width, SIZE.height),
  AllocationCounts: (recording, text) => countRows(recording, wordsOf(text('builds'))),
  AllocationLog: (recording, text) => allocatorEvents(recording, text('build') ?? 'debug'),
  BeforeAfter: (recording, text) => changes(recording, text('build') ?? 'release', text('pairs') ?? ''),
  CallsByLine: (recording, text) =>
    callsByLine(recording, text('region') ?? '', wordsOf(text('builds')) ?? ['debug', 'release']),
  CapacityChart: (recording, text) => vecGrowth(recording, text('build') ?? 'debug'),
  CollectionTable: (recording, text) =>
    collectionRows(
      recording,
      text('region') ?? '',
      text('collections') ?? '',
      wordsOf(text('builds')) ?? ['debug', 'release'],
    ),
  CostChart: (recording, text) =>
    plotCost(recording, text('build') ?? 'release', wordsOf(text('functions')) ?? [], SIZE.width),
  CpuStage: (recording, text) =>
    playCpu({ recording, build: text('build') ?? 'release', function: text('function'), steps: text('steps') }),
  HeatMap: (recording, text) => heatRows(recording, wordsOf(text('functions')) ?? [], wordsOf(text('builds')) ?? []),
  KernelCalls: (recording, text) => kernelByLine(recording, text('region') ?? '', text('build') ?? 'debug'),
  Lifetimes: (recording, text) => lifetimes(recording, text('build') ?? 'debug', wordsOf(text('variables')) ?? []),
  ListingCards: (recording, text) =>
    listingCards(recording, text('build') ?? 'release', wordsOf(text('functions')) ?? [], text('tell') as Tell),
  ProgramEnd: (recording, text) => programEnd(recording, text('build') ?? 'debug'),
  ProgramOutput: (recording, text) => programEnd(recording, text('build') ?? 'debug'),
  TypeLayout: (recording, text) => chooseLayouts(recording, text('build') ?? 'debug', text('types')),
}

/** What a drawing asks of its recording and the recording lacks: values, functions, variables, types, regions. */
export function checkDrawing(tag: Tag, recording: Recording): Complaint[] {
  const draw = DRAWINGS[tag.name]
  if (!draw) return []
  const text: Text = (name) => tag.attributes.find((one) => one.name === name && !one.bound)?.value
  const asked = ['groups', 'types', 'functions', 'function', 'variables', 'pairs', 'tell', 'steps', 'collections']
  const place = tag.attributes.find(({ name, bound }) => asked.includes(name) && !bound)?.valueStart ?? tag.start
  return refused(place, () => draw(withoutColours(recording), text))
}

function wordsOf(text: string | undefined): string[] | undefined {
  return text?.split(' ')
}
