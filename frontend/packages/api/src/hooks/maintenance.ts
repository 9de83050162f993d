import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { MaintenanceStart, MaintenanceWindow, NewMaintenanceWindow, WindowOccurrence, WindowSchedule } from '../administration'
import type { ApiError } from '../errors'
import { maintenance } from '../maintenance'
import { useChange } from './change'
import { keys } from './keys'
import { useWholeList } from './paging'
import { useApi } from './provide'

const LIST_PAGE = 200
const REFRESH_MS = 30_000
/** What a window changes: itself, and how its sites are shown. */
const WINDOWS = ['maintenance'] as const
const FORGETS = [WINDOWS, keys.sites, keys.overview, ['wall']]

export function useMaintenanceWindows() {
  const api = useApi()
  return useWholeList<MaintenanceWindow>({
    key: WINDOWS,
    fetch: (cursor, signal) => maintenance(api).page({ limit: LIST_PAGE, cursor }, signal),
    refreshEveryMs: REFRESH_MS,
  })
}

/** When a window with these times would open next; nothing is asked while they are not whole. */
export function useWindowPreview(schedule: MaybeRefOrGetter<WindowSchedule | undefined>) {
  const api = useApi()
  return useQuery<WindowOccurrence[], ApiError>({
    queryKey: computed(() => ['maintenance-preview', toValue(schedule)]),
    queryFn: async () => {
      const asked = toValue(schedule)
      return asked ? (await maintenance(api).preview(asked)).data : []
    },
    enabled: computed(() => toValue(schedule) !== undefined),
    placeholderData: (before) => before,
    retry: false,
  })
}

export function usePlanWindow() {
  return useChange<MaintenanceWindow, NewMaintenanceWindow>((api, planned) => maintenance(api).create(planned), FORGETS)
}

export function useStartMaintenance() {
  return useChange<MaintenanceWindow, MaintenanceStart>((api, wanted) => maintenance(api).start(wanted), FORGETS)
}

export function useUpdateWindow(id: MaybeRefOrGetter<string>) {
  return useChange<MaintenanceWindow, Partial<NewMaintenanceWindow>>((api, changes) => maintenance(api).update(toValue(id), changes), FORGETS)
}

export function useEndWindow() {
  return useChange<MaintenanceWindow, string>((api, id) => maintenance(api).end(id), FORGETS)
}

export function useRemoveWindow() {
  return useChange<void, string>((api, id) => maintenance(api).delete(id), FORGETS)
}
