/** The address as people say it: without the protocol. */
export function hostOf(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '')
}

/** Only web addresses become links. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url)
}
