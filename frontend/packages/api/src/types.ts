/** The resources as the screens know them. */

export type Role = 'admin' | 'support' | 'client'

export interface User {
  id: string
  email: string
  name: string
  role: Role
  client_id: string | null
  locale: string
}

export interface Login {
  access_token: string
  expires_at: string
  user: User
}

export interface Page<Item> {
  data: Item[]
  next_cursor: string | null
  has_more: boolean
}

export const SITE_STATUSES = ['offline', 'degraded', 'unknown', 'maintenance', 'pending', 'online', 'paused'] as const
export type SiteStatus = (typeof SITE_STATUSES)[number]
export type Severity = 'critical' | 'warning' | 'info'

export type ConditionKind =
  | 'heartbeat_overdue'
  | 'updates_waiting'
  | 'core_outdated'
  | 'php_outdated'
  | 'disk_low'
  | 'fatal_errors'
  | 'site_health_critical'
  | 'cron_dead'
  | 'site_offline'
  | 'connection_moved'

export interface WaitingUpdates {
  core: number
  plugins: number
  themes: number
  translations: number
}

export interface Site {
  id: string
  client_id: string
  client_name: string
  name: string
  url: string
  status: SiteStatus
  status_reason: string
  status_since: string
  wordpress_version: string | null
  php_version: string | null
  plugin_version: string | null
  last_seen_at: string | null
  connected_at: string | null
  tags: string[]
  updates: WaitingUpdates
  problems: { critical: number; warning: number }
  response_ms: number | null
  created_at: string
}

export interface Condition {
  id: string
  kind: ConditionKind
  severity: Severity
  opened_at: string
  detail: Record<string, unknown>
}

export type ConnectionState = 'none' | 'waiting' | 'connected' | 'disconnected' | 'moved'

export interface SiteNumbers {
  disk_free_bytes: number | null
  disk_total_bytes: number | null
  database_bytes: number | null
  uploads_bytes: number | null
  memory_peak_bytes: number | null
  load_ms: number | null
  users_total: number | null
}

export interface SiteDetail extends Site {
  numbers: SiteNumbers
  conditions: Condition[]
  snapshot_taken_at: string | null
  connection: { state: ConnectionState; key_prefix: string | null }
}

export interface PairingCode {
  code: string
  connection_string: string
  expires_at: string
}

export interface InventoryPlugin {
  file: string
  slug: string
  name: string
  version: string
  active: boolean
  network_active: boolean
  update: string | null
  auto_update: boolean
  author: string
}

export interface InventoryTheme {
  slug: string
  name: string
  version: string
  active: boolean
  parent: string | null
  update: string | null
  auto_update: boolean
}

export interface Inventory {
  hash: string
  taken_at: string | null
  core: { version: string; locale: string; multisite: boolean; update: string | null }
  php: { version: string; sapi: string; memory_limit: string }
  plugins: InventoryPlugin[]
  themes: InventoryTheme[]
}

export interface SnapshotPoint {
  seq: number
  taken_at: string
  until: string | null
  disk_free_bytes: number | null
  database_bytes: number | null
  uploads_bytes: number | null
  memory_peak_bytes: number | null
  load_ms: number | null
}

export type TimelineKind =
  | 'site_added'
  | 'connected'
  | 'reconnected'
  | 'disconnected'
  | 'status_changed'
  | 'condition_opened'
  | 'condition_closed'
  | 'inventory_changed'
  | 'command_requested'
  | 'command_finished'

export interface TimelineEntry {
  id: string
  at: string
  kind: TimelineKind
  severity: Severity
  actor: string
  detail: Record<string, unknown>
}

export interface RecentEntry extends TimelineEntry {
  site_id: string
  site_name: string | null
}

export interface Attention {
  site_id: string
  site_name: string
  client_name: string
  kind: ConditionKind
  severity: Severity
  since: string
  detail: Record<string, unknown>
}

export interface Overview {
  sites: { total: number } & Record<SiteStatus, number>
  updates_waiting: number
  attention: Attention[]
  attention_total: number
  recent: RecentEntry[]
}

export interface Client {
  id: string
  name: string
  contact_email: string
  notes: string
  sites_count: number
  created_at: string
}

export interface NewClient {
  name: string
  contact_email?: string
  notes?: string
}

export interface NewSite {
  name: string
  url: string
  client_id: string
  tags?: string[]
}

export type SiteChanges = Partial<Pick<NewSite, 'name' | 'url' | 'tags'>> & { is_paused?: boolean }

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

export interface Job {
  id: string
  kind: string
  state: JobState
  phase: string
  progress: number
  site_id: string | null
  site_name: string | null
  created_at: string
  started_at: string | null
  finished_at: string | null
  error: Record<string, unknown> | null
}
