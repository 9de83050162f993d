import { mount } from '@vue/test-utils'
import { h, nextTick } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { inEnglish } from './testing'
import { Avatar, Button, CopyField, Field, FleetBar, Progress, Sparkline, startTheme, Stat, StatusChip, Stepper, TimeAgo, TimeSince, useTheme } from './index'

inEnglish()
afterEach(() => vi.useRealTimers())

describe('a button', () => {
  it('takes no clicks while it is busy, but keeps its place', async () => {
    const click = vi.fn()
    const wrapper = mount(Button, { props: { busy: true, onClick: click }, slots: { default: 'Save' } })
    await wrapper.trigger('click')

    expect(click).not.toHaveBeenCalled()
    expect(wrapper.attributes()).toMatchObject({ 'aria-busy': 'true', 'aria-disabled': 'true' })
    expect(wrapper.attributes('disabled')).toBeUndefined()
  })

  it('dresses a link without turning it into a button', () => {
    const wrapper = mount(Button, { props: { asChild: true }, slots: { default: () => h('a', { href: '/' }, 'Home') } })

    expect(wrapper.find('button').exists()).toBe(false)
    expect(wrapper.get('a').attributes('type')).toBeUndefined()
    expect(wrapper.get('a').classes()).toContain('inline-flex')
  })
})

it('a field ties its control to its label, hint and error', () => {
  const wrapper = mount(Field, {
    props: { label: 'Address', hint: 'As visitors see it', error: 'Missing' },
    slots: { default: (control: Record<string, unknown>) => h('input', control) },
  })
  const input = wrapper.get('input')

  expect(wrapper.get('label').attributes('for')).toBe(input.attributes('id'))
  expect(input.attributes('aria-invalid')).toBe('true')
  const described = (input.attributes('aria-describedby') ?? '').split(' ').map((id) => wrapper.get(`[id="${id}"]`).text())
  expect(described).toEqual(['As visitors see it', 'Missing'])
})

it('a status is said in words, not only in colour', () => {
  expect(mount(StatusChip, { props: { status: 'offline' } }).text()).toBe('Offline')
})

it('copying says so for a moment', async () => {
  vi.useFakeTimers()
  const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const wrapper = mount(CopyField, { props: { label: 'Code', value: 'ABCD' } })

  await wrapper.get('button').trigger('click')
  await nextTick()
  expect(writeText).toHaveBeenCalledWith('ABCD')
  expect(wrapper.get('button').text()).toBe('Copied')

  await vi.advanceTimersByTimeAsync(2000)
  expect(wrapper.get('button').text()).toBe('Copy')
})

it('the time since is written for people and for machines', () => {
  vi.useFakeTimers({ now: new Date('2026-08-01T12:00:00Z') })
  const at = '2026-08-01T09:00:00Z'

  const ago = mount(TimeAgo, { props: { at } })
  expect([ago.text(), ago.attributes('datetime')]).toEqual(['3 hours ago', at])
  expect(mount(TimeSince, { props: { at } }).text()).toBe('for 3 hours')
  expect(mount(TimeAgo, { props: { at: null } }).text()).toBe('never')
})

it.each([['Alice Ackermann', 'AA'], ['sam@agency.example', 'SE'], ['Bob', 'B'], ['', '']])('%s is shown as %s', (name, initials) => {
  expect(mount(Avatar, { props: { name } }).text()).toBe(initials)
})

it('progress that nobody knows has no value', () => {
  expect(mount(Progress, { props: { label: 'Work', value: null } }).attributes('aria-valuenow')).toBeUndefined()
  expect(mount(Progress, { props: { label: 'Work', value: 40 } }).attributes('aria-valuenow')).toBe('40')
})

it('a number that was not reported says so', () => {
  expect(mount(Stat, { props: { label: 'Disk', value: null } }).text()).toContain('not reported')
})

it('the steps tell which one is now', () => {
  const steps = mount(Stepper, { props: { label: 'Progress', steps: ['A', 'B', 'C'], current: 1 } }).findAll('li')

  expect(steps.map((step) => step.attributes('aria-current'))).toEqual([undefined, 'step', undefined])
})

it('the fleet bar shows harm first and leaves out what does not occur', () => {
  const counts = { online: 9, offline: 1, degraded: 0, maintenance: 0, paused: 0, pending: 0, unknown: 0 }
  const segments = mount(FleetBar, { props: { label: 'Fleet', counts } }).findAll('span')

  expect(segments.map((segment) => segment.classes().find((name) => name.startsWith('bg-')))).toEqual(['bg-bad', 'bg-ok'])
})

describe('a sparkline', () => {
  it('is one line through all points', () => {
    const points = mount(Sparkline, { props: { label: 'Load', points: [1, 3, 2] } }).get('polyline').attributes('points')
    expect(points).toBe('0.0,22.0 48.0,2.0 96.0,12.0')
  })

  it('of equal values is flat, and of one value is nothing', () => {
    expect(mount(Sparkline, { props: { label: 'Load', points: [5, 5] } }).get('polyline').attributes('points')).toBe('0.0,12.0 96.0,12.0')
    expect(mount(Sparkline, { props: { label: 'Load', points: [5] } }).find('polyline').exists()).toBe(false)
  })
})

it('the theme is remembered, and “system” leaves the choice to the stylesheet', () => {
  const { theme, setTheme } = useTheme()
  setTheme('dark')
  startTheme()
  expect([theme.value, document.documentElement.dataset.theme]).toEqual(['dark', 'dark'])

  setTheme('system')
  expect(document.documentElement.dataset.theme).toBeUndefined()
})
