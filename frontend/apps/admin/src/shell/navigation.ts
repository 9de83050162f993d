import { Building2, Globe, House } from '@lucide/vue'
import type { Component } from 'vue'
import type { MessageKey } from '../i18n'

export interface Destination {
  name: 'home' | 'sites' | 'clients'
  to: string
  label: MessageKey
  icon: Component
  keys: string
}

export const DESTINATIONS: readonly Destination[] = [
  { name: 'home', to: '/', label: 'nav.home', icon: House, keys: 'g h' },
  { name: 'sites', to: '/sites', label: 'nav.sites', icon: Globe, keys: 'g s' },
  { name: 'clients', to: '/clients', label: 'nav.clients', icon: Building2, keys: 'g c' },
]
