import { administration } from './administrationCalls'
import { expect, it } from 'vitest'
import { createClient } from './client'
import type { Transport } from './transport'

/** Writes down what is asked. */
function recording() {
  const asked: string[] = []
  const record = (verb: string) => async (path: string, query?: unknown) => {
    asked.push(`${verb} ${path}${query === undefined ? '' : ` ${JSON.stringify(query)}`}`)
    return { data: [] } as never
  }
  const http: Transport = { get: record('GET'), file: record('FILE'), post: record('POST'), put: record('PUT'), patch: record('PATCH'), delete: record('DELETE') }
  return { asked, api: createClient(http) }
}

it('every call goes to the path of the contract', async () => {
  const { asked, api } = recording()

  await api.auth.login('a@b.example', 'secret')
  await api.auth.logout()
  await api.auth.me()
  await api.auth.updateMe({ name: 'Bo' })
  await api.auth.twoFactor('t', '123456')
  await api.auth.twoFactorPasskeyOptions('t')
  await api.auth.twoFactorPasskey('t', { id: 'k' })
  await api.auth.passkeyOptions()
  await api.auth.passkeyLogin({ id: 'k' })
  await api.auth.stepUpMethods()
  await api.auth.stepUp({ code: '123456' })
  await api.auth.stepUpPasskeyOptions()
  await api.auth.stepUpPasskey({ id: 'k' })
  await api.auth.forgotPassword('a@b.example')
  await api.auth.resetPassword('t', 'new')
  await api.auth.changePassword('old', 'new')
  await api.auth.checkLink('t')
  await api.auth.register({ token: 't', name: 'Bo', password: 'new' })
  await api.auth.changeEmail('b@b.example')
  await api.auth.confirmEmail('t')
  await api.auth.sessions()
  await api.auth.endSession('s')
  await api.auth.endAllSessions(true)
  await api.auth.factors()
  await api.auth.startTotp()
  await api.auth.confirmTotp('123456')
  await api.auth.removeTotp()
  await api.auth.newRecoveryCodes()
  await api.auth.newPasskeyOptions()
  await api.auth.addPasskey('Phone', { id: 'k' })
  await api.auth.renamePasskey('p', 'Laptop')
  await api.auth.removePasskey('p')
  await api.auth.tokens()
  await api.auth.addToken({ name: 'CI', scopes: ['read_sites'], expires_in_days: 90 })
  await api.auth.removeToken('t')
  await api.people.page()
  await api.overview()
  await api.sites.page({ limit: 1000, cursor: null })
  await api.sites.get('s')
  await api.sites.create({ name: 'Shop', url: 'https://shop.example', client_id: 'c' })
  await api.sites.update('s', { is_paused: true })
  await api.sites.delete('s')
  await api.sites.pairingCode('s')
  await api.sites.check('s')
  await api.sites.prove('s')
  await api.sites.disconnect('s')
  await api.sites.inventory('s')
  await api.sites.snapshots('s', { from: 'a', to: 'b' })
  await api.sites.uptime('s', { from: 'a', to: 'b' })
  await api.sites.timeline('s', { limit: 20 })
  await api.clients.page()
  await api.clients.get('c')
  await api.clients.create({ name: 'Alder' })
  await api.clients.update('c', { name: 'Alder' })
  await api.clients.delete('c')
  await api.jobs.page()
  await api.jobs.get('j')
  await administration(api).users.page()
  await administration(api).users.get('u')
  await administration(api).users.update('u', { is_active: false })
  await administration(api).users.delete('u')
  await administration(api).users.signOut('u')
  await administration(api).users.resetTwoFactor('u')
  await administration(api).invitations.page()
  await administration(api).invitations.create({ email: 'a@b.example', role: 'support' })
  await administration(api).invitations.resend('i')
  await administration(api).invitations.revoke('i')
  await administration(api).siteKeys.get('s')
  await administration(api).siteKeys.rotate('s')
  await administration(api).siteKeys.revoke('s', 'k')
  await api.approvals.page({ state: 'waiting' })
  await api.approvals.options('a')
  await api.approvals.approve('a', { id: 'k' })
  await api.approvals.reject('a', '')
  await api.approvals.reject('a', 'Wrong site')
  await administration(api).security.get()
  await administration(api).security.update({ two_person_approval: true })
  await administration(api).security.platformKeys()
  await administration(api).security.replacePlatformKeys({ payload_type: 'p', payload: 'x', keyid: 'k', sig: 's' })
  await api.audit.page({ action: 'client.add', limit: 50 })
  await api.audit.actions()
  await api.audit.export({ action: 'client.add' })
  await api.audit.verify()
  await api.audit.verify(17)

  expect(asked).toMatchInlineSnapshot(`
    [
      "POST auth/login {"email":"a@b.example","password":"secret"}",
      "POST auth/logout",
      "GET auth/me",
      "PATCH auth/me {"name":"Bo"}",
      "POST auth/two-factor {"two_factor_token":"t","code":"123456"}",
      "POST auth/two-factor/passkey-options {"two_factor_token":"t"}",
      "POST auth/two-factor/passkey {"two_factor_token":"t","credential":{"id":"k"}}",
      "POST auth/passkey-options {}",
      "POST auth/passkey-login {"credential":{"id":"k"}}",
      "GET auth/step-up",
      "POST auth/step-up {"code":"123456"}",
      "POST auth/step-up/passkey-options {}",
      "POST auth/step-up/passkey {"credential":{"id":"k"}}",
      "POST auth/password/forgot {"email":"a@b.example"}",
      "POST auth/password/reset {"token":"t","password":"new"}",
      "PUT auth/password {"current_password":"old","new_password":"new"}",
      "POST auth/links/check {"token":"t"}",
      "POST auth/register {"token":"t","name":"Bo","password":"new"}",
      "POST auth/email {"email":"b@b.example"}",
      "POST auth/email/confirm {"token":"t"}",
      "GET auth/sessions {}",
      "DELETE auth/sessions/s",
      "POST auth/sessions/end-all {"keep_current":true}",
      "GET auth/factors {}",
      "POST auth/totp",
      "POST auth/totp/confirm {"code":"123456"}",
      "DELETE auth/totp",
      "POST auth/recovery-codes",
      "POST auth/passkeys/options {}",
      "POST auth/passkeys {"name":"Phone","credential":{"id":"k"}}",
      "PATCH auth/passkeys/p {"name":"Laptop"}",
      "DELETE auth/passkeys/p",
      "GET auth/tokens {}",
      "POST auth/tokens {"name":"CI","scopes":["read_sites"],"expires_in_days":90}",
      "DELETE auth/tokens/t",
      "GET people {}",
      "GET analytics/overview {}",
      "GET sites {"limit":1000,"cursor":null}",
      "GET sites/s {}",
      "POST sites {"name":"Shop","url":"https://shop.example","client_id":"c"}",
      "PATCH sites/s {"is_paused":true}",
      "DELETE sites/s",
      "POST sites/s/pairing-codes",
      "POST sites/s/check",
      "POST sites/s/prove",
      "POST sites/s/disconnect",
      "GET sites/s/inventory {}",
      "GET sites/s/snapshots {"from":"a","to":"b"}",
      "GET analytics/sites/s {"from":"a","to":"b"}",
      "GET sites/s/timeline {"limit":20}",
      "GET clients {}",
      "GET clients/c {}",
      "POST clients {"name":"Alder"}",
      "PATCH clients/c {"name":"Alder"}",
      "DELETE clients/c",
      "GET jobs {}",
      "GET jobs/j {}",
      "GET users {}",
      "GET users/u {}",
      "PATCH users/u {"is_active":false}",
      "DELETE users/u",
      "POST users/u/sign-out",
      "POST users/u/reset-two-factor",
      "GET invitations {}",
      "POST invitations {"email":"a@b.example","role":"support"}",
      "POST invitations/i/resend",
      "DELETE invitations/i",
      "GET sites/s/keys {}",
      "POST sites/s/keys/rotate",
      "POST sites/s/keys/k/revoke",
      "GET approvals {"state":"waiting"}",
      "POST approvals/a/approve/options",
      "POST approvals/a/approve {"credential":{"id":"k"}}",
      "POST approvals/a/reject {}",
      "POST approvals/a/reject {"reason":"Wrong site"}",
      "GET settings/security {}",
      "PATCH settings/security {"two_person_approval":true}",
      "GET platform-keys {}",
      "POST platform-keys {"signed_list":{"payload_type":"p","payload":"x","keyid":"k","sig":"s"}}",
      "GET audit-log {"action":"client.add","limit":50}",
      "GET audit-log/actions {}",
      "FILE audit-log/export {"action":"client.add"}",
      "POST audit-log/verify?after_seq=0",
      "POST audit-log/verify?after_seq=17",
    ]
  `)
})
