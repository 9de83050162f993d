// docs/openapi.json → src/generated/schema.ts. The committed file must equal what this writes.
import { writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const document = new URL('../../../docs/openapi.json', import.meta.url)
const target = new URL('./src/generated/schema.ts', import.meta.url)

writeFileSync(target, `/* Generated from docs/openapi.json by \`npm run generate\`; never edited. */\n${astToString(await openapiTS(document))}`)
