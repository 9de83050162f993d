import { useQuery } from '@tanstack/vue-query'
import type { ApiError } from '../errors'
import type { AccessToken, Factors, Person, Session } from '../types'
import { keys } from './keys'
import { useWholeList } from './paging'
import { useApi } from './provide'

const LIST_PAGE = 100

export function useFactors() {
  const api = useApi()
  return useQuery<Factors, ApiError>({
    queryKey: keys.factors,
    queryFn: ({ signal }) => api.auth.factors(signal),
  })
}

export function useSessions() {
  const api = useApi()
  return useWholeList<Session>({
    key: keys.sessions,
    fetch: (cursor, signal) => api.auth.sessions({ limit: LIST_PAGE, cursor }, signal),
  })
}

export function useAccessTokens() {
  const api = useApi()
  return useWholeList<AccessToken>({
    key: keys.tokens,
    fetch: (cursor, signal) => api.auth.tokens({ limit: LIST_PAGE, cursor }, signal),
  })
}

/** The people of one's own client. */
export function usePeople() {
  const api = useApi()
  return useWholeList<Person>({
    key: keys.people,
    fetch: (cursor, signal) => api.people.page({ limit: LIST_PAGE, cursor }, signal),
  })
}
