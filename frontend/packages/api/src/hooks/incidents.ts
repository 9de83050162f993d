import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { ApiError } from '../errors'
import { incidentCalls, type IncidentFilter } from '../incidents'
import type { Incident, IncidentDetail, IncidentEvent, NewNote } from '../types'
import { useChange } from './change'
import { keys } from './keys'
import { usePages } from './paging'
import { useApi } from './provide'

const LIST_PAGE = 50
const REFRESH_MS = 15_000
const REFRESH_LIST_MS = 30_000

/** Whoever waits for the end of an outage sees it without a reload. */
export function useIncidents(filter: MaybeRefOrGetter<IncidentFilter>) {
  const calls = incidentCalls(useApi())
  return usePages<Incident>(
    () => [...keys.incidents, 'list', toValue(filter)],
    (cursor, signal) => calls.page({ ...toValue(filter), limit: LIST_PAGE, cursor }, signal),
    REFRESH_LIST_MS,
  )
}

/** While it lasts, what is known of it changes by the minute. */
export function useIncident(id: MaybeRefOrGetter<string>) {
  const calls = incidentCalls(useApi())
  return useQuery<IncidentDetail, ApiError>({
    queryKey: computed(() => [...keys.incidents, 'one', toValue(id)]),
    queryFn: ({ signal }) => calls.get(toValue(id), signal),
    refetchInterval: ({ state }) => (state.data?.state === 'resolved' ? false : REFRESH_MS),
  })
}

export function useAcknowledge(id: MaybeRefOrGetter<string>) {
  return useChange<Incident, void>((api) => incidentCalls(api).acknowledge(toValue(id)), [keys.incidents])
}

export function useAddNote(id: MaybeRefOrGetter<string>) {
  return useChange<IncidentEvent, NewNote>((api, note) => incidentCalls(api).addNote(toValue(id), note), [keys.incidents])
}

export function useWritePostMortem(id: MaybeRefOrGetter<string>) {
  return useChange<IncidentEvent, NewNote>((api, note) => incidentCalls(api).writePostMortem(toValue(id), note), [keys.incidents])
}
