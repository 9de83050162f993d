export { conditionIcon, SEVERITY_TONES, useConditionWords } from './conditions'
export { useJobWords } from './jobs'
export { useReasonWords, useStatusWords } from './status'
export { useTimelineWords } from './timeline'
