import type { Role } from '@wingman/api'

/** What somebody may see, as a form holds it. */
export interface Access {
  role: Role
  clientId: string
  /** Null is every site of the client. */
  siteIds: readonly string[] | null
}

export type AccessFault = 'clientMissing' | 'siteMissing'

export function faultOf({ role, clientId, siteIds }: Access): AccessFault | undefined {
  if (role !== 'client') return undefined
  if (clientId === '') return 'clientMissing'
  return siteIds?.length === 0 ? 'siteMissing' : undefined
}

/** Only a client's people belong to a client, and only they can be limited to some of its sites. */
export function accessBody({ role, clientId, siteIds }: Access): { role: Role; client_id: string | null; site_ids: string[] | null } {
  if (role !== 'client') return { role, client_id: null, site_ids: null }
  return { role, client_id: clientId, site_ids: siteIds && [...siteIds] }
}
