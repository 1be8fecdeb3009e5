import { createHash } from 'node:crypto'

/** The source expression that allows an inline script with just this text. */
function hashSource(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`
}

/**
 * The content-security policy of the built deck: nothing from another host, no script but its own files and the
 * inline ones given here. Styles may be inline, because Vue's static content, diagrams and Slidev's scaling set them.
 * @param scripts the texts of the inline scripts.
 * @param inHeader whether it goes into a header, where it also says who may frame the deck; a `<meta>` may not.
 */
export function contentSecurityPolicy(scripts: string[], inHeader: boolean): string {
  return [
    "default-src 'none'",
    // The lab's module is compiled from a file of the deck's own.
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts.map(hashSource)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "media-src 'self' blob:",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    ...(inHeader ? ["frame-ancestors 'self'"] : []),
  ].join('; ')
}
