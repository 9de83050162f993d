import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { de } from './content/de'
import { en } from './content/en'
import type { Content } from './content/content'
import { head } from './head'
import LandingPage from './LandingPage.vue'
import { llmsText, robots, sitemap } from './machines'
import MissingPage from './MissingPage.vue'

export interface RenderedFile {
  path: string
  text: string
}

export interface RenderedPage {
  path: string
  lang: string
  head: string
  body: string
}

/** Every page and every file that depends on the address under which the site is served. */
export async function render(origin: string): Promise<{ pages: RenderedPage[]; files: RenderedFile[] }> {
  return {
    pages: [
      await page('index.html', LandingPage, en, head(en, { origin, path: '/' })),
      await page('de.html', LandingPage, de, head(de, { origin, path: '/de.html' })),
      await page('404.html', MissingPage, en, head(en, { origin, path: undefined })),
    ],
    files: [
      { path: 'robots.txt', text: robots(origin) },
      { path: 'sitemap.xml', text: sitemap(origin) },
      { path: 'llms.txt', text: llmsText(en, origin) },
    ],
  }
}

async function page(path: string, component: typeof LandingPage, content: Content, head: string): Promise<RenderedPage> {
  return { path, lang: content.lang, head, body: await renderToString(createSSRApp(component, { content })) }
}
