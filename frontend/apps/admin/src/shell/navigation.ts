import type { Role } from '@wingman/api'
import {
  Activity, BellRing, Building2, CircleCheck, Globe, House, Mail, OctagonX, Radio, ScrollText, ShieldEllipsis, SlidersHorizontal, Users,
  Wrench,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { MessageKey } from '../i18n'

export interface Destination {
  name:
    | 'home' | 'sites' | 'clients' | 'users' | 'invitations' | 'incidents' | 'wall' | 'monitors' | 'maintenance' | 'channels'
    | 'status-pages' | 'approvals' | 'security' | 'audit'
  to: string
  label: MessageKey
  icon: Component
  keys?: string
}

export interface NavGroup {
  label: MessageKey
  destinations: readonly Destination[]
}

/** What everybody in the agency uses all day; a phone shows these at hand. */
export const EVERYDAY: readonly Destination[] = [
  { name: 'home', to: '/', label: 'nav.home', icon: House, keys: 'g h' },
  { name: 'sites', to: '/sites', label: 'nav.sites', icon: Globe, keys: 'g s' },
  { name: 'clients', to: '/clients', label: 'nav.clients', icon: Building2, keys: 'g c' },
  { name: 'incidents', to: '/incidents', label: 'nav.incidents', icon: OctagonX, keys: 'g d' },
]

const ADMINISTRATION: readonly NavGroup[] = [
  {
    label: 'nav.people',
    destinations: [
      { name: 'users', to: '/users', label: 'nav.users', icon: Users, keys: 'g u' },
      { name: 'invitations', to: '/invitations', label: 'nav.invitations', icon: Mail, keys: 'g i' },
    ],
  },
  {
    label: 'nav.alerts',
    destinations: [
      { name: 'wall', to: '/uptime', label: 'nav.wall', icon: CircleCheck, keys: 'g w' },
      { name: 'monitors', to: '/monitors', label: 'nav.monitors', icon: Activity, keys: 'g o' },
      { name: 'maintenance', to: '/maintenance', label: 'nav.maintenance', icon: Wrench, keys: 'g m' },
      { name: 'channels', to: '/channels', label: 'nav.channels', icon: BellRing, keys: 'g n' },
      { name: 'status-pages', to: '/status-pages', label: 'nav.statusPages', icon: Radio, keys: 'g t' },
    ],
  },
  {
    label: 'nav.safety',
    destinations: [
      { name: 'approvals', to: '/approvals', label: 'nav.approvals', icon: ShieldEllipsis, keys: 'g a' },
      { name: 'audit', to: '/audit-log', label: 'nav.audit', icon: ScrollText, keys: 'g l' },
      { name: 'security', to: '/security', label: 'nav.security', icon: SlidersHorizontal, keys: 'g p' },
    ],
  },
]

/** Nobody is shown a door that their role cannot open. */
export function groupsFor(role: Role): readonly NavGroup[] {
  return role === 'admin' ? ADMINISTRATION : []
}

export function destinationsFor(role: Role): Destination[] {
  return [...EVERYDAY, ...groupsFor(role).flatMap(({ destinations }) => destinations)]
}
