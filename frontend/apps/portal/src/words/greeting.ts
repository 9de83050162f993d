import type { PortalKey } from '../i18n'

export function greetingAt(hour: number): PortalKey {
  if (hour >= 4 && hour < 11) return 'greeting.morning'
  return hour >= 11 && hour < 18 ? 'greeting.day' : 'greeting.evening'
}
