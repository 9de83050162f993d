import { ApiError } from '@wingman/api'
import { keys } from '@wingman/api/hooks'
import { useQueryClient } from '@tanstack/vue-query'
import { useAccount } from '../account'

/** After one's factors have changed: what was known about them is asked for anew, and so is who one is. */
export function useFactorChange() {
  const cache = useQueryClient()
  const { api, admit } = useAccount()
  return async (): Promise<void> => {
    await Promise.all([
      cache.invalidateQueries({ queryKey: keys.account }),
      api.auth.me().then(admit, remainAsItWas),
    ])
  }
}

/** The change itself is done. Who cannot be asked now is asked with the next visit. */
function remainAsItWas(error: unknown): void {
  if (!(error instanceof ApiError)) throw error
}
