/** All the JavaScript of the page: a theme switch and copy buttons. Everything else works without it. */

const STORAGE_KEY = 'wingman.theme'

export function start(page: Document): void {
  const stored = page.defaultView?.localStorage.getItem(STORAGE_KEY)
  if (stored === 'light' || stored === 'dark' || stored === 'contrast') page.documentElement.dataset.theme = stored
  page.querySelectorAll<HTMLButtonElement>('[data-theme-switch]').forEach((button) => offerTheme(page, button))
  page.querySelectorAll<HTMLButtonElement>('[data-copy]').forEach(offerCopy)
}

function offerTheme(page: Document, button: HTMLButtonElement): void {
  const root = page.documentElement
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme !== 'light' : matchMedia('(prefers-color-scheme: dark)').matches
  const show = () => {
    button.setAttribute('aria-pressed', String(isDark()))
    // A <picture> knows the system's colours only; a choice made here has to be told to it.
    page.querySelectorAll<HTMLSourceElement>('source[data-dark]').forEach((source) => (source.media = isDark() ? 'all' : 'not all'))
  }
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark'
    localStorage.setItem(STORAGE_KEY, root.dataset.theme)
    show()
  })
  button.hidden = false
  show()
}

function offerCopy(button: HTMLButtonElement): void {
  const label = button.textContent
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy ?? '')
    button.textContent = button.dataset.copied ?? label
    setTimeout(() => (button.textContent = label), 2000)
  })
  button.hidden = false
}

start(document)
