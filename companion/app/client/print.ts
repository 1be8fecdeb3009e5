/** Shows the button that prints the page: without a script there is none. */
export function offerPrinting(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-print]')
  if (!button) return
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
