// The lock file must name no registry: it has to install from whichever one the machine is set to.
import { readFileSync } from 'node:fs'

const lock = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')
const addressed = lock.split('\n').filter((line) => /"resolved": "https?:/.test(line))

if (addressed.length > 0) {
  console.error(`package-lock.json names a registry in ${addressed.length} places:\n${addressed.slice(0, 5).join('\n')}`)
  process.exit(1)
}
