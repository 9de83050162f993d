import type { Role, SecuritySettings } from '@wingman/api'

export const MOST_PER_HOUR = 200

/** The settings as the form holds them: a number is a text until it is read. */
export interface SecurityDraft {
  factors: Record<Role, boolean>
  twoPersons: boolean
  ceiling: string
}

export function ceilingOf(text: string): number | undefined {
  const number = /^\d+$/.test(text.trim()) ? Number(text) : 0
  return number >= 1 && number <= MOST_PER_HOUR ? number : undefined
}

/** Only what differs is sent, so that the audit log tells what somebody really changed. */
export function changesOf(settings: SecuritySettings, { factors, twoPersons, ceiling }: SecurityDraft): Partial<SecuritySettings> {
  const known = settings.two_factor_required
  const hasOtherFactors = (Object.keys(known) as Role[]).some((role) => known[role] !== factors[role])
  const limit = ceilingOf(ceiling)
  return {
    ...(hasOtherFactors && { two_factor_required: { ...factors } }),
    ...(twoPersons !== settings.two_person_approval && { two_person_approval: twoPersons }),
    ...(limit !== settings.destructive_commands_per_hour && { destructive_commands_per_hour: limit ?? 0 }),
  }
}
