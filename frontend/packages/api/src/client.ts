import type { Approval, ApprovalState, ApprovedJob, AuditEntry, AuditFilter, AuditVerification } from './administration'
import type { Transport } from './transport'
import type {
  AccessToken, CheckedLink, Client, Factors, HalfLogin, Inventory, Job, JobState, Login, NewAccessToken, NewClient,
  NewPasskey, NewSite, Overview, Page, PairingCode, Passkey, PasskeyCredential, PasskeyOptions, Person, RecoveryCodes, Registration,
  Session, Site, SiteChanges, SiteDetail, SiteHistory, SnapshotPoint, StepUp, TimelineEntry, TokenRequest, TotpSetup, User,
} from './types'

export type Paging = {
  limit?: number
  cursor?: string | null
}

/** Every call that most screens make, by resource. Types in, types out; no state. */
export function createClient(http: Transport) {
  return {
    /** For calls of few screens, which bring them along: the others do not pay for them. */
    http,
    auth: {
      login: (email: string, password: string) => http.post<Login | HalfLogin>('auth/login', { email, password }),
      logout: () => http.post<unknown>('auth/logout'),
      me: () => http.get<User>('auth/me'),
      updateMe: (changes: { name?: string; locale?: string }) => http.patch<User>('auth/me', changes),
      twoFactor: (two_factor_token: string, code: string) => http.post<Login>('auth/two-factor', { two_factor_token, code }),
      twoFactorPasskeyOptions: (two_factor_token: string) =>
        http.post<PasskeyOptions>('auth/two-factor/passkey-options', { two_factor_token }),
      twoFactorPasskey: (two_factor_token: string, credential: PasskeyCredential) =>
        http.post<Login>('auth/two-factor/passkey', { two_factor_token, credential }),
      passkeyOptions: () => http.post<PasskeyOptions>('auth/passkey-options', {}),
      passkeyLogin: (credential: PasskeyCredential) => http.post<Login>('auth/passkey-login', { credential }),
      stepUpMethods: () => http.get<StepUp>('auth/step-up'),
      stepUp: (proof: { code: string } | { password: string }) => http.post<Login>('auth/step-up', proof),
      stepUpPasskeyOptions: () => http.post<PasskeyOptions>('auth/step-up/passkey-options', {}),
      stepUpPasskey: (credential: PasskeyCredential) => http.post<Login>('auth/step-up/passkey', { credential }),
      forgotPassword: (email: string) => http.post<unknown>('auth/password/forgot', { email }),
      resetPassword: (token: string, password: string) => http.post<unknown>('auth/password/reset', { token, password }),
      changePassword: (current_password: string, new_password: string) =>
        http.put<unknown>('auth/password', { current_password, new_password }),
      checkLink: (token: string) => http.post<CheckedLink>('auth/links/check', { token }),
      register: (registration: Registration) => http.post<Login>('auth/register', registration),
      changeEmail: (email: string) => http.post<unknown>('auth/email', { email }),
      confirmEmail: (token: string) => http.post<unknown>('auth/email/confirm', { token }),
      sessions: (query: { cursor?: string | null; limit?: number } = {}, signal?: AbortSignal) =>
        http.get<Page<Session>>('auth/sessions', query, signal),
      endSession: (id: string) => http.delete(`auth/sessions/${id}`),
      endAllSessions: (keep_current: boolean) => http.post<unknown>('auth/sessions/end-all', { keep_current }),
      factors: (signal?: AbortSignal) => http.get<Factors>('auth/factors', {}, signal),
      startTotp: () => http.post<TotpSetup>('auth/totp'),
      confirmTotp: (code: string) => http.post<RecoveryCodes>('auth/totp/confirm', { code }),
      removeTotp: () => http.delete('auth/totp'),
      newRecoveryCodes: () => http.post<RecoveryCodes>('auth/recovery-codes'),
      newPasskeyOptions: () => http.post<PasskeyOptions>('auth/passkeys/options', {}),
      addPasskey: (name: string, credential: PasskeyCredential) => http.post<NewPasskey>('auth/passkeys', { name, credential }),
      renamePasskey: (id: string, name: string) => http.patch<Passkey>(`auth/passkeys/${id}`, { name }),
      removePasskey: (id: string) => http.delete(`auth/passkeys/${id}`),
      tokens: (query: { cursor?: string | null; limit?: number } = {}, signal?: AbortSignal) =>
        http.get<Page<AccessToken>>('auth/tokens', query, signal),
      addToken: (token: TokenRequest) => http.post<NewAccessToken>('auth/tokens', token),
      removeToken: (id: string) => http.delete(`auth/tokens/${id}`),
    },
    people: {
      page: (query: { cursor?: string | null; limit?: number } = {}, signal?: AbortSignal) =>
        http.get<Page<Person>>('people', query, signal),
    },
    overview: (signal?: AbortSignal) => http.get<Overview>('analytics/overview', {}, signal),
    sites: {
      page: (query: { limit?: number; cursor?: string | null; client_id?: string }, signal?: AbortSignal) =>
        http.get<Page<Site>>('sites', query, signal),
      get: (id: string, signal?: AbortSignal) => http.get<SiteDetail>(`sites/${id}`, {}, signal),
      create: (site: NewSite) => http.post<Site>('sites', site),
      update: (id: string, changes: SiteChanges) => http.patch<Site>(`sites/${id}`, changes),
      delete: (id: string) => http.delete(`sites/${id}`),
      pairingCode: (id: string) => http.post<PairingCode>(`sites/${id}/pairing-codes`),
      check: (id: string) => http.post<Job>(`sites/${id}/check`),
      prove: (id: string) => http.post<unknown>(`sites/${id}/prove`),
      disconnect: (id: string) => http.post<ApprovedJob>(`sites/${id}/disconnect`),
      inventory: (id: string, signal?: AbortSignal) => http.get<Inventory>(`sites/${id}/inventory`, {}, signal),
      snapshots: (id: string, query: { from: string; to: string }, signal?: AbortSignal) =>
        http.get<{ data: SnapshotPoint[] }>(`sites/${id}/snapshots`, query, signal),
      uptime: (id: string, query: { from: string; to: string }, signal?: AbortSignal) =>
        http.get<SiteHistory>(`analytics/sites/${id}`, query, signal),
      timeline: (id: string, query: { cursor?: string | null; limit?: number }, signal?: AbortSignal) =>
        http.get<Page<TimelineEntry>>(`sites/${id}/timeline`, query, signal),
    },
    clients: {
      page: (query: { limit?: number; cursor?: string | null } = {}, signal?: AbortSignal) =>
        http.get<Page<Client>>('clients', query, signal),
      get: (id: string, signal?: AbortSignal) => http.get<Client>(`clients/${id}`, {}, signal),
      create: (client: NewClient) => http.post<Client>('clients', client),
      update: (id: string, changes: Partial<NewClient>) => http.patch<Client>(`clients/${id}`, changes),
      delete: (id: string) => http.delete(`clients/${id}`),
    },
    jobs: {
      page: (query: { state?: JobState; limit?: number } = {}, signal?: AbortSignal) => http.get<Page<Job>>('jobs', query, signal),
      get: (id: string, signal?: AbortSignal) => http.get<Job>(`jobs/${id}`, {}, signal),
    },
    approvals: {
      page: (query: Paging & { state?: ApprovalState }, signal?: AbortSignal) => http.get<Page<Approval>>('approvals', query, signal),
      options: (id: string) => http.post<PasskeyOptions>(`approvals/${id}/approve/options`),
      approve: (id: string, credential: PasskeyCredential) => http.post<Approval>(`approvals/${id}/approve`, { credential }),
      reject: (id: string, reason: string) => http.post<Approval>(`approvals/${id}/reject`, reason ? { reason } : {}),
    },
    audit: {
      page: (query: Partial<AuditFilter> & Paging, signal?: AbortSignal) => http.get<Page<AuditEntry>>('audit-log', query, signal),
      export: (query: Partial<AuditFilter> & { after_seq?: number }) => http.file('audit-log/export', query),
      actions: (signal?: AbortSignal) => http.get<{ actions: string[] }>('audit-log/actions', {}, signal),
      verify: (afterSeq = 0) => http.post<AuditVerification>(`audit-log/verify?after_seq=${afterSeq}`),
    },
  }
}

export type ApiClient = ReturnType<typeof createClient>
