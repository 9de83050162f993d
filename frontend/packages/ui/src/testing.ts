import { startI18n } from '@wingman/i18n'
import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeAll } from 'vitest'

/** English words, and nothing left in the document from the test before. */
export function inEnglish(): void {
  const noWords = async () => ({ default: {} })
  beforeAll(() => startI18n({ en: noWords, de: noWords }))
  enableAutoUnmount(afterEach)
}

export function button(name: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>('button')].find((candidate) =>
    [candidate.textContent?.trim(), candidate.getAttribute('aria-label')].includes(name),
  )
  if (!found) throw new Error(`no button is called ${name}`)
  return found
}
