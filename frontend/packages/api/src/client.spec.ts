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
  const http: Transport = { get: record('GET'), post: record('POST'), patch: record('PATCH'), delete: record('DELETE') }
  return { asked, api: createClient(http) }
}

it('every call goes to the path of the contract', async () => {
  const { asked, api } = recording()

  await api.auth.login('a@b.example', 'secret')
  await api.auth.logout()
  await api.auth.me()
  await api.overview()
  await api.sites.page({ limit: 1000, cursor: null })
  await api.sites.get('s')
  await api.sites.create({ name: 'Shop', url: 'https://shop.example', client_id: 'c' })
  await api.sites.update('s', { is_paused: true })
  await api.sites.delete('s')
  await api.sites.pairingCode('s')
  await api.sites.check('s')
  await api.sites.disconnect('s')
  await api.sites.inventory('s')
  await api.sites.snapshots('s', { from: 'a', to: 'b' })
  await api.sites.timeline('s', { limit: 20 })
  await api.clients.page()
  await api.clients.get('c')
  await api.clients.create({ name: 'Alder' })
  await api.clients.update('c', { name: 'Alder' })
  await api.clients.delete('c')
  await api.jobs.page()
  await api.jobs.get('j')

  expect(asked).toMatchInlineSnapshot(`
    [
      "POST auth/login {"email":"a@b.example","password":"secret"}",
      "POST auth/logout",
      "GET auth/me",
      "GET analytics/overview {}",
      "GET sites {"limit":1000,"cursor":null}",
      "GET sites/s {}",
      "POST sites {"name":"Shop","url":"https://shop.example","client_id":"c"}",
      "PATCH sites/s {"is_paused":true}",
      "DELETE sites/s",
      "POST sites/s/pairing-codes",
      "POST sites/s/check",
      "POST sites/s/disconnect",
      "GET sites/s/inventory {}",
      "GET sites/s/snapshots {"from":"a","to":"b"}",
      "GET sites/s/timeline {"limit":20}",
      "GET clients {}",
      "GET clients/c {}",
      "POST clients {"name":"Alder"}",
      "PATCH clients/c {"name":"Alder"}",
      "DELETE clients/c",
      "GET jobs {}",
      "GET jobs/j {}",
    ]
  `)
})
