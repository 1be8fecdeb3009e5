import { contentSecurityPolicy } from './content-security.ts'
import type { Cover } from './cover.ts'

/** What the deck's page says of itself to search engines, link previews and those who install it. */
export interface About {
  title: string
  description: string
  keywords: string
  language: string
}

/** What `makeIndexPage` makes a page from. */
export interface IndexPage {
  /** The page that the bundler wrote. */
  built: string
  about: About
  cover: Cover
  /** A script that runs before anything is shown. */
  script: string
  /** The address where the deck will be found, ending in `/`; absent when the builder did not say. */
  site?: string
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const meta = (key: 'name' | 'property' | 'http-equiv', name: string, content: string): string =>
  `<meta ${key}="${name}" content="${escape(content)}">`

/** The tags that a pattern finds in a page. */
const tagsOf = (page: string, pattern: RegExp): string[] => [...page.matchAll(pattern)].map(([tag]) => tag)

/**
 * The deck's index.html. The browser asks for scripts and style sheet at once, before it does anything else, and meets
 * the cover with all that it needs to show it; none of the files holds the first frame up. The style sheet is last,
 * because the browser reads no further until it has it.
 * @throws when the built page has no script, no style sheet or no place for the app.
 */
export function makeIndexPage({ built, about, cover, script, site }: IndexPage): string {
  const scripts = tagsOf(built, /<script\b[^>]*\bsrc=[^>]*><\/script>/g)
  const preloads = tagsOf(built, /<link\b[^>]*\brel="modulepreload"[^>]*>/g)
  const styles = tagsOf(built, /<link\b[^>]*\brel="stylesheet"[^>]*>/g)
  const asked = styles.map((tag) => tag.replace('rel="stylesheet"', 'rel="preload" as="style"'))
  const [body = ''] = /<body>.*<\/body>/s.exec(built) ?? []
  const places = body
    .replaceAll(/<script\b.*?<\/script>/gs, '')
    .replace(/^<body>|<\/body>$/g, '')
    .trim()
  if (scripts.length === 0 || styles.length === 0 || !places.includes('id="app"')) {
    throw new Error(`The built index.html is not what it was when this was written:\n${built}`)
  }
  const { title, description, keywords, language } = about
  // Previews want an absolute address; without one some find the picture beside the page all the same.
  const picture = new URL('preview.png', site ?? 'http://deck.invalid/').href.replace('http://deck.invalid/', './')
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${meta('http-equiv', 'Content-Security-Policy', contentSecurityPolicy([script], false))}
${[...preloads, ...asked].join('\n')}
<title>${escape(title)}</title>
<script>${script}</script>
<style>${cover.css}</style>
${meta('name', 'description', description)}
${meta('name', 'keywords', keywords)}
${meta('property', 'og:type', 'website')}
${meta('property', 'og:title', title)}
${meta('property', 'og:description', description)}
${meta('property', 'og:image', picture)}
${meta('property', 'og:image:alt', title)}
${meta('property', 'og:image:width', '1200')}
${meta('property', 'og:image:height', '630')}
${meta('name', 'twitter:card', 'summary_large_image')}
${site ? `${meta('property', 'og:url', site)}\n<link rel="canonical" href="${escape(site)}">` : ''}
<link rel="icon" href="./favicon.svg">
<link rel="apple-touch-icon" href="./icon-180.png">
<link rel="manifest" href="./manifest.webmanifest">
</head>
<body>
<div id="first-paint"><main class="canvas">${cover.html}</main></div>
${places}
${[...scripts, ...styles].join('\n')}
</body>
</html>
`
}
