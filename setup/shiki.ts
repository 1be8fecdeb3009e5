import { defineShikiSetup } from '@slidev/types'
import { NO_TIME_LIMIT } from '../embed/rust-lines.ts'

/** Code blocks are highlighted to their ends, however long it takes. */
export default defineShikiSetup(() => ({ tokenizeTimeLimit: NO_TIME_LIMIT }))
