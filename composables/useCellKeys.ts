import type { Ref } from 'vue'
import type { Scene, SceneCell } from '../scene/stage/scene.ts'

/**
 * The keyboard and the pointer on the rows of a stage: up and down walk the rows, right or Enter
 * follows a row's pointer, left goes back to what points here, Escape leaves.
 * @param point called with the row that the viewer looks at.
 */
export function useCellKeys(
  root: Readonly<Ref<Element | null>>,
  scene: () => Scene,
  point: (id: string | undefined) => void,
) {
  function rowOf(event: Event): HTMLElement | undefined {
    const target = event.target as Element
    return target.closest<HTMLElement>('.row[data-layer=stays]') ?? undefined
  }

  function focus(id: string | undefined): void {
    const row =
      id === undefined
        ? null
        : root.value?.querySelector<HTMLElement>(`.row[data-layer=stays][data-id="${CSS.escape(id)}"]`)
    row?.focus()
  }

  function onKey(event: KeyboardEvent): void {
    const row = rowOf(event)
    const id = row?.dataset.id
    if (!row || id === undefined) return
    if (event.key === 'Escape') row.blur()
    const next = neighbour(scene(), id, event.key)
    if (next === undefined && event.key !== 'Escape') return
    focus(next)
    event.preventDefault()
    event.stopPropagation()
  }

  /** A click looks at a row without keeping the focus, so that the deck's own keys go on working. */
  function onClick(event: MouseEvent): void {
    const row = rowOf(event)
    if (!row) return
    point(row.dataset.id)
    row.blur()
  }

  return {
    onKey,
    onClick,
    onFocus: (event: FocusEvent) => point(rowOf(event)?.dataset.id),
    onPointer: (event: PointerEvent) => point(rowOf(event)?.dataset.id),
  }
}

/** The row that a key leads to from another, in reading order or along an arrow. */
function neighbour(scene: Scene, id: string, key: string): string | undefined {
  const rows = scene.cells.filter((row) => !row.cell.opened)
  const at = rows.findIndex((row) => row.id === id)
  const step = (by: number): SceneCell | undefined => rows[at + by]
  if (key === 'ArrowDown') return step(1)?.id
  if (key === 'ArrowUp') return step(-1)?.id
  if (key === 'ArrowRight' || key === 'Enter') {
    const target = scene.arrows.find((arrow) => arrow.source === id)?.target
    return rows.find((row) => row.id === target || row.owner === target)?.id
  }
  if (key === 'ArrowLeft') return scene.arrows.find((arrow) => arrow.target === id)?.source
  return undefined
}
