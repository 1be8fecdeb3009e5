import { describe, expect, it } from 'vitest'
import { findBrowser, findShell, NoBrowserError } from '../../tools/browser.ts'

/** A machine on which these files exist. */
const machine = (files: string[], env: Record<string, string> = {}) => ({
  env: { PATH: '/usr/local/bin:/usr/bin', ...env },
  playwrightPath: '/home/me/.cache/ms-playwright/chrome',
  exists: (path: string) => files.includes(path),
})

describe('finding a browser', () => {
  it('takes the one that the environment names before all others', () => {
    const files = ['/opt/chrome', '/home/me/.cache/ms-playwright/chrome', '/usr/bin/chromium']
    expect(findBrowser(machine(files, { CHROMIUM: '/opt/chrome' }))).toBe('/opt/chrome')
  })

  it('refuses a name in the environment that leads nowhere, instead of taking another browser', () => {
    expect(() => findBrowser(machine(['/usr/bin/chromium'], { CHROMIUM: '/opt/chrome' }))).toThrow(
      'CHROMIUM names /opt/chrome, which does not exist',
    )
  })

  it('takes Playwright’s own before the system’s', () => {
    const files = ['/usr/bin/chromium', '/home/me/.cache/ms-playwright/chrome']
    expect(findBrowser(machine(files))).toBe('/home/me/.cache/ms-playwright/chrome')
  })

  it('finds the system’s Chromium or Chrome on the PATH', () => {
    expect(findBrowser(machine(['/usr/bin/google-chrome', '/usr/bin/chromium']))).toBe('/usr/bin/chromium')
    expect(findBrowser(machine(['/usr/local/bin/google-chrome']))).toBe('/usr/local/bin/google-chrome')
    expect(findBrowser(machine(['/elsewhere/chromium']))).toBeUndefined()
  })
})

it('takes a headless shell where there is one, unless the environment names a browser', () => {
  const files = ['/usr/bin/chromium', '/usr/bin/chromium-headless-shell']
  expect(findShell(machine(files))).toBe('/usr/bin/chromium-headless-shell')
  expect(findShell(machine(['/usr/bin/chromium']))).toBeUndefined()
  expect(findShell(machine(files, { CHROMIUM: '/usr/bin/chromium' }))).toBeUndefined()
})

it('says every way out when there is no browser', () => {
  expect(new NoBrowserError('no network').message).toMatch(
    /no network[\s\S]*apt-get install chromium[\s\S]*playwright[\s\S]*CHROMIUM=/,
  )
})
