import { expect, test } from 'vitest'
import { waterfall } from './waterfall'

test('the phases follow each other and fill the whole', () => {
  const bars = waterfall({ dns_ms: 10, connect_ms: 20, tls_ms: 30, first_byte_ms: 40, total_ms: 200 })
  expect(bars.map(({ name, start, width }) => [name, start, width])).toEqual([
    ['dns_ms', 0, 5], ['connect_ms', 5, 10], ['tls_ms', 15, 15], ['first_byte_ms', 30, 20], ['rest_ms', 50, 50],
  ])
})

test('what was not done has no bar', () => {
  expect(waterfall({ dns_ms: 3, connect_ms: 7, tls_ms: 0, first_byte_ms: 0, total_ms: 10 }).map(({ name }) => name)).toEqual(['dns_ms', 'connect_ms'])
  expect(waterfall({ dns_ms: 0, connect_ms: 0, tls_ms: 0, first_byte_ms: 0, total_ms: 0 })).toEqual([])
})
