import { defineRootSetup } from '@slidev/types'
import { loadAhead } from '../hosting/load-ahead.ts'
import { registerOffline } from '../hosting/register-offline.ts'
import { takeOver } from '../hosting/take-over.ts'

export default defineRootSetup(() => {
  const started = takeOver()
  loadAhead(started)
  void started.then(registerOffline)
})
