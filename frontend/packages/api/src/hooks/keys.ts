/** Names of everything in the cache, from general to particular: forgetting `sites` forgets every site. */
export const keys = {
  overview: ['overview'] as const,
  sites: ['sites'] as const,
  siteList: ['sites', 'list'] as const,
  site: (id: string) => ['sites', 'one', id] as const,
  inventory: (id: string) => ['sites', 'one', id, 'inventory'] as const,
  snapshots: (id: string, days: number) => ['sites', 'one', id, 'snapshots', days] as const,
  timeline: (id: string) => ['sites', 'one', id, 'timeline'] as const,
  clients: ['clients'] as const,
  clientList: ['clients', 'list'] as const,
  client: (id: string) => ['clients', 'one', id] as const,
  jobs: ['jobs'] as const,
  account: ['account'] as const,
  factors: ['account', 'factors'] as const,
  sessions: ['account', 'sessions'] as const,
  tokens: ['account', 'tokens'] as const,
  people: ['people'] as const,
}
