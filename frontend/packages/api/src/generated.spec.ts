// @vitest-environment node
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { generated } from '../generate'

it('the committed types are those of docs/openapi.json', async () => {
  const committed = readFileSync(new URL('./generated/schema.ts', import.meta.url), 'utf8')

  expect(committed === (await generated()), 'run `npm run generate` and commit the result').toBe(true)
})
