import type { Permission, Role } from '@wingman/api'

/** What a token may be allowed to do: at most what its owner may. The platform says the last word. */
const EVERYONE = ['read_sites', 'read_jobs', 'read_analytics', 'read_monitors', 'read_status_pages', 'self'] as const
const SUPPORT = [...EVERYONE, 'read_clients', 'read_channels', 'read_metrics', 'manage_incidents'] as const
const ADMIN = [
  ...SUPPORT, 'manage_sites', 'manage_clients', 'read_users', 'manage_users', 'read_audit', 'manage_security', 'manage_monitors',
  'manage_channels', 'manage_status_pages', 'manage_site_keys', 'approve_commands',
] as const satisfies Permission[]
const CLIENT = [...EVERYONE, 'read_people'] as const satisfies Permission[]

export type Scope = (typeof ADMIN)[number] | (typeof CLIENT)[number]

export const SCOPES: Readonly<Record<Role, readonly Scope[]>> = { admin: ADMIN, support: SUPPORT, client: CLIENT }

const KNOWN: ReadonlySet<string> = new Set([...ADMIN, ...CLIENT])

/** A newer platform may know scopes that have no words here yet. */
export function isScope(name: string): name is Scope {
  return KNOWN.has(name)
}
