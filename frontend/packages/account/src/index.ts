export { provideAccount, useAccount, type Account } from './account'
export { createStepUp, type StepUpGate } from './step-up/gate'
export { default as StepUpHost } from './step-up/StepUpHost.vue'
export { askPasskey, PasskeyError, passkeysWork } from './passkeys/passkeys'
