const focusable = 'input:not([disabled]):not([type="hidden"]), textarea:not([disabled]), button:not([disabled]), [tabindex="0"]'

/** Puts the focus on the control after this one, within the same form, section or page. */
export function focusNext(from: HTMLElement): void {
  const scope = from.closest('form, [role="dialog"], main') ?? from.ownerDocument
  const controls = [...scope.querySelectorAll<HTMLElement>(focusable)].filter(
    (control) => control.tabIndex >= 0 && control.checkVisibility(),
  )
  controls[controls.indexOf(from) + 1]?.focus()
}

/** Puts the focus on a field named in an error summary. */
export function focusField(name: string): void {
  const field = document.getElementById(`field-${name}`)
  const control = field?.matches(focusable) === true ? field : field?.querySelector<HTMLElement>(focusable)
  control?.focus()
  field?.scrollIntoView({ block: 'center' })
}
