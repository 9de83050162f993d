/** A layer with a form is opened to fill it in: the focus begins in its first field, not on the button that closes it. */
export function focusFirstField(event: Event): void {
  const field = (event.target as HTMLElement).querySelector<HTMLElement>('form :is(input, textarea, select):not([type=hidden], [disabled], [readonly])')
  if (!field) return
  event.preventDefault()
  field.focus()
}
