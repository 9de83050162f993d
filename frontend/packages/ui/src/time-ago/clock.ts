import { onScopeDispose, readonly, ref } from 'vue'

const TICK_MS = 15_000

const now = ref(new Date())
let users = 0
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for every relative time on the screen; it stands still while nobody looks at it. */
export function useClock() {
  if (users++ === 0) {
    now.value = new Date()
    timer = setInterval(() => (now.value = new Date()), TICK_MS)
  }
  onScopeDispose(() => {
    if (--users === 0) clearInterval(timer)
  })
  return readonly(now)
}
