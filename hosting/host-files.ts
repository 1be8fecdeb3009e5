import { contentSecurityPolicy } from './content-security.ts'

/** Files whose names change with their content may be kept for ever; the service worker must never be old. */
const KEPT = 'public, max-age=31536000, immutable'
const ASKED_FOR = 'no-cache'
/** Folders that hold nothing else than such files. */
const HASHED = ['/assets/', '/read/assets/']

/** The headers that a host should send with everything. */
const headers = (scripts: string[]): [name: string, value: string][] => [
  ['Content-Security-Policy', contentSecurityPolicy(scripts, true)],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['Permissions-Policy', 'camera=(), microphone=(), geolocation=()'],
]

/**
 * Files that make hosts serve the deck as it should be, by their paths below the built folder. The deck needs no
 * rewrites: its addresses stand behind the `#`.
 * @param scripts the texts of the page's inline scripts, for the policy.
 */
export function hostFiles(scripts: string[]): Record<string, string> {
  const all = headers(scripts)
  return {
    // GitHub Pages would leave out files and folders that begin with an underscore.
    '.nojekyll': '',
    // Netlify and Cloudflare Pages. A page that is not there is answered with 404.html by itself.
    _headers: [
      '/*',
      ...all.map(([name, value]) => `  ${name}: ${value}`),
      ...HASHED.flatMap((folder) => [`${folder}*`, `  Cache-Control: ${KEPT}`]),
      ...['/index.html', '/service-worker.js'].flatMap((path) => [path, `  Cache-Control: ${ASKED_FOR}`]),
      '',
    ].join('\n'),
    'vercel.json': `${JSON.stringify(
      {
        // Otherwise Vercel answers `/read` as well as `/read/` with the page, whose addresses are relative to the latter.
        trailingSlash: true,
        headers: [
          { source: '/(.*)', headers: all.map(([key, value]) => ({ key, value })) },
          ...HASHED.map((folder) => ({ source: `${folder}(.*)`, headers: [{ key: 'Cache-Control', value: KEPT }] })),
          { source: '/service-worker.js', headers: [{ key: 'Cache-Control', value: ASKED_FOR }] },
        ],
      },
      undefined,
      2,
    )}\n`,
    '404.html': notFound,
  }
}

/** The page for an address below the deck that is no file: it cannot know where the deck lies, so it asks to go up. */
const notFound = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Not found</title>
<style>
:root { color-scheme: light dark; font: 20px/1.5 system-ui, sans-serif }
body { margin: 15vh auto; max-width: 32em; padding: 0 1em }
</style>
</head>
<body>
<main>
<h1>There is no such page</h1>
<p>The talk’s slides have addresses such as <code>…/#/vec-new</code>. <a href="./">One step up</a> may be the talk.</p>
</main>
</body>
</html>
`
