// docs/openapi.json → src/generated/schema.ts. A test keeps the two equal.
import { writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const document = new URL('../../../docs/openapi.json', import.meta.url)
const target = new URL('./src/generated/schema.ts', import.meta.url)

export async function generated() {
  return `/* Generated from docs/openapi.json by \`npm run generate\`; never edited. */\n${astToString(await openapiTS(document))}`
}

if (argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, await generated())
