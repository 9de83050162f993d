import type { Transport } from './transport'
import type {
  Client, Inventory, Job, JobState, Login, NewClient, NewSite, Overview, Page, PairingCode, Site, SiteChanges, SiteDetail,
  SnapshotPoint, TimelineEntry, User,
} from './types'

/** Every call the screens make, by resource. Types in, types out; no state. */
export function createClient(http: Transport) {
  return {
    auth: {
      login: (email: string, password: string) => http.post<Login>('auth/login', { email, password }),
      logout: () => http.post<unknown>('auth/logout'),
      me: () => http.get<User>('auth/me'),
    },
    overview: (signal?: AbortSignal) => http.get<Overview>('analytics/overview', {}, signal),
    sites: {
      page: (query: { limit?: number; cursor?: string | null; client_id?: string }, signal?: AbortSignal) =>
        http.get<Page<Site>>('sites', query, signal),
      get: (id: string, signal?: AbortSignal) => http.get<SiteDetail>(`sites/${id}`, {}, signal),
      create: (site: NewSite) => http.post<Site>('sites', site),
      update: (id: string, changes: SiteChanges) => http.patch<Site>(`sites/${id}`, changes),
      delete: (id: string) => http.delete(`sites/${id}`),
      pairingCode: (id: string) => http.post<PairingCode>(`sites/${id}/pairing-codes`),
      check: (id: string) => http.post<Job>(`sites/${id}/check`),
      disconnect: (id: string) => http.post<Job>(`sites/${id}/disconnect`),
      inventory: (id: string, signal?: AbortSignal) => http.get<Inventory>(`sites/${id}/inventory`, {}, signal),
      snapshots: (id: string, query: { from: string; to: string }, signal?: AbortSignal) =>
        http.get<{ data: SnapshotPoint[] }>(`sites/${id}/snapshots`, query, signal),
      timeline: (id: string, query: { cursor?: string | null; limit?: number }, signal?: AbortSignal) =>
        http.get<Page<TimelineEntry>>(`sites/${id}/timeline`, query, signal),
    },
    clients: {
      page: (query: { limit?: number; cursor?: string | null } = {}, signal?: AbortSignal) =>
        http.get<Page<Client>>('clients', query, signal),
      get: (id: string, signal?: AbortSignal) => http.get<Client>(`clients/${id}`, {}, signal),
      create: (client: NewClient) => http.post<Client>('clients', client),
      update: (id: string, changes: Partial<NewClient>) => http.patch<Client>(`clients/${id}`, changes),
      delete: (id: string) => http.delete(`clients/${id}`),
    },
    jobs: {
      page: (query: { state?: JobState; limit?: number } = {}, signal?: AbortSignal) => http.get<Page<Job>>('jobs', query, signal),
      get: (id: string, signal?: AbortSignal) => http.get<Job>(`jobs/${id}`, {}, signal),
    },
  }
}

export type ApiClient = ReturnType<typeof createClient>
