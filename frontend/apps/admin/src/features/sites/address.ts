/** What was typed as a web address, completed with https where no scheme was given; undefined when it is none. */
export function addressOf(typed: string): string | undefined {
  const text = typed.trim()
  if (text === '' || /\s/.test(text)) return undefined
  const candidate = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(candidate)) return undefined
  const url = new URL(candidate)
  return /[.:]|^localhost$/.test(url.host) ? url.origin + url.pathname.replace(/\/$/, '') : undefined
}

/** A first guess that most people keep: "www.alder-sons.example" → "alder-sons.example". */
export function nameFromAddress(typed: string): string {
  return typed.trim().replace(/^https?:\/\//i, '').replace(/^www\./i, '').replace(/\/.*$/, '')
}
