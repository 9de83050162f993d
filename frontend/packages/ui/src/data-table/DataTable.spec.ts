import { mount } from '@vue/test-utils'
import { h } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { inEnglish } from '../testing'
import DataTable from './DataTable.vue'

inEnglish()

interface Thing { id: string; name: string }

const columns = [{ key: 'name', label: 'Name', width: '1fr', sortable: true }, { key: 'size', label: 'Size', width: '5rem', align: 'end' as const }]
const rows = Array.from({ length: 10_000 }, (_, index) => ({ id: `${index}`, name: `Row ${index}` }))

function mountTable(isWide: boolean, sort: { key: string; descending: boolean } | null = null) {
  vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: isWide, addEventListener: vi.fn(), removeEventListener: vi.fn() } as unknown as MediaQueryList)
  return mount(DataTable, {
    props: { label: 'Things', rows, columns, rowKey: (row: unknown) => (row as Thing).id, sort },
    slots: {
      cell: ({ row }) => h('a', { href: '#' }, (row as Thing).name),
      card: ({ row }) => h('a', { href: '#' }, (row as Thing).name),
    },
    attachTo: document.body,
  })
}

describe('the table', () => {
  it('says how many rows there are, and draws only those in sight', () => {
    const wrapper = mountTable(true)

    expect(wrapper.get('[role=table]').attributes('aria-rowcount')).toBe('10001')
    expect(wrapper.findAll('[role=row]').length).toBeLessThan(100)
  })

  it('sorts by a column, then the other way round', async () => {
    const wrapper = mountTable(true)
    await wrapper.get('button').trigger('click')
    expect(wrapper.emitted('update:sort')?.at(-1)).toEqual([{ key: 'name', descending: false }])

    await wrapper.setProps({ sort: { key: 'name', descending: false } })
    expect(wrapper.get('[role=columnheader]').attributes('aria-sort')).toBe('ascending')
    await wrapper.get('button').trigger('click')
    expect(wrapper.emitted('update:sort')?.at(-1)).toEqual([{ key: 'name', descending: true }])
  })

  it('offers no sorting where there is none', () => {
    const [, size] = mountTable(true).findAll('[role=columnheader]')

    expect(size?.attributes('aria-sort')).toBeUndefined()
    expect(size?.find('button').exists()).toBe(false)
  })

  it('becomes a list of cards on a phone', () => {
    const wrapper = mountTable(false)

    expect(wrapper.find('[role=table]').exists()).toBe(false)
    expect(wrapper.get('[role=list]').attributes('aria-label')).toBe('Things')
  })
})
