declare module 'virtual:recording/*' {
  import type { Recorded } from '../scene/recorded.ts'

  /** A recording, see `embed/recording-modules.ts`. */
  const recorded: Recorded
  export default recorded
}
