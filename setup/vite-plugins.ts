import { defineVitePluginsSetup } from '@slidev/types'
import { fileURLToPath } from 'node:url'
import { deckAddresses } from '../companion/deck-addresses.ts'
import { recordingModules } from '../embed/recording-modules.ts'
import { offerDownload } from '../hosting/download.ts'
import { lazyNotes } from '../hosting/speaker-notes.ts'

export default defineVitePluginsSetup(() => [
  recordingModules(),
  lazyNotes(),
  offerDownload(),
  deckAddresses(fileURLToPath(new URL('..', import.meta.url))),
])
