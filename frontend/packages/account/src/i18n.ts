import { addMessages, useI18n, type I18n, type Messages } from '@wingman/i18n'
import type door from './messages/door/en'
import type own from './messages/own/en'

export type AccountKey = keyof typeof door | keyof typeof own

/** The ways in are all that a first visit needs; what one can change about oneself says much more. */
const DOOR: Messages = { en: () => import('./messages/door/en'), de: () => import('./messages/door/de') }
const OWN: Messages = { en: () => import('./messages/own/en'), de: () => import('./messages/own/de') }

export function useWords(): I18n<AccountKey> {
  return useI18n<AccountKey>()
}

/** A way in and its words, fetched side by side when it is first shown. */
export function withDoorWords<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return withWords(load, DOOR)
}

/** Any other part of this package, likewise. */
export function withAllWords<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return withWords(load, DOOR, OWN)
}

function withWords<Part>(load: () => Promise<Part>, ...messages: Messages[]): () => Promise<Part> {
  return async () => {
    const [part] = await Promise.all([load(), ...messages.map(addMessages)])
    return part
  }
}
