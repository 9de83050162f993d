import { placeholders, type Catalogue } from './catalogue'

/** What one catalogue lacks or says differently from another; empty when they are complete translations of each other. */
export function differences(english: Catalogue, other: Catalogue): string[] {
  const keys = [...new Set([...Object.keys(english), ...Object.keys(other)])]
  return keys.flatMap((key) => {
    const [source, target] = [english[key], other[key]]
    if (source === undefined) return [`${key}: unknown in English`]
    if (target === undefined) return [`${key}: missing`]
    if (typeof source !== typeof target) return [`${key}: plural in one language only`]
    if (placeholders(source).join() !== placeholders(target).join()) return [`${key}: other placeholders`]
    const empty = typeof target === 'string' ? target.trim() === '' : target.one === '' || target.other === ''
    return empty ? [`${key}: empty`] : []
  })
}
