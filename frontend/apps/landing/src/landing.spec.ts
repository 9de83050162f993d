import { existsSync, readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { de } from './content/de'
import { en } from './content/en'
import { render } from './entry-server'
import { start } from './island'

const ORIGIN = 'https://wingman.example'

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
  return typeof value
}

it('German says everything that English says', () => {
  expect(shapeOf(de)).toEqual(shapeOf(en))
})

describe('the drawn page', () => {
  it('is whole without JavaScript, in both languages', async () => {
    const { pages } = await render(ORIGIN)

    for (const [path, content] of [['index.html', en], ['de.html', de]] as const) {
      const page = pages.find((candidate) => candidate.path === path)
      const text = new DOMParser().parseFromString(page?.body ?? '', 'text/html').body.textContent
      for (const entry of [...content.proofs.items, ...content.steps.items, ...content.security.items, ...content.questions.items]) expect(text).toContain(entry.text)
      expect(page?.lang).toBe(content.lang)
    }
  })

  it('names itself to search engines under the address it is served from', async () => {
    const { pages, files } = await render(ORIGIN)

    expect(pages[0]?.head).toContain(`<link rel="canonical" href="${ORIGIN}/" />`)
    expect(files.map(({ path }) => path)).toEqual(['robots.txt', 'sitemap.xml', 'llms.txt'])
    expect(files.every(({ text }) => text.includes(ORIGIN))).toBe(true)
  })

  it('keeps the page for missing pages out of search', async () => {
    const { pages } = await render(ORIGIN)

    expect(pages.find(({ path }) => path === '404.html')?.head).toContain('noindex')
  })
})

describe('the island', () => {
  beforeEach(() => {
    localStorage.clear()
    delete document.documentElement.dataset.theme
    document.body.innerHTML = `
      <picture><source data-dark media="(prefers-color-scheme: dark)"><img alt=""></picture>
      <button data-theme-switch hidden aria-pressed="false"></button>
      <button data-copy="make up" data-copied="Copied" hidden>Copy</button>`
    start(document)
  })

  const button = (selector: string) => document.querySelector(selector) as HTMLButtonElement

  it('offers what only works with JavaScript', () => {
    expect([button('[data-theme-switch]').hidden, button('[data-copy]').hidden]).toEqual([false, false])
  })

  it('switches the colours, pictures too, and remembers', () => {
    button('[data-theme-switch]').click()

    expect([document.documentElement.dataset.theme, localStorage.getItem('wingman.theme')]).toEqual(['dark', 'dark'])
    expect(document.querySelector('source')?.media).toBe('all')
    expect(button('[data-theme-switch]').getAttribute('aria-pressed')).toBe('true')
  })

  it('copies a command and says so', async () => {
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    button('[data-copy]').click()

    await vi.waitFor(() => expect(button('[data-copy]').textContent).toBe('Copied'))
    expect(writeText).toHaveBeenCalledWith('make up')
  })
})

it('has a favicon that is a drawing, not a program', () => {
  const file = new URL('../public/favicon.svg', import.meta.url)

  expect(existsSync(file) && readFileSync(file, 'utf8')).not.toContain('<script')
})
