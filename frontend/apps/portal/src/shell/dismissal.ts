import { onScopeDispose, watch, type Ref } from 'vue'

/** Closes what is open on Escape (focus goes back to its button) and when attention moves elsewhere. */
export function useDismissal(root: Readonly<Ref<HTMLElement | null>>, isOpen: Ref<boolean>): void {
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    isOpen.value = false
    root.value?.querySelector<HTMLElement>('button[aria-expanded]')?.focus()
  }

  function onElsewhere(event: Event): void {
    if (!(event.target instanceof Node) || root.value?.contains(event.target)) return
    isOpen.value = false
  }

  function listen(open: boolean): void {
    const change = open ? ('addEventListener' as const) : ('removeEventListener' as const)
    document[change]('keydown', onKey as EventListener)
    document[change]('pointerdown', onElsewhere)
    document[change]('focusin', onElsewhere)
  }

  watch(isOpen, listen)
  onScopeDispose(() => listen(false))
}
