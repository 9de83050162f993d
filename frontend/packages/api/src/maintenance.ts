import type { MaintenanceStart, MaintenanceWindow, NewMaintenanceWindow, WindowOccurrence, WindowSchedule } from './administration'
import type { Query, Transport } from './transport'
import type { Page, WallSite } from './types'

/** The calls of the screens of maintenance. */
export const maintenance = ({ http }: { http: Transport }) => ({
  page: (query: Query, signal?: AbortSignal) => http.get<Page<MaintenanceWindow>>('maintenance-windows', query, signal),
  preview: (schedule: WindowSchedule) => http.post<{ data: WindowOccurrence[] }>('maintenance-windows/preview', schedule),
  create: (planned: NewMaintenanceWindow) => http.post<MaintenanceWindow>('maintenance-windows', planned),
  start: (wanted: MaintenanceStart) => http.post<MaintenanceWindow>('maintenance-windows/start', wanted),
  update: (id: string, changes: Partial<NewMaintenanceWindow>) => http.patch<MaintenanceWindow>(`maintenance-windows/${id}`, changes),
  end: (id: string) => http.post<MaintenanceWindow>(`maintenance-windows/${id}/end`),
  delete: (id: string) => http.delete(`maintenance-windows/${id}`),
})

/** Every site with its last days, a page of it. */
export const wallPage = ({ http }: { http: Transport }, query: Query, signal: AbortSignal) => http.get<Page<WallSite>>('analytics/uptime-wall', query, signal)
