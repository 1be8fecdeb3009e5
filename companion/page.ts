import { escape } from './html.ts'

/** The files that a page of the companion loads, by their addresses from it. */
export type PageFiles = {
  styles: string[]
  script: string
  /** `MODE_SCRIPT` */
  mode: string
}

/** One page of the companion. */
export type Page = {
  /** What the browser's tab says. */
  title: string
  description: string
  /** HTML between header and footer; it holds the landmark `main`. */
  body: string
  /** Which of the pages it is. */
  name: 'read' | 'find'
  files: PageFiles
  /** What the script needs to know, as JSON. */
  data: unknown
  /** Where the licences of all that the pages bring are listed; absent where nothing has been built to be given away. */
  licences?: string
}

/**
 * A script that sets the mode which the viewer chose on the slides, before anything is drawn, and says that scripts
 * run. It is a file of its own, so that a host's policy needs no exception for it.
 */
export const MODE_SCRIPT = `(function(d){d.classList.add('js');var s=null;try{s=localStorage.getItem('slidev-color-schema')}catch(e){}
d.classList.toggle('dark',s==='dark'||(s!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches))})(document.documentElement)`

/** Allows what the page brings along and nothing else; components place their rows by style attributes. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** The whole document of a page. */
export function pageHtml({ title, description, body, name, files, data, licences }: Page): string {
  const styles = files.styles.map((href) => `<link rel="stylesheet" href="${escape(href)}">`).join('\n')
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  const current = (page: Page['name']) => (page === name ? ' aria-current="page"' : '')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<meta name="description" content="${escape(description)}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="../favicon.svg">
<script src="${escape(files.mode)}"></script>
${styles}
<script type="module" src="${escape(files.script)}"></script>
</head>
<body class="companion ${name}">
<a class="skip" href="#main">Skip to the content</a>
<header class="bar">
<nav aria-label="Views of the talk">
<a href="../" data-choose="slides">Slides</a>
<a href="../read/"${current('read')}>Reading view</a>
<a href="../find/"${current('find')}>Index</a>
</nav>
<button type="button" class="mode" data-mode hidden>dark</button>
</header>
${body}
${licences ? `<footer class="colophon"><a href="${escape(licences)}">Licences</a></footer>\n` : ''}<script type="application/json" id="companion-data">${json}</script>
</body>
</html>
`
}
