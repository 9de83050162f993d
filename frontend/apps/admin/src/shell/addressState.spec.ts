import { flushPromises, mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useAddressState } from './addressState'

async function at(address: string) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/list', component: { render: () => h('p') } }] })
  await router.push(address)
  let list: ReturnType<typeof useAddressState<'q' | 'sort'>> | undefined
  mount(defineComponent(() => ((list = useAddressState({ q: '', sort: 'name' })), () => h('p'))), { global: { plugins: [router] } })
  return { router, list: list as NonNullable<typeof list> }
}

it('reads what the address says, and the plain view from what it does not', async () => {
  const { list } = await at('/list?q=elm')

  expect(list.state.value).toEqual({ q: 'elm', sort: 'name' })
})

it('writes only what differs', async () => {
  const { router, list } = await at('/list?q=elm')
  list.change({ q: ' ', sort: '-seen' })
  await flushPromises()

  expect(router.currentRoute.value.fullPath).toBe('/list?sort=-seen')
})

it('two changes at once both count', async () => {
  const { router, list } = await at('/list?q=elm')
  list.change({ sort: '-seen' })
  list.change({ q: '' })
  await flushPromises()

  expect(router.currentRoute.value.fullPath).toBe('/list?sort=-seen')
})
