/** Only our own paths: a link must not lead a fresh login out of the app. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'
}
