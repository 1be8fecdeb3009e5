/** A slide and how often has been clicked on it. */
export interface Place {
  no: number
  clicks: number
}

/** The way back from jumps. */
export interface Trail {
  /** Takes note of every place that the talk comes to. */
  visit: (place: Place) => void
  /** The place from which the last jump led away that has not been gone back; none when there was no jump. */
  back: () => Place | undefined
}

/** Remembers where jumps began: moves to another slide than the one before or after. Steps are no jumps. */
export function makeTrail(): Trail {
  const origins: Place[] = []
  let here: Place | undefined
  return {
    visit(place) {
      if (here && Math.abs(place.no - here.no) > 1) origins.push(here)
      here = { ...place }
    },
    back() {
      const origin = origins.pop()
      // Going back is no jump to come back from.
      if (origin) here = origin
      return origin
    },
  }
}
