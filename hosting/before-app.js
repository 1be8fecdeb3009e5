// Stands in index.html before everything else, so that a viewer sees the right colours from the first frame on, and the
// cover only at the cover's address. What the viewer chose is kept by Slidev, and by the reading view, under these keys.
{
  let chosen
  let view
  try {
    chosen = localStorage.getItem('slidev-color-schema')
    view = localStorage.getItem('understanding-allocations:view')
  } catch {
    // A browser that forbids storage: its own setting decides.
  }
  // On a narrow screen the page to read opens, unless the address names a slide or the viewer chose slides.
  const open = /^#?\/?$/.test(location.hash) && location.search === ''
  if (open && view !== 'slides' && matchMedia('(max-width: 639px)').matches) location.replace('read/')
  // A host with rewrites answers with this page wherever nothing is; its scripts are not there, the deck lies further up.
  addEventListener(
    'error',
    async ({ target }) => {
      if (!(target instanceof HTMLScriptElement) || location.pathname === '/') return
      const above = new URL('..', location.href).href
      const page = await (await fetch(above)).text()
      if (page.includes('id="first-paint"')) location.replace(above + location.hash)
    },
    true,
  )
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.add(dark ? 'dark' : 'light')
  const atCover = /^#?\/?(?:1|cover)?$/.test(location.hash)
  if (!atCover) document.documentElement.classList.add('elsewhere')
  // Who asks for the next slide while the deck is still on its way is led there by the address: the deck then starts
  // with that slide. Only once, because who gets no answer presses again and would be led too far.
  const askEarly = ({ key, ctrlKey, altKey, metaKey }) => {
    const started = document.readyState !== 'loading' && !document.getElementById('first-paint')
    const asks = ['ArrowRight', 'ArrowDown', 'PageDown', ' '].includes(key) && !ctrlKey && !altKey && !metaKey
    if (asks && !started) location.hash = '#/2'
    if (asks || started) removeEventListener('keydown', askEarly)
  }
  if (atCover) addEventListener('keydown', askEarly)
}
