import type { Scene } from './scene.ts'

/**
 * The same picture, with what is equal in another one taken from there, so that drawing a step
 * costs what changed in it.
 */
export function keepUnchanged(scene: Scene, other: Scene): Scene {
  return {
    ...scene,
    boxes: kept(scene.boxes, other.boxes),
    cells: kept(scene.cells, other.cells),
    arrows: kept(scene.arrows, other.arrows),
  }
}

function kept<T extends { id: string }>(items: readonly T[], others: readonly T[]): T[] {
  return items.map((item) => others.find((other) => other.id === item.id && equal(item, other)) ?? item)
}

function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => equal(Reflect.get(a, key), Reflect.get(b, key)))
}
