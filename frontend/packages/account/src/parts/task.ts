import { ApiError } from '@wingman/api'
import { ref, shallowRef } from 'vue'
import { PasskeyError } from '../passkeys/passkeys'

export type Failure = ApiError | PasskeyError

/** One thing a person asked for: whether it is under way, and what went wrong with it. */
export function useTask() {
  const isBusy = ref(false)
  const failure = shallowRef<Failure | null>(null)

  async function run(work: () => Promise<unknown>): Promise<void> {
    if (isBusy.value) return
    failure.value = null
    isBusy.value = true
    try {
      await work()
    } catch (error) {
      failure.value = known(error)
    } finally {
      isBusy.value = false
    }
  }

  return { isBusy, failure, run }
}

function known(error: unknown): Failure | null {
  if (error instanceof PasskeyError) return error
  if (!(error instanceof ApiError)) throw error
  return error.isCancelled ? null : error
}
