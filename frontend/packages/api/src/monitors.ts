import type { components } from './generated/schema'

/** What is watched beside the home pages of sites. */

type Schemas = components['schemas']

export type Monitor = Schemas['MonitorOut']
export type MonitorKind = Monitor['kind']
export const MONITOR_KINDS = ['http', 'tcp', 'dns', 'domain', 'heartbeat'] as const satisfies MonitorKind[]

/** What goes in and never comes out again. */
export interface MonitorSecrets {
  headers: Record<string, string>
  user: string
  password: string
}

export interface MonitorAsked {
  kind: MonitorKind
  address: string
  port: number
  interval_seconds: number
  settings: Record<string, unknown>
  secrets?: MonitorSecrets
}

export type NewMonitor = MonitorAsked & { name: string; site_id: string | null; client_id: string | null }
export type MonitorChanges = Partial<Omit<MonitorAsked, 'kind'>> & { name?: string }
export type MonitorTrial = MonitorAsked & { monitor_id: string | null }

/** A look at what is not saved yet; without a report it is still under way. */
export type Tried = Schemas['TryOut']
export type TryReport = NonNullable<Tried['report']>
