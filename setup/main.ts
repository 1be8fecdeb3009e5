import { defineAppSetup } from '@slidev/types'
import { opensReading } from '../companion/opens-reading.ts'

/** On a narrow screen a built deck opens as the page to read, unless the address names a slide or the viewer chose slides. */
export default defineAppSetup(() => {
  if (import.meta.env.PROD && opensReading(location.hash, location.search, innerWidth, chosenView())) location.replace('read/')
})

function chosenView(): string | undefined {
  try {
    return localStorage.getItem('understanding-allocations:view') ?? undefined
  } catch (error) {
    console.info('No choice is kept here:', error)
    return undefined
  }
}
