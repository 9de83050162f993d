export interface Software {
  slug: string
  name: string
  version: string
  active: boolean
  update: string | null
  file?: string
}

export interface SoftwareRow extends Software {
  key: string
}

/** What waits for an update comes first, then what is active, then the rest; each by name. */
export function softwareRows(items: readonly Software[]): SoftwareRow[] {
  const rank = ({ update, active }: Software) => (update ? 0 : active ? 1 : 2)
  return items
    .map((item) => ({ ...item, key: item.file ?? item.slug }))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
}
