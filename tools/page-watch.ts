import type { Page } from 'playwright-core'

/**
 * Collects what a page complains of from now on, in the returned list, one sentence each: console errors and
 * warnings, uncaught errors, requests that fail or are answered with an error, and requests to another host.
 */
export function watchPage(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`console ${message.type()} on ${page.url()}: ${message.text()}`)
    }
  })
  page.on('pageerror', (error) => complaints.push(`uncaught error on ${page.url()}: ${error.message}`))
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== 'localhost') {
      complaints.push(`request to another host on ${page.url()}: ${request.url()}`)
    }
  })
  page.on('requestfailed', (request) => {
    // The browser aborts what a page that is left no longer needs.
    const reason = request.failure()?.errorText
    if (reason !== 'net::ERR_ABORTED') complaints.push(`request failed: ${request.url()} (${reason})`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} for ${response.url()}`)
  })
  return complaints
}
