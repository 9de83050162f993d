/** What the page says. One object per language; the components only set it. */
export interface Content {
  lang: 'en' | 'de'
  title: string
  description: string
  nav: { skip: string; label: string; how: string; security: string; run: string; questions: string; portal: string; signIn: string; theme: string; other: string }
  hero: { badge: string; title: string; text: string; run: string; signIn: string; note: string }
  screenshot: { alt: string; caption: string }
  proofs: { title: string; text: string; provenBy: string; items: readonly Proof[] }
  steps: { title: string; items: readonly Entry[] }
  watch: { title: string; text: string; items: readonly Entry[] }
  security: { title: string; text: string; items: readonly Entry[] }
  state: { title: string; text: string; now: string; next: string; nowItems: readonly string[]; nextItems: readonly string[] }
  run: { title: string; text: string; copy: string; copied: string; commands: readonly Command[]; note: string }
  questions: { title: string; items: readonly Entry[] }
  footer: { text: string; product: string; technical: string; licence: string; apiDocs: string; forMachines: string }
  missing: { title: string; text: string; back: string }
}

export interface Entry {
  title: string
  text: string
}

/** A claim, and the test in this repository that fails when it stops being true. */
export interface Proof extends Entry {
  figure: string
  test: string
}

export interface Command {
  run: string
  does: string
}
