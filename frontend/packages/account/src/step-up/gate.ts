import type { FactorMethod } from '@wingman/api'
import { readonly, shallowRef, type ShallowRef } from 'vue'

export interface StepUpGate {
  /** How the person who is asked right now can prove who they are; null while nobody is asked. */
  asked: Readonly<ShallowRef<readonly FactorMethod[] | null>>
  /** The transport asks here and waits. Whoever asks while somebody is asked waits for the same answer. */
  ask: (methods: readonly string[]) => Promise<boolean>
  /** The dialog answers here: proved, or called off. */
  settle: (isProved: boolean) => void
}

export function createStepUp(): StepUpGate {
  const asked = shallowRef<readonly FactorMethod[] | null>(null)
  let answer: Promise<boolean> | undefined
  let resolve: ((isProved: boolean) => void) | undefined

  return {
    asked: readonly(asked) as StepUpGate['asked'],
    ask: (methods) => {
      answer ??= new Promise<boolean>((settled) => (resolve = settled))
      asked.value ??= methods as readonly FactorMethod[]
      return answer
    },
    settle: (isProved) => {
      resolve?.(isProved)
      answer = resolve = undefined
      asked.value = null
    },
  }
}
