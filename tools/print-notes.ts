import type { Page } from 'playwright-core'

/** A4 upright: the sheet and its margin in mm. */
const SHEET = { width: 210, height: 297, margin: 14 }
/** CSS px in a mm. */
const PX = 96 / 25.4

/**
 * Lays the print page out as a handout: a sheet of A4 for each slide, with what the speaker says below it. Slides
 * without notes get their sheet too. Throws when the notes cannot be loaded,
 * or are too long for their sheet even in small print.
 * @param slideWidth of a slide as it is laid out, CSS px.
 */
export async function layOutHandout(page: Page, slideWidth: number): Promise<void> {
  const width = (SHEET.width - 2 * SHEET.margin) * PX
  const style = `
    @page { size: A4 portrait; margin: 0 }
    html.print body, html.print #app, html.print #page-root, #print-content { width: ${SHEET.width}mm !important }
    .sheet { box-sizing: border-box; width: ${SHEET.width}mm; height: ${SHEET.height - 0.5}mm; overflow: hidden;
      padding: ${SHEET.margin}mm; break-after: page; background: var(--paper); color: var(--ink);
      font-family: var(--font-text); font-size: 11pt; line-height: 1.5 }
    .sheet:last-child { break-after: auto }
    .sheet .print-slide-container { zoom: ${width / slideWidth}; break-after: auto !important;
      outline: 1.5px solid var(--line-strong) }
    .sheet .words { margin-top: 8mm }
    .sheet .words p { margin: 0 0 3mm }
    .sheet .words ul { margin: 0 0 3mm 5mm; list-style: disc }
    .sheet .words code { font-family: var(--font-code); font-size: 0.92em }
    .sheet .slidev-note-click-mark { padding: 0; background: none; color: var(--ink-quiet); font: 0.85em var(--font-text) }
    .sheet .slidev-note-click-mark::before { display: none }
    .sheet .slidev-note-click-mark::after { content: 'Click ' attr(data-clicks); margin-right: 0.7em; transform: none }
    .sheet .words > .number { float: right; margin-left: 8mm; color: var(--ink-quiet) }
  `
  await page.addStyleTag({ content: style })
  await page.evaluate(async () => {
    const { slides = [] } = window.deckNavigation ?? {}
    const notes = await Promise.all(slides.map(({ meta }) => meta.slide.loadNote()))
    notes.forEach((html, index) => {
      const no = index + 1
      const container = document.querySelector(`[id^="${String(no).padStart(3, '0')}-"].print-slide-container`)
      if (!container) throw new Error(`slide ${no} is not on the print page`)
      const sheet = document.createElement('section')
      sheet.className = 'sheet'
      container.replaceWith(sheet)
      const words = document.createElement('div')
      words.className = 'words'
      words.innerHTML = `<p class="number">${no}</p>${html}`
      sheet.append(container, words)
      const isTooLong = () => sheet.scrollHeight > sheet.clientHeight + 1
      // Long notes are set smaller, in pt, as far as they can be read on paper.
      for (let size = 10.5; isTooLong() && size >= 8; size -= 0.5) words.style.fontSize = `${size}pt`
      if (isTooLong()) throw new Error(`what is said of slide ${no} does not fit below it`)
    })
  })
}
