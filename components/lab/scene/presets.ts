import { addressOf, programFrom, type LabProgram } from './lab-program.ts'

/** A program that comes from a slide. Its recording `lab-NAME` was made natively of the same program. */
export type Preset = {
  name: string
  /** What the button says. */
  title: string
  /** The slide that it comes from, by its alias. */
  slide: string
  program: LabProgram
}

function preset(name: string, title: string, slide: string, address: string): Preset {
  return { name, title, slide, program: programFrom(address) }
}

/** The one that stands there before the lab is opened. */
export const FIRST = preset('growth', 'A Vec grows', 'vec-grows', 'Vec.u64.new.push-9')

/** In the order of their buttons. */
export const PRESETS: readonly Preset[] = [
  FIRST,
  preset('pages', 'Large elements', 'vec-capacity', 'Vec.page.new.push-9'),
  preset('capacity', 'Room from the start', 'vec-push-proof', 'Vec.u64.with_capacity-9.push-9.shrink_to_fit'),
  preset('nothing', 'Elements without bytes', 'box-always', 'Vec.unit.new.push-9'),
  preset('clone', 'A clone of spare room', 'moves', 'Vec.u64.with_capacity-20.push-5.clone.drop'),
  preset('texts', 'Strings in a Vec', 'strings', 'Vec.String.new.push-5.pop.clear.drop'),
  preset('string', 'A String grows', 'strings', 'String.u8.new.push-20.shrink_to_fit'),
  preset('deque', 'VecDeque', 'collections', 'VecDeque.u64.new.push-9.insert-9'),
  preset('hash', 'HashMap', 'collections', 'HashMap.u64.new.push-9.drop'),
  preset('tree', 'BTreeMap', 'collections', 'BTreeMap.u64.new.push-13.drop'),
  preset('known', 'collect, length known', 'iterators', 'Vec.u64.collect-10.map_and_collect'),
  preset('unknown', 'collect, length unknown', 'iterators', 'Vec.u64.collect_filtered-10.extend-10'),
  preset('boxed', 'A Box and its clone', 'box-new', 'Box.u64.new.clone.drop'),
  preset('shared', 'An Rc and its clone', 'shared-ownership', 'Rc.u64.new.clone.drop'),
]

/** The preset that is a program, if there is one. */
export function presetOf(program: LabProgram): Preset | undefined {
  const address = addressOf(program)
  return PRESETS.find((one) => addressOf(one.program) === address)
}

/** The presets that come from a slide, with their addresses in the lab. */
export function presetsOf(slide: string): { title: string; address: string }[] {
  return PRESETS.filter((one) => one.slide === slide).map(({ title, program }) => ({
    title,
    address: addressOf(program),
  }))
}
