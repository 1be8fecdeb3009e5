import { defineVitePluginsSetup } from '@slidev/types'
import { fileURLToPath } from 'node:url'
import { deckAddresses } from '../companion/deck-addresses.ts'
import { recordingModules } from '../embed/recording-modules.ts'
import { PATH_VARIABLE, pathOf } from '../embed/talk-path.ts'
import { deckFonts } from '../hosting/deck-fonts.ts'
import { offerDownload } from '../hosting/download.ts'
import { lazyNotes } from '../hosting/speaker-notes.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export default defineVitePluginsSetup(() => [
  deckFonts(root),
  recordingModules(),
  lazyNotes(),
  offerDownload(),
  deckAddresses(root, pathOf(process.env[PATH_VARIABLE])),
])
