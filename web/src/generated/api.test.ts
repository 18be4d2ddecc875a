// @vitest-environment node
import { readFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'
import { expect, it } from 'vitest'

/** OpenApiFileTest keeps openapi.json equal to the controllers; this keeps the types equal to openapi.json. */
it('the types are those of the interface; else run npm run api', async () => {
  const made = astToString(await openapiTS(new URL('./openapi.json', import.meta.url)))
  const kept = readFileSync(new URL('./api.d.ts', import.meta.url), 'utf8')

  expect(kept.endsWith(made)).toBe(true)
}, 60_000)
