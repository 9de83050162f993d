import type { Command } from '@wingman/ui'
import { computed, inject, onScopeDispose, provide, shallowReactive, type ComputedRef, type InjectionKey } from 'vue'

type Source = () => readonly Command[]

const SOURCES: InjectionKey<Set<Source>> = Symbol('command sources')

/** The one registry behind Cmd+K, the single keys and the list of shortcuts. */
export function provideCommands(): void {
  provide(SOURCES, shallowReactive(new Set<Source>()))
}

/** What a page can do, for as long as it is open. */
export function useCommands(source: Source): void {
  const sources = inject(SOURCES)
  sources?.add(source)
  onScopeDispose(() => sources?.delete(source))
}

export function useAllCommands(): ComputedRef<Command[]> {
  const sources = inject(SOURCES)
  return computed(() => [...(sources ?? [])].flatMap((source) => source()))
}
