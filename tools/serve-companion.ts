import type { IncomingMessage } from 'node:http'
import { join, relative } from 'node:path'
import sirv from 'sirv'
import type { Plugin } from 'vite'
import { pathOf, PATH_VARIABLE } from '../embed/talk-path.ts'
import { addCompanion } from './companion.ts'

/** Reading view and index, as they lie in a built deck. */
const VIEW = /^\/(?:read|find)(?:\/|$)/
/** What they are made of. */
const SOURCES = /^(?:slides\.md$|(?:pages|components|composables|companion|embed|recordings|scene|styles)\/)/

/** The path that a request names, below the root of the server. */
const pathIn = ({ url = '/' }: IncomingMessage): string => new URL(url, 'http://localhost').pathname

/**
 * Vite plugin: serves the reading view and the index beside the slides of the dev server. They are built when they
 * are first asked for, and again when they are asked for after a change. What goes wrong is said in their place.
 */
export function serveCompanion(): Plugin {
  return {
    name: 'serve-companion',
    apply: 'serve',
    configureServer({ config, watcher, middlewares }) {
      const out = join(config.cacheDir, `companion-${config.server.port}`)
      const files = sirv(out, { dev: true })
      let built: Promise<void> | undefined
      watcher.on('all', (_, file) => {
        if (SOURCES.test(relative(config.root, file))) built = undefined
      })
      middlewares.use((request, response, next) => {
        const path = pathIn(request)
        if (!VIEW.test(path)) return next()
        if (!/\.\w+$/.test(path) && !path.endsWith('/')) {
          response.writeHead(302, { location: `${path}/` }).end()
          return
        }
        // Its parts belong to the page that was built with them.
        if (path.endsWith('/')) built ??= addCompanion({ out, path: pathOf(process.env[PATH_VARIABLE]) })
        void (built ?? Promise.resolve()).then(
          () => files(request, response, () => void response.writeHead(404).end('Not found')),
          (error: unknown) => {
            built = undefined
            response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(String(error))
          },
        )
      })
    },
  }
}
