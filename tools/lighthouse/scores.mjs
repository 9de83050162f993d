/** What we hold the page to, and how a report is read. */

export const GOALS = { performance: 100, accessibility: 100, 'best-practices': 100, seo: 100 }

export function scores(report) {
  return Object.fromEntries(Object.keys(GOALS).map((id) => [id, Math.round((report.categories[id]?.score ?? 0) * 100)]))
}

export function summary(report) {
  const metrics = ['largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'].map((id) => report.audits[id]?.displayValue)
  return `${Object.entries(scores(report)).map(([id, score]) => `${id} ${score}`).join(', ')} (LCP ${metrics[0]}, TBT ${metrics[1]}, CLS ${metrics[2]})`
}

/** The categories below their goal, each with the audits that cost it points. */
export function failures(report) {
  return Object.entries(scores(report))
    .filter(([id, score]) => score < GOALS[id])
    .map(([category, score]) => ({ category, score, audits: lostPoints(report, category) }))
}

export function benches(report) {
  const entry = (name, ours, reference, unit) => ({ name, ours, reference, ratio: reference === 0 ? null : ours / reference, unit })
  const milliseconds = (id) => Math.round(report.audits[id]?.numericValue ?? 0)
  return [
    ...Object.entries(scores(report)).map(([id, score]) => entry(`lighthouse ${id}`, score, GOALS[id], 'points')),
    entry('largest contentful paint', milliseconds('largest-contentful-paint'), 1200, 'ms'),
    entry('total blocking time', milliseconds('total-blocking-time'), 100, 'ms'),
    entry('cumulative layout shift', report.audits['cumulative-layout-shift']?.numericValue ?? 0, 0.02, 'score'),
    entry('bytes over the wire', report.audits['total-byte-weight']?.numericValue ?? 0, 150_000, 'bytes'),
  ]
}

function lostPoints(report, category) {
  return (report.categories[category]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (report.audits[id].score ?? 1) < 1)
    .map(({ id }) => ({ id, title: report.audits[id].title, detail: report.audits[id].displayValue ?? '' }))
}
