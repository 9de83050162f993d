import assert from 'node:assert/strict'
import { test } from 'node:test'
import { benches, failures, scores } from './scores.mjs'

const report = (performance, lcp) => ({
  categories: {
    performance: { score: performance, auditRefs: [{ id: 'largest-contentful-paint', weight: 25 }, { id: 'diagnostic', weight: 0 }] },
    accessibility: { score: 1 },
    'best-practices': { score: 1 },
    seo: { score: 1 },
  },
  audits: {
    'largest-contentful-paint': { title: 'LCP', score: lcp, numericValue: 900.4, displayValue: '0.9 s' },
    diagnostic: { title: 'Only a hint', score: 0 },
  },
})

test('a page with full marks misses nothing', () => {
  assert.deepEqual(failures(report(1, 1)), [])
})

test('a missed goal names the audits that cost points, and only those', () => {
  const [missed] = failures(report(0.98, 0.9))

  assert.equal(missed.category, 'performance')
  assert.deepEqual(missed.audits.map(({ id }) => id), ['largest-contentful-paint'])
})

test('a category that was not measured counts as zero', () => {
  assert.equal(scores({ categories: {}, audits: {} }).seo, 0)
})

test('the bench has the fields that every bench has', () => {
  for (const bench of benches(report(1, 1))) assert.deepEqual(Object.keys(bench), ['name', 'ours', 'reference', 'ratio', 'unit'])
})
