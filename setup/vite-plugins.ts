import { defineVitePluginsSetup } from '@slidev/types'
import { recordingModules } from '../embed/recording-modules.ts'
import { offerDownload } from '../hosting/download.ts'
import { lazyNotes } from '../hosting/speaker-notes.ts'

export default defineVitePluginsSetup(() => [recordingModules(), lazyNotes(), offerDownload()])
