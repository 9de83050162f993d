import { readonly, shallowRef } from 'vue'

export type ToastTone = 'ok' | 'bad' | 'info'

export interface Toast {
  id: number
  tone: ToastTone
  text: string
}

const AT_MOST = 3
const SECONDS_SHOWN = 6

const shown = shallowRef<readonly Toast[]>([])
const timers = new Map<number, ReturnType<typeof setTimeout>>()
let lastId = 0

/** Short-lived messages. Errors stay until they are dismissed; the rest leave by themselves unless looked at. */
export function useToasts() {
  return { toasts: readonly(shown), notify, dismiss, hold, release }
}

function notify(text: string, tone: ToastTone = 'ok'): void {
  const toast = { id: ++lastId, tone, text }
  shown.value.slice(0, Math.max(0, shown.value.length + 1 - AT_MOST)).forEach(({ id }) => dismiss(id))
  shown.value = [...shown.value, toast]
  start(toast)
}

function dismiss(id: number): void {
  hold(id)
  shown.value = shown.value.filter((toast) => toast.id !== id)
}

/** Pauses the clock of a toast while the pointer or the focus is on it. */
function hold(id: number): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
}

function release(id: number): void {
  const toast = shown.value.find((candidate) => candidate.id === id)
  if (toast) start(toast)
}

function start({ id, tone }: Toast): void {
  if (tone !== 'bad') timers.set(id, setTimeout(() => dismiss(id), SECONDS_SHOWN * 1000))
}
