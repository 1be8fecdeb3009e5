// Stands in index.html before everything else, so that a viewer sees the right colours from the first frame on, and the
// cover only at the cover's address. What the viewer chose is kept by Slidev under this key.
{
  let chosen
  try {
    chosen = localStorage.getItem('slidev-color-schema')
  }
  catch {
    // A browser that forbids storage: its own setting decides.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.add(dark ? 'dark' : 'light')
  if (!/^#?\/?(?:1|cover)?$/.test(location.hash)) document.documentElement.classList.add('elsewhere')
}
