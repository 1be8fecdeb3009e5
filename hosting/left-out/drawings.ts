/** The part of drauu, the drawing board, that Slidev calls whether or not drawings are enabled. */
interface Board {
  mode: string
  mounted: boolean
  el: undefined
  on: (event: string, listener: () => void) => () => void
  canUndo: () => boolean
  canRedo: () => boolean
  clear: () => void
  dump: () => string
}

/** Stands in for the drawing board: `drawings` are switched off in the headmatter, so it never gets a canvas. */
export function createDrauu(): Board {
  return {
    mode: 'stylus',
    mounted: false,
    el: undefined,
    on: () => () => {},
    canUndo: () => false,
    canRedo: () => false,
    clear: () => {},
    dump: () => '',
  }
}
