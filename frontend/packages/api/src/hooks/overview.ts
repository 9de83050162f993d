import { useQuery } from '@tanstack/vue-query'
import type { ApiError } from '../errors'
import type { Overview } from '../types'
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
