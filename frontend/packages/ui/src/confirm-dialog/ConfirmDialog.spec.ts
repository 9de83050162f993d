import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { expect, it } from 'vitest'
import { button, inEnglish } from '../testing'
import ConfirmDialog from './ConfirmDialog.vue'

inEnglish()

const props = { open: true, title: 'Delete Acme?', consequence: 'All of it goes.', action: 'Delete' }

it('what cannot be undone waits until its name was typed', async () => {
  const wrapper = mount(ConfirmDialog, { props: { ...props, phrase: 'Acme' }, attachTo: document.body })
  await nextTick()
  expect(button('Delete').hasAttribute('disabled')).toBe(true)

  const field = document.querySelector('input') as HTMLInputElement
  field.value = ' Acme '
  field.dispatchEvent(new Event('input'))
  await nextTick()
  document.querySelector('form')?.dispatchEvent(new Event('submit'))

  expect(wrapper.emitted('confirm')).toHaveLength(1)
})

it('an unfinished name confirms nothing, not even by Enter', async () => {
  const wrapper = mount(ConfirmDialog, { props: { ...props, phrase: 'Acme' }, attachTo: document.body })
  await nextTick()

  document.querySelector('form')?.dispatchEvent(new Event('submit'))

  expect(wrapper.emitted('confirm')).toBeUndefined()
})

it('the rest needs no typing, and can be called off', async () => {
  const wrapper = mount(ConfirmDialog, { props, attachTo: document.body })
  await nextTick()

  button('Cancel').click()
  await nextTick()

  expect(wrapper.emitted('update:open')).toEqual([[false]])
})
