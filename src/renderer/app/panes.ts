const stops = 'input:not([disabled]), textarea:not([disabled]), button:not([disabled]):not([tabindex="-1"]), [tabindex="0"]'

/** F6: puts the focus into the next of the page's panes (header, rail, work), where it was last or on the first control. */
export function focusNextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.checkVisibility())
  const at = panes.findIndex((pane) => pane.contains(document.activeElement))
  for (let step = 1; step <= panes.length; step++) {
    const control = panes[(at + step) % panes.length]?.querySelector<HTMLElement>(stops)
    if (control !== undefined && control !== null) return control.focus()
  }
}
