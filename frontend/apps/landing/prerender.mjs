// Draws the page at build time: complete without JavaScript, its styles inside, nothing that blocks the first paint.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { render } from './dist-ssr/entry-server.js'

const LOCAL_ORIGIN = 'http://127.0.0.1:8000'
const dist = new URL('../../dist/', import.meta.url)
const origin = (process.env.WINGMAN_BASE_URL ?? LOCAL_ORIGIN).replace(/\/+$/, '')

const { template, stylesheet, styles } = await builtTemplate()
const { pages, files } = await render(origin)

for (const page of pages) await writeFile(new URL(page.path, dist), fill(page))
for (const { path, text } of files) await writeFile(new URL(path, dist), text)
await rm(new URL(stylesheet, dist))
console.log(`prerendered ${[...pages, ...files].map(({ path }) => path).join(', ')} for ${origin} into ${fileURLToPath(dist)}`)

async function builtTemplate() {
  const html = await readFile(new URL('index.html', dist), 'utf8')
  const [link, stylesheet] = /<link rel="stylesheet"[^>]* href="\/([^"]+)"[^>]*>/.exec(html)
  return { template: html.replace(link, '<!--styles-->'), stylesheet, styles: await readFile(new URL(stylesheet, dist), 'utf8') }
}

// Functions as replacements: `$` in a text is a text.
function fill({ lang, head, body }) {
  return template
    .replace('<html lang="en">', `<html lang="${lang}">`)
    .replace('<!--head-->', () => head)
    .replace('<!--styles-->', () => `<style>${styles.trim()}</style>`)
    .replace('<!--page-->', () => body)
}
