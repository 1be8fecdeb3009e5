import type { Box, Point } from './box.ts'
import type { Cell } from './cell.ts'

/** A region of memory, which alone decides a colour. */
export type Region = 'stack' | 'heap' | 'static'

/** A frame, heap block, static datum or a fold of several. */
export type SceneBox = {
  id: string
  region: Region
  box: Box
  /** Outside the box, above it at the left; baseline at `titleY`. Empty for a fold. */
  title: string
  /** Outside the box, above it at the right. */
  size: string
  titleY: number
  /** Address below the box, baseline at `y`. */
  note?: { text: string; y: number }
  /** Whether this step concerns it: drawn with the stronger line. */
  lit: boolean
  freed: boolean
  /** Set where it stands for more than it shows. */
  folded: boolean
  /** Ids of the boxes that a fold stands for; `before3` for frames that were not recorded before `f3`. */
  holds?: string[]
}

/** A row as drawn. */
export type SceneCell = {
  id: string
  /** Id of the box it lies in; a register's cell has none. */
  owner?: string
  box: Box
  left: { text: string; x: number }
  right: { text: string; x: number }
  /** Baseline of both texts. */
  baseline: number
  /** Region that the value is an address in. */
  colour?: Region | 'refused'
  /** Address in the gutter, right-aligned at `x`. */
  gutter?: { text: string; x: number; rsp: boolean }
  /** A register's name beside its cell. */
  register?: { name: string; x: number }
  changed: boolean
  /** What it shows, whole. */
  cell: Cell
  region: Region | 'register'
}

/** An arrow from the bytes that hold a pointer to the byte that it points at. */
export type SceneArrow = {
  /** Cell that holds the pointer and the pointer's offset in it. */
  id: string
  from: Point
  to: Point
  /** SVG path data, always one move and two cubic curves, so that it can be interpolated. */
  path: string
  /** 1 when it arrives going right, -1 going left. */
  heading: 1 | -1
  /** A cross where it leads to freed or no memory. */
  end: 'head' | 'cross'
  colour: Region | 'refused' | 'none'
  /** Whether this step wrote the pointer: drawn with the stronger line. */
  lit: boolean
  /** Ids of the cell it leaves and of the cell or box it reaches. */
  source: string
  target?: string
}

/** A heading above a column; `order` says which way addresses rise in it, where there is room. */
export type SceneHeading = { region: Region; text: string; order?: string; x: number; y: number }

/** The whole stack as a thin bar, when not all of it is shown. */
export type MiniMap = { box: Box; frames: { id: string; box: Box; shown: boolean }[] }

/** A picture of one state, in canvas px from the stage's top left corner. */
export type Scene = {
  headings: SceneHeading[]
  boxes: SceneBox[]
  cells: SceneCell[]
  arrows: SceneArrow[]
  miniMap?: MiniMap
}
