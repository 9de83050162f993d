import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { inEnglish } from '../testing'
import CommandPalette from './CommandPalette.vue'
import { afterKey, createKeySequence, matching, type Command } from './commands'

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

describe('what is typed before the field is there', () => {
  const typing = (...keys: string[]) => keys.reduce((text, key) => afterKey(text, { key, ctrlKey: false, metaKey: false }), '')

  it.each([
    [['ä', ' ', 'B'], 'ä B'],
    [['a', '😀', 'Backspace'], 'a'],
    [['Backspace', 'x'], 'x'],
    [['a', 'Shift', 'ArrowDown', 'Tab', 'F5'], 'a'],
  ])('%j is held as "%s"', (keys, expected) => {
    expect(typing(...keys)).toBe(expected)
  })

  it('is not what a shortcut of the browser says', () => {
    expect(afterKey('a', { key: 'v', ctrlKey: true, metaKey: false })).toBe('a')
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

it('the chosen command stays chosen when others arrive, and typing chooses the first again', async () => {
  const [a, b, late] = [command('a', 'Alpha'), command('b', 'Beta'), command('c', 'Alp')]
  const wrapper = mount(CommandPalette, { props: { open: true, title: 'Commands', placeholder: 'Type', commands: [a, b] }, attachTo: document.body })
  await nextTick()
  const field = document.querySelector<HTMLInputElement>('[role=combobox]')
  const chosen = () => document.querySelector('[aria-selected=true]')?.textContent
  field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
  await nextTick()

  await wrapper.setProps({ commands: [late, a, b] })
  expect(chosen()).toBe('Beta')

  await wrapper.setProps({ typed: 'a' })
  expect(chosen()).toBe('Alp')
})
