import type { components } from './generated/schema'

/** What administrators of an agency see and decide: people, keys, approvals, the audit log. */

type Schemas = components['schemas']

/** A person who may sign in, as the agency sees them. */
export type Member = Schemas['AccountOut']
export type MemberChanges = Partial<Pick<Member, 'name' | 'role' | 'client_id' | 'is_active' | 'site_ids'>>

export type Invitation = Schemas['InvitationOut']
export type InvitationState = Invitation['state']
export const INVITATION_STATES = ['open', 'used', 'expired', 'revoked'] as const satisfies InvitationState[]

export interface NewInvitation {
  email: string
  role: Member['role']
  client_id?: string
  site_ids?: string[]
  locale?: string
}

/** A way to tell people of alerts. What it posts to is never told again. */
export type Channel = Schemas['ChannelOut']
export type ChannelKind = Channel['kind']
export const CHANNEL_KINDS = ['slack', 'discord', 'teams', 'email', 'sms', 'webhook'] as const satisfies ChannelKind[]
export type AlertRoute = Schemas['RouteOut']
export type QuietHours = NonNullable<AlertRoute['quiet_hours']>
export type DigestTime = NonNullable<AlertRoute['digest']>
export type AlertSeverity = AlertRoute['minimum_severity']
export type Delivery = Schemas['DeliveryOut']
export interface ChannelChanges {
  name?: string
  target?: string
  is_enabled?: boolean
  routes?: AlertRoute[]
}
export type NewChannel = { kind: ChannelKind; name: string; target: string; routes: AlertRoute[] }

/** Planned silence. Times are those of the wall clock in its own time zone. */
export type MaintenanceWindow = Schemas['MaintenanceWindowOut']
export type WindowSchedule = MaintenanceWindow['schedule']
export type WindowScope = NonNullable<MaintenanceWindow['scope']>
export type WindowOccurrence = NonNullable<MaintenanceWindow['occurrence']>
export type WindowRecurrence = WindowSchedule['recurrence']
export const WINDOW_RECURRENCES = ['once', 'daily', 'weekly', 'monthly_by_day', 'monthly_by_weekday'] as const satisfies WindowRecurrence[]
export type NewMaintenanceWindow = Pick<MaintenanceWindow, 'name' | 'schedule' | 'is_down_expected'> & { scope: WindowScope }
export type MaintenanceStart = Pick<MaintenanceWindow, 'name' | 'is_down_expected'> & { scope: WindowScope; duration_minutes: number }

/** A public page that tells how some sites are, under names of its own. */
export type StatusPage = Schemas['StatusPageOut']
export type StatusPageComponent = { id: string | null; name: string; site_ids: string[] }
export type StatusPageDraft = Pick<
  StatusPage, 'client_id' | 'slug' | 'title' | 'language' | 'accent' | 'logo' | 'domain' | 'is_published' | 'shows_degraded' | 'tells_changes'
> & { components: StatusPageComponent[] }
export type StatusPagePost = Schemas['PostOut']
export type PostState = StatusPagePost['state']
export type NewStatusPagePost = Pick<StatusPagePost, 'state' | 'title' | 'text' | 'component_ids' | 'starts_at' | 'ends_at'> & { thread_id: string | null }

export type SecuritySettings = Schemas['SecuritySettingsOut']

export type SiteKeys = Schemas['SiteKeysOut']
export type SiteKey = Schemas['SiteKeyOut']
export type PlatformKeys = Schemas['PlatformKeysOut']
export type KeyState = SiteKey['state'] | PlatformKeys['keys'][number]['state']
/** A list of keys as the tool for the root key writes it. */
export type SignedList = Schemas['SignedListOut']

export type Approval = Schemas['ApprovalOut']
export type ApprovalState = Approval['state']
/** A job that begins once people have approved it. */
export type ApprovedJob = Schemas['ApprovedJobOut']

export type AuditEntry = Schemas['AuditEntryOut']
export type AuditVerification = Schemas['VerificationOut']

/** What of the audit log is wanted; an empty text is no condition. */
export type AuditFilter = {
  from: string
  to: string
  actor: string
  action: string
  object_kind: string
  object_id: string
  client_id: string
}
