import { ApiError, type Person } from '@wingman/api'
import { expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { ANNA, inEnglish, shown } from '../testing'
import PeopleScreen from './PeopleScreen.vue'

inEnglish()

const person = (changes: Partial<Person>): Person => ({
  id: 'x', email: 'x@bakery.example', name: 'X', is_active: true, last_login_at: null, site_ids: null, ...changes,
})
const people = (data: Person[]) => ({ page: async () => ({ data, next_cursor: null, has_more: false }) })

it('shows who sees what, those without access last', async () => {
  const data = [
    person({ id: 'a', name: 'Ada', is_active: false }),
    person({ id: 'b', name: 'Zoe', site_ids: ['1', '2'] }),
    person({ id: ANNA.id, name: 'Anna' }),
  ]
  const { wrapper } = await shown(PeopleScreen, {}, { people: people(data), user: ref(ANNA) })
  await vi.waitFor(() => expect(wrapper.findAll('li')).toHaveLength(3))

  const rows = wrapper.findAll('li').map((row) => row.text())
  expect(rows.map((row) => /Ada|Zoe|Anna/.exec(row)?.[0])).toEqual(['Anna', 'Zoe', 'Ada'])
  expect([rows[0]?.includes('You'), rows[1]?.includes('2 websites'), rows[2]?.includes('No access')]).toEqual([true, true, true])
})

it('says so when there is nobody, and when it cannot be known', async () => {
  const empty = await shown(PeopleScreen, {}, { people: people([]) })
  await vi.waitFor(() => expect(empty.wrapper.text()).toContain('Nobody here yet'))

  const broken = await shown(PeopleScreen, {}, { people: { page: async () => Promise.reject(new ApiError(500)) } })
  await vi.waitFor(() => expect(broken.wrapper.text()).toContain('This did not work'))
})
