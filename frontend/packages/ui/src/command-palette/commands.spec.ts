import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { inEnglish } from '../testing'
import CommandPalette from './CommandPalette.vue'
import { createKeySequence, matching, type Command } from './commands'

inEnglish()
afterEach(() => vi.useRealTimers())

const command = (id: string, label: string, more: Partial<Command> = {}): Command => ({ id, label, group: 'Do', run: vi.fn(), ...more })

describe('searching commands', () => {
  const commands = [command('1', 'Go to Sites', { alias: 'fleet' }), command('2', 'Add site'), command('3', 'Sign out')]

  it.each([
    ['site', ['1', '2']],
    ['SITE go', ['1']],
    ['fleet', ['1']],
    ['s', ['3', '1', '2']],
    ['nothing', []],
  ])('for "%s" finds %j', (typed, expected) => {
    expect(matching(commands, typed).map(({ id }) => id)).toEqual(expected)
  })

  it('shows no more than asked for', () => {
    expect(matching(commands, '', 2)).toHaveLength(2)
  })
})

describe('a sequence of keys', () => {
  const commands = [command('sites', 'Sites', { keys: 'g s' }), command('jobs', 'Jobs', { keys: 'j' })]

  it('runs a command of one key at once', () => {
    expect(createKeySequence()('j', commands)?.id).toBe('jobs')
  })

  it('runs a command of two keys after both', () => {
    const press = createKeySequence()
    expect(press('g', commands)).toBeUndefined()
    expect(press('s', commands)?.id).toBe('sites')
    expect(press('s', commands)).toBeUndefined()
  })

  it('forgets the first key when the second comes too late', () => {
    vi.useFakeTimers()
    const press = createKeySequence(1000)
    press('g', commands)
    vi.advanceTimersByTime(1100)
    expect(press('s', commands)).toBeUndefined()
  })
})

it('the palette walks with the arrows, in the order on the screen, and runs with Enter', async () => {
  const commands = [command('a', 'Alpha', { group: 'One' }), command('b', 'Beta', { group: 'Two' }), command('c', 'Gamma', { group: 'One' })]
  const wrapper = mount(CommandPalette, { props: { open: true, title: 'Commands', placeholder: 'Type', commands }, attachTo: document.body })
  await nextTick()
  const field = document.querySelector<HTMLInputElement>('[role=combobox]')
  const press = async (key: string) => {
    field?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    await nextTick()
  }

  await press('ArrowDown')
  await press('Enter')
  await nextTick()

  expect(commands[2]?.run).toHaveBeenCalledOnce()
  expect(wrapper.emitted('update:open')).toEqual([[false]])
})
