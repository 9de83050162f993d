import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { ApiError } from '../errors'
import type { Incident, IncidentDetail, IncidentEvent, IncidentFilter, NewNote } from '../types'
import { useChange } from './change'
import { keys } from './keys'
import { usePages } from './paging'
import { useApi } from './provide'

const LIST_PAGE = 50
const REFRESH_MS = 15_000

export function useIncidents(filter: MaybeRefOrGetter<IncidentFilter>) {
  const api = useApi()
  return usePages<Incident>(
    () => keys.incidentList(toValue(filter)),
    (cursor, signal) => api.incidents.page({ ...toValue(filter), limit: LIST_PAGE, cursor }, signal),
  )
}

/** While it lasts, what is known of it changes by the minute. */
export function useIncident(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useQuery<IncidentDetail, ApiError>({
    queryKey: computed(() => keys.incident(toValue(id))),
    queryFn: ({ signal }) => api.incidents.get(toValue(id), signal),
    refetchInterval: ({ state }) => (state.data?.state === 'resolved' ? false : REFRESH_MS),
  })
}

export function useAcknowledge(id: MaybeRefOrGetter<string>) {
  return useChange<Incident, void>((api) => api.incidents.acknowledge(toValue(id)), [keys.incidents])
}

export function useAddNote(id: MaybeRefOrGetter<string>) {
  return useChange<IncidentEvent, NewNote>((api, note) => api.incidents.addNote(toValue(id), note), [keys.incidents])
}

export function useWritePostMortem(id: MaybeRefOrGetter<string>) {
  return useChange<IncidentEvent, NewNote>((api, note) => api.incidents.writePostMortem(toValue(id), note), [keys.incidents])
}
