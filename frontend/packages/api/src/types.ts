import type { components } from './generated/schema'

export * from './account'
export * from './administration'
export * from './monitors'

/** The resources as the screens know them: the platform's own types, with what OpenAPI leaves open said more exactly. */

type Schemas = components['schemas']

export interface Page<Item> {
  data: Item[]
  next_cursor: string | null
  has_more: boolean
}

export type Site = Schemas['SiteOut']
export type SiteDetail = Schemas['SiteDetailOut']
export type SiteStatus = Schemas['SiteStatus']
export type ConnectionState = SiteDetail['connection']['state']
export type Severity = Schemas['Severity']
export type Condition = Schemas['ConditionOut']
export type PairingCode = Schemas['PairingCodeOut']
export type SnapshotPoint = Schemas['SnapshotOut']
export type SiteHistory = Schemas['SiteHistoryOut']
export type UptimePoint = Schemas['HistoryPointOut']
export type TimelineEntry = Schemas['TimelineEntryOut']
export type WallSite = Schemas['WallSiteOut']
export type Overview = Schemas['OverviewOut']
export type Attention = Schemas['AttentionOut']
export type RecentEntry = Schemas['RecentOut']
export type Incident = Schemas['IncidentOut']
export type IncidentDetail = Schemas['IncidentDetailOut']
export type IncidentEvent = Schemas['IncidentEventOut']
export type AffectedSite = Schemas['AffectedSiteOut']
export type SiteChange = Schemas['SiteChangeOut']
/** An outage in the words for the owner of a website. */
export type Outage = Schemas['OutageOut']
export type PlannedMaintenance = Schemas['PlannedMaintenanceOut']
/** What somebody sees who has nothing but the link of an alert. */
export type LinkedIncident = Schemas['LinkedIncidentOut']
export type Client = Schemas['ClientOut']
export type Job = Schemas['JobOut']
export type JobState = Schemas['JobState']

/** From the worst to the best: what needs somebody comes first. */
export const SITE_STATUSES = ['offline', 'degraded', 'unknown', 'maintenance', 'pending', 'paused', 'online'] as const satisfies SiteStatus[]

export const CONDITION_KINDS = [
  'site_offline', 'maintenance_lasts', 'connection_moved', 'heartbeat_overdue', 'disk_low', 'fatal_errors', 'site_health_critical', 'cron_dead',
  'php_outdated', 'slower_than_usual', 'core_outdated', 'updates_waiting',
] as const
export type ConditionKind = (typeof CONDITION_KINDS)[number]

export interface NewNote {
  text: string
  is_public: boolean
}

export interface NewSite {
  name: string
  url: string
  client_id: string
  tags?: string[]
}

export type SiteChanges = Partial<Omit<NewSite, 'client_id'>> & { is_paused?: boolean; paused_until?: string }

export interface NewClient {
  name: string
  contact_email?: string
  notes?: string
}

/** The inventory is the plugin's own document: a newer plugin may say more, an older one less. */
export interface Inventory {
  hash: string
  taken_at: string | null
  plugins?: InventoryPlugin[]
  themes?: InventoryTheme[]
}

export interface InventoryPlugin {
  file: string
  slug: string
  name: string
  version: string
  active: boolean
  update: string | null
}

export interface InventoryTheme {
  slug: string
  name: string
  version: string
  active: boolean
  update: string | null
}
