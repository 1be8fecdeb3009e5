import { defineVitePluginsSetup } from '@slidev/types'
import { recordingModules } from '../embed/recording-modules.ts'

export default defineVitePluginsSetup(() => [recordingModules()])
