import { afterKey } from '@wingman/ui'
import type { Ref } from 'vue'

/**
 * Keys pressed between asking for the palette and its field being there. Nothing of them is lost, and nothing
 * of them reaches the page behind: there each letter may be a shortcut.
 */
export function useHeldKeys(typed: Ref<string>) {
  let hasEntered = false

  function take(event: KeyboardEvent, callOff: () => void): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      typed.value = ''
      hasEntered = false
      callOff()
    } else if (event.key === 'Enter') {
      hasEntered = true
    } else {
      typed.value = afterKey(typed.value, event)
    }
  }

  /** The field is there: what was entered before now counts. */
  function release(enter: () => void): void {
    if (hasEntered) enter()
    hasEntered = false
  }

  return { take, release }
}
