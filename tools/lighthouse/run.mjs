// Measures one page with Lighthouse and fails unless every category reaches its goal.
//
//   node run.mjs http://127.0.0.1:8000/ [--desktop] [--out FILE]
//
// Prints the scores and writes them as a bench (name, ours, reference, ratio, unit) to var/bench/lighthouse.json.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { benches, failures, summary } from './scores.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))
const CHROME_FLAGS = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    desktop: { type: 'boolean', default: false },
    out: { type: 'string', default: join(HERE, '../../var/bench/lighthouse.json') },
    // A busy machine costs points that the page does not owe: measure again before believing a miss.
    attempts: { type: 'string', default: '3' },
  },
})
const [url] = positionals
if (!url) {
  console.error('usage: node run.mjs URL [--desktop] [--out FILE] [--attempts N]')
  process.exit(2)
}

let report
for (let attempt = 1; attempt <= Number(options.attempts); attempt++) {
  try {
    report = await measure(url, options.desktop)
  } catch (error) {
    // Chromium's trace may fail to start; Lighthouse itself then says to run it again.
    if (attempt === Number(options.attempts)) throw error
    console.error(`attempt ${attempt}: ${error.message}`)
    continue
  }
  console.log(`${url} (attempt ${attempt}): ${summary(report)}`)
  if (failures(report).length === 0) break
}
await mkdir(dirname(options.out), { recursive: true })
await writeFile(options.out, JSON.stringify(benches(report), null, 2) + '\n')

const missed = failures(report)
for (const { category, score, audits } of missed) {
  console.error(`${category}: ${score}\n${audits.map(({ id, title, detail }) => `  ${id}: ${title} ${detail}`).join('\n')}`)
}
process.exit(missed.length > 0 ? 1 : 0)

async function measure(url, desktop) {
  const folder = await mkdtemp(join(tmpdir(), 'wingman-lighthouse-'))
  try {
    const output = join(folder, 'report.json')
    await run([
      join(HERE, 'node_modules/lighthouse/cli/index.js'), url, '--quiet', '--output=json', `--output-path=${output}`,
      `--chrome-flags=${CHROME_FLAGS.join(' ')}`, ...(desktop ? ['--preset=desktop'] : []),
    ])
    return JSON.parse(await readFile(output, 'utf8'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function run(args) {
  const env = { ...process.env, CHROME_PATH: process.env.CHROME_PATH ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync) }
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('error', fail)
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`lighthouse ended with ${code}`))))
  })
}
