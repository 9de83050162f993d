import { createApp } from 'vue'
import '@wingman/tokens/theme.css'
import App from './App.vue'

createApp(App).mount('#app')
