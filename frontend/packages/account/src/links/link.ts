import { ApiError, type CheckedLink } from '@wingman/api'
import { computed, shallowRef, watch } from 'vue'
import { useRoute } from 'vue-router'
import { useAccount } from '../account'
import { useTask } from '../parts/task'

export type LinkPurpose = CheckedLink['purpose']

/**
 * The link from a mail that led here. Its token stands behind the `#`, which no server, log or referrer sees,
 * and stays there until it is used: the page may be reloaded.
 */
export function useLink(purpose: LinkPurpose) {
  const { api } = useAccount()
  const route = useRoute()
  const { isBusy, failure, run } = useTask()
  const link = shallowRef<CheckedLink | null>(null)
  const token = computed(() => route.hash.slice(1))

  function check(): void {
    link.value = null
    void run(async () => {
      const unknown = new ApiError(404, { code: 'link_unknown' })
      if (token.value === '') throw unknown
      const found = await api.auth.checkLink(token.value)
      if (found.purpose !== purpose) throw unknown
      link.value = found
    })
  }

  watch(token, check, { immediate: true })
  return { link, token, isBusy, failure, check }
}
