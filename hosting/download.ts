import type { Plugin } from 'vite'

/** Set in the environment of a build: the address of the PDF that the deck offers, relative to its page. */
export const DOWNLOAD = 'DECK_DOWNLOAD'

/** Vite plugin: makes the deck's controls offer the PDF that the environment names, and none without it. */
export function offerDownload(): Plugin {
  const address = process.env[DOWNLOAD]
  return {
    name: 'offer-download',
    apply: 'build',
    transform(code, id) {
      if (id !== '/@slidev/configs' || !address) return undefined
      const offered = code.replace(/"download":(?:false|"")/, `"download":${JSON.stringify(address)}`)
      if (offered === code) this.error('Slidev’s configuration has no "download" any more')
      return { code: offered, map: null }
    },
  }
}
