import type { Query, Transport } from './transport'
import type { Outage, Page, PlannedMaintenance } from './types'

/** What the owner of a website is told: the calls of the portal. */
export const ownership = ({ http }: { http: Transport }) => ({
  outages: (query: Query, signal?: AbortSignal) => http.get<Page<Outage>>('outages', query, signal),
  planned: (query: Query, signal?: AbortSignal) => http.get<Page<PlannedMaintenance>>('planned-maintenance', query, signal),
})
