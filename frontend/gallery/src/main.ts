import { startI18n } from '@wingman/i18n'
import { startTheme } from '@wingman/ui'
import { createApp } from 'vue'
import '@wingman/tokens/theme.css'
import App from './App.vue'

const noWords = async () => ({ default: {} })

startTheme()
await startI18n({ en: noWords, de: noWords })
createApp(App).mount('#app')
