/** Milliseconds after which a callback is called although the browser is busy. */
const PATIENCE = 1000

/** Calls back when the browser has nothing to do. Safari has no idle callbacks: there, a little later. */
export function whenIdle(callback: () => void): number {
  if (typeof requestIdleCallback === 'function') return requestIdleCallback(callback, { timeout: PATIENCE })
  return window.setTimeout(callback, PATIENCE / 4)
}

/** Takes back what `whenIdle` gave. */
export function cancelIdle(handle: number): void {
  if (typeof cancelIdleCallback === 'function') cancelIdleCallback(handle)
  else clearTimeout(handle)
}
