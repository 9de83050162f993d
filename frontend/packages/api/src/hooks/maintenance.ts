import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { MaintenanceStart, MaintenanceWindow, NewMaintenanceWindow, WindowOccurrence, WindowSchedule } from '../administration'
import type { ApiError } from '../errors'
import { useChange } from './change'
import { keys } from './keys'
import { useWholeList } from './paging'
import { useApi } from './provide'

const LIST_PAGE = 200
const REFRESH_MS = 30_000
/** What a window changes: itself, and how its sites are shown. */
const FORGETS = [keys.maintenance, keys.sites, keys.overview, ['wall']]

export function useMaintenanceWindows() {
  const api = useApi()
  return useWholeList<MaintenanceWindow>({
    key: keys.maintenance,
    fetch: (cursor, signal) => api.maintenance.page({ limit: LIST_PAGE, cursor }, signal),
    refreshEveryMs: REFRESH_MS,
  })
}

/** When a window with these times would open next; nothing is asked while they are not whole. */
export function useWindowPreview(schedule: MaybeRefOrGetter<WindowSchedule | undefined>) {
  const api = useApi()
  return useQuery<WindowOccurrence[], ApiError>({
    queryKey: computed(() => keys.windowPreview(toValue(schedule))),
    queryFn: async () => {
      const asked = toValue(schedule)
      return asked ? (await api.maintenance.preview(asked)).data : []
    },
    enabled: computed(() => toValue(schedule) !== undefined),
    placeholderData: (before) => before,
    retry: false,
  })
}

export function usePlanWindow() {
  return useChange<MaintenanceWindow, NewMaintenanceWindow>((api, planned) => api.maintenance.create(planned), FORGETS)
}

export function useStartMaintenance() {
  return useChange<MaintenanceWindow, MaintenanceStart>((api, wanted) => api.maintenance.start(wanted), FORGETS)
}

export function useUpdateWindow(id: MaybeRefOrGetter<string>) {
  return useChange<MaintenanceWindow, Partial<NewMaintenanceWindow>>((api, changes) => api.maintenance.update(toValue(id), changes), FORGETS)
}

export function useEndWindow() {
  return useChange<MaintenanceWindow, string>((api, id) => api.maintenance.end(id), FORGETS)
}

export function useRemoveWindow() {
  return useChange<void, string>((api, id) => api.maintenance.delete(id), FORGETS)
}
