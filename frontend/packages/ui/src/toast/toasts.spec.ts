import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useToasts } from './toasts'

const { toasts, notify, dismiss, hold, release } = useToasts()

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  toasts.value.forEach(({ id }) => dismiss(id))
  vi.useRealTimers()
})

const texts = () => toasts.value.map(({ text }) => text)

describe('a message', () => {
  it('leaves by itself', () => {
    notify('Saved')
    expect(texts()).toEqual(['Saved'])
    vi.advanceTimersByTime(6000)
    expect(texts()).toEqual([])
  })

  it('stays while somebody looks at it', () => {
    notify('Saved')
    const [toast] = toasts.value
    hold(toast?.id ?? 0)
    vi.advanceTimersByTime(60_000)
    expect(texts()).toEqual(['Saved'])

    release(toast?.id ?? 0)
    vi.advanceTimersByTime(6000)
    expect(texts()).toEqual([])
  })

  it('that tells of a failure stays until it is dismissed', () => {
    notify('Broken', 'bad')
    vi.advanceTimersByTime(60_000)
    expect(texts()).toEqual(['Broken'])
  })

  it('makes room: no more than three are shown, the oldest goes', () => {
    for (const text of ['one', 'two', 'three', 'four']) notify(text)
    expect(texts()).toEqual(['two', 'three', 'four'])
  })
})
