/** Copies a text; says on the button how it went. */
export async function copyFrom(button: HTMLButtonElement, text: string): Promise<void> {
  const label = button.textContent
  try {
    await navigator.clipboard.writeText(text)
    button.textContent = 'Copied'
  } catch (error) {
    // Without permission, or on a page that came over plain HTTP: the text stands beside the button.
    console.info('Not copied:', error)
    button.textContent = 'Select and copy it yourself'
  }
  setTimeout(() => (button.textContent = label), 2000)
}

/** Makes the buttons that copy the program below them. */
export function offerCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    const source = document.getElementById(button.dataset.copy ?? '')
    button.hidden = false
    button.addEventListener('click', () => void copyFrom(button, source?.textContent ?? ''))
  }
}
