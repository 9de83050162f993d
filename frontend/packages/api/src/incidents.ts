import type { ApiClient } from './client'
import type { Incident, IncidentDetail, IncidentEvent, LinkedIncident, NewNote, Page } from './types'

/** As a list of incidents can be asked for; `active` is what is not over. */
export const INCIDENT_STATES = ['active', 'open', 'acknowledged', 'resolved'] as const
export type IncidentFilter = { state?: (typeof INCIDENT_STATES)[number]; site_id?: string }

type Paging = { limit?: number; cursor?: string | null }

/** The calls about incidents. A first visit makes none of them and does not wait for them. */
export function incidentCalls({ http }: ApiClient) {
  return {
    page: (query: IncidentFilter & Paging, signal?: AbortSignal) => http.get<Page<Incident>>('incidents', query, signal),
    get: (id: string, signal?: AbortSignal) => http.get<IncidentDetail>(`incidents/${id}`, {}, signal),
    acknowledge: (id: string) => http.post<Incident>(`incidents/${id}/acknowledge`),
    addNote: (id: string, note: NewNote) => http.post<IncidentEvent>(`incidents/${id}/updates`, note),
    writePostMortem: (id: string, note: NewNote) => http.put<IncidentEvent>(`incidents/${id}/post-mortem`, note),
    checkLink: (token: string) => http.post<LinkedIncident>('incident-links/check', { token }),
    acknowledgeByLink: (token: string) => http.post<LinkedIncident>('incident-links/acknowledge', { token }),
  }
}
