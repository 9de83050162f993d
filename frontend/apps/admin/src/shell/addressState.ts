import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** The address is the state: what a list shows can be bookmarked, shared and gone back to. Only what differs is written. */
export function useAddressState<Name extends string>(plain: Readonly<Record<Name, string>>) {
  const route = useRoute()
  const router = useRouter()
  const names = Object.keys(plain) as Name[]
  const state = computed(() => Object.fromEntries(names.map((name) => [name, String(route.query[name] ?? plain[name])])) as Record<Name, string>)

  // A change on its way into the address: the next one builds on it, and not on what is still written there.
  let coming: Record<Name, string> | undefined

  function change(changes: Partial<Record<Name, string>>): void {
    const next = { ...(coming ?? state.value), ...changes }
    coming = next
    const written = names.filter((name) => next[name].trim() !== plain[name]).map((name) => [name, next[name].trim()])
    void router.replace({ query: Object.fromEntries(written) as Record<string, string> }).finally(() => {
      if (coming === next) coming = undefined
    })
  }

  return { state, change }
}
