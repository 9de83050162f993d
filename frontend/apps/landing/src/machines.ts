import type { Content, Entry } from './content/content'

/** The page for programs that read: robots, search engines, language models. */

export function robots(origin: string): string {
  return `User-agent: *\nDisallow: /app/\nDisallow: /portal/\nDisallow: /api/\nAllow: /\n\nSitemap: ${origin}/sitemap.xml\n`
}

export function sitemap(origin: string): string {
  const alternates = [['en', '/'], ['de', '/de.html']]
    .map(([lang, path]) => `    <xhtml:link rel="alternate" hreflang="${lang}" href="${origin}${path}"/>\n`)
    .join('')
  const urls = ['/', '/de.html'].map((path) => `  <url>\n    <loc>${origin}${path}</loc>\n${alternates}  </url>\n`).join('')
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' +
    `${urls}</urlset>\n`
  )
}

export function llmsText(content: Content, origin: string): string {
  const { proofs, steps, watch, security, state, run, questions } = content
  return [
    '# WP Wingman',
    `> ${content.description}`,
    content.hero.text,
    section(steps.title, entries(steps.items)),
    section(watch.title, `${watch.text}\n\n${entries(watch.items)}`),
    section(security.title, entries(security.items)),
    section(proofs.title, proofs.items.map(({ title, text, test }) => `- ${title}: ${text} (${proofs.provenBy} ${test})`).join('\n')),
    section(state.now, list(state.nowItems)),
    section(state.next, list(state.nextItems)),
    section(run.title, `${run.text}\n\n${list(run.commands.map((command) => `\`${command.run}\` ${command.does}`))}`),
    section(questions.title, entries(questions.items)),
    section('Links', list([
      `[API reference](${origin}/api/v1/docs): every route, with a page to try it`,
      `[OpenAPI document](${origin}/api/v1/openapi.json): OpenAPI 3.1`,
      `[Dashboard](${origin}/app/): for the agency`,
      `[Client portal](${origin}/portal/): for the clients of the agency`,
    ])),
  ].join('\n\n') + '\n'
}

function section(title: string, text: string): string {
  return `## ${title}\n\n${text}`
}

function entries(items: readonly Entry[]): string {
  return list(items.map(({ title, text }) => `${title}: ${text}`))
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n')
}
