import type { Content } from './content/content'

/** `path` is undefined for the page that stands in for a missing one: nobody should find it by search. */
export function head(content: Content, { origin, path }: { origin: string; path: string | undefined }): string {
  if (path === undefined) return [`<title>404 · WP Wingman</title>`, meta('robots', 'noindex')].join('\n    ')
  return [
    `<title>${escape(content.title)}</title>`,
    meta('description', content.description),
    meta('color-scheme', 'light dark'),
    meta('theme-color', '#f5f6f9', '(prefers-color-scheme: light)'),
    meta('theme-color', '#0f1319', '(prefers-color-scheme: dark)'),
    `<link rel="canonical" href="${origin}${path}" />`,
    `<link rel="alternate" hreflang="en" href="${origin}/" />`,
    `<link rel="alternate" hreflang="de" href="${origin}/de.html" />`,
    `<link rel="alternate" hreflang="x-default" href="${origin}/" />`,
    property('og:type', 'website'),
    property('og:site_name', 'WP Wingman'),
    property('og:title', content.title),
    property('og:description', content.description),
    property('og:url', `${origin}${path}`),
    property('og:locale', content.lang === 'de' ? 'de_DE' : 'en_GB'),
    property('og:image', `${origin}/og.png`),
    property('og:image:width', '1200'),
    property('og:image:height', '630'),
    property('og:image:alt', content.hero.title),
    meta('twitter:card', 'summary_large_image'),
  ].join('\n    ')
}

function meta(name: string, value: string, media?: string): string {
  return `<meta name="${name}" content="${escape(value)}"${media ? ` media="${media}"` : ''} />`
}

function property(name: string, value: string): string {
  return `<meta property="${name}" content="${escape(value)}" />`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
