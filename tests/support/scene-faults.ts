import { contains, overlap, right, type Box, type Point } from '../../scene/stage/box.ts'
import type { Scene, SceneBox } from '../../scene/stage/scene.ts'
import { monoWidth } from '../../scene/stage/text.ts'

/** What a viewer would see as wrong in a picture: things that overlap, leave their box or cross a text. */
export function sceneFaults(scene: Scene, area: Box): string[] {
  return [...boxFaults(scene, area), ...cellFaults(scene, area), ...arrowFaults(scene, area)]
}

function boxFaults(scene: Scene, area: Box): string[] {
  return scene.boxes.flatMap((box, i) => {
    const faults = contains(area, titled(box)) ? [] : [`${box.id} leaves the stage`]
    const width = monoWidth(box.title, 18) + monoWidth(box.size, 18)
    if (width > box.box.width) faults.push(`${box.id}: ${box.title} runs into ${box.size}`)
    const over = scene.boxes.slice(i + 1).filter((other) => overlap(titled(box), titled(other)))
    return [...faults, ...over.map((other) => `${box.id} over ${other.id}`)]
  })
}

function cellFaults(scene: Scene, area: Box): string[] {
  return scene.cells.flatMap((cell, i) => {
    const faults: string[] = []
    const owner = scene.boxes.find((box) => box.id === cell.owner)
    if (!contains(owner?.box ?? area, cell.box)) faults.push(`${cell.id} leaves its box`)
    const leftEnd = cell.left.x + monoWidth(cell.left.text, 18)
    const rightStart = cell.right.text ? cell.right.x - monoWidth(cell.right.text, 18) : right(cell.box)
    if (leftEnd > rightStart + 0.01) faults.push(`${cell.id}: ${cell.left.text} runs into ${cell.right.text}`)
    if (cell.left.x < cell.box.x || cell.right.x > right(cell.box)) faults.push(`${cell.id}: text leaves its row`)
    const over = scene.cells.slice(i + 1).filter((other) => overlap(cell.box, other.box))
    return [...faults, ...over.map((other) => `${cell.id} over ${other.id}`)]
  })
}

function arrowFaults(scene: Scene, area: Box): string[] {
  const wide = { ...area, x: area.x - 1, width: area.width + 2 }
  const inner = [
    ...scene.boxes.map((box) => ({ id: box.id, box: shrunk(titled(box), 1) })),
    ...scene.headings.map(({ text, order = '', x, y }) => ({
      id: text,
      box: { x, y: y - 14, width: monoWidth(text + order, 18) + (order ? 12 : 0), height: 18 },
    })),
    ...scene.cells.flatMap(({ id, register, baseline }) =>
      register
        ? [
            {
              id: `${id}'s name`,
              box: { x: register.x, y: baseline - 14, width: monoWidth(register.name, 18), height: 18 },
            },
          ]
        : [],
    ),
    ...scene.cells.flatMap(({ id, gutter, baseline }) =>
      gutter
        ? [
            {
              id: `${id}'s address`,
              box: {
                x: gutter.x - monoWidth(gutter.text, 16),
                y: baseline - 12,
                width: monoWidth(gutter.text, 16),
                height: 16,
              },
            },
          ]
        : [],
    ),
  ]
  return scene.arrows.flatMap((arrow) => {
    const points = pointsOn(arrow.path)
    const crossed = inner.filter(({ box }) => points.some((point) => inside(box, point)))
    const faults = crossed.map(({ id }) => `${arrow.id} runs through ${id}`)
    return points.every((point) => inside(wide, point)) ? faults : [...faults, `${arrow.id} leaves the stage`]
  })
}

/** A box with its name above it and its address below it. */
function titled({ box, title, titleY, note }: SceneBox): Box {
  const top = title ? Math.min(box.y, titleY - 14) : box.y
  const end = Math.max(box.y + box.height, note?.y ?? 0)
  return { ...box, y: top, height: end - top }
}

function shrunk(box: Box, by: number): Box {
  return { x: box.x + by, y: box.y + by, width: box.width - 2 * by, height: box.height - 2 * by }
}

function inside(box: Box, { x, y }: Point): boolean {
  return x > box.x && x < right(box) && y > box.y && y < box.y + box.height
}

/** Points along a path of one move and two cubic curves. */
function pointsOn(path: string): Point[] {
  const numbers = path.match(/-?[\d.]+/g)?.map(Number) ?? []
  const points = Array.from({ length: numbers.length / 2 }, (_, i) => ({
    x: numbers[2 * i] ?? 0,
    y: numbers[2 * i + 1] ?? 0,
  }))
  return [points.slice(0, 4), points.slice(3, 7)].flatMap(([a, b, c, d]) => {
    if (!a || !b || !c || !d) throw new Error(`not two curves: ${path}`)
    return Array.from({ length: 21 }, (_, i) => {
      const t = i / 20
      const u = 1 - t
      const mix = (k: 'x' | 'y') => u ** 3 * a[k] + 3 * u * u * t * b[k] + 3 * u * t * t * c[k] + t ** 3 * d[k]
      return { x: mix('x'), y: mix('y') }
    })
  })
}
