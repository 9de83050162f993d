import { useQuery } from '@tanstack/vue-query'
import type { ApiError } from '../errors'
import type { Incident, Overview, Page } from '../types'
import { keys } from './keys'
import { useApi } from './provide'

const REFRESH_MS = 15_000

export function useOverview() {
  const api = useApi()
  return useQuery<Overview, ApiError>({
    queryKey: keys.overview,
    queryFn: ({ signal }) => api.overview(signal),
    refetchInterval: REFRESH_MS,
  })
}

/** What is going on now, whoever is on it; Home needs no more of incidents than their first page. */
export function useLastingIncidents() {
  const { http } = useApi()
  return useQuery<Page<Incident>, ApiError>({
    queryKey: [...keys.incidents, 'lasting'],
    queryFn: ({ signal }) => http.get<Page<Incident>>('incidents', { state: 'active' }, signal),
    refetchInterval: REFRESH_MS,
  })
}
