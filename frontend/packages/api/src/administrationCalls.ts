import type {
  Channel, ChannelChanges, Delivery, Invitation, Member, MemberChanges, NewChannel, NewInvitation, PlatformKeys, SecuritySettings,
  SignedList, SiteKeys,
} from './administration'
import type { ApiClient } from './client'
import type { Job, Page } from './types'

type Paging = {
  limit?: number
  cursor?: string | null
}

/** What only administrators ask for. A first visit makes none of these calls and does not wait for them. */
export function administration({ http }: ApiClient) {
  return {
    users: {
      page: (query: Paging = {}, signal?: AbortSignal) => http.get<Page<Member>>('users', query, signal),
      get: (id: string, signal?: AbortSignal) => http.get<Member>(`users/${id}`, {}, signal),
      update: (id: string, changes: MemberChanges) => http.patch<Member>(`users/${id}`, changes),
      delete: (id: string) => http.delete(`users/${id}`),
      signOut: (id: string) => http.post<unknown>(`users/${id}/sign-out`),
      resetTwoFactor: (id: string) => http.post<unknown>(`users/${id}/reset-two-factor`),
    },
    invitations: {
      page: (query: Paging = {}, signal?: AbortSignal) => http.get<Page<Invitation>>('invitations', query, signal),
      create: (invitation: NewInvitation) => http.post<Invitation>('invitations', invitation),
      resend: (id: string) => http.post<unknown>(`invitations/${id}/resend`),
      revoke: (id: string) => http.delete(`invitations/${id}`),
    },
    channels: {
      page: (query: Paging = {}, signal?: AbortSignal) => http.get<Page<Channel>>('channels', query, signal),
      create: (channel: NewChannel) => http.post<Channel>('channels', channel),
      update: (id: string, changes: ChannelChanges) => http.patch<Channel>(`channels/${id}`, changes),
      delete: (id: string) => http.delete(`channels/${id}`),
      test: (id: string) => http.post<Delivery>(`channels/${id}/test`),
      renewSecret: (id: string) => http.post<{ secret: string }>(`channels/${id}/signing-secret`),
      deliveries: (id: string, query: Paging = {}, signal?: AbortSignal) => http.get<Page<Delivery>>(`channels/${id}/deliveries`, query, signal),
    },
    siteKeys: {
      get: (siteId: string, signal?: AbortSignal) => http.get<SiteKeys>(`sites/${siteId}/keys`, {}, signal),
      rotate: (siteId: string) => http.post<Job>(`sites/${siteId}/keys/rotate`),
      revoke: (siteId: string, id: string) => http.post<unknown>(`sites/${siteId}/keys/${id}/revoke`),
    },
    security: {
      get: (signal?: AbortSignal) => http.get<SecuritySettings>('settings/security', {}, signal),
      update: (changes: Partial<SecuritySettings>) => http.patch<SecuritySettings>('settings/security', changes),
      platformKeys: (signal?: AbortSignal) => http.get<PlatformKeys>('platform-keys', {}, signal),
      replacePlatformKeys: (signed_list: SignedList) => http.post<PlatformKeys>('platform-keys', { signed_list }),
    },
  }
}
