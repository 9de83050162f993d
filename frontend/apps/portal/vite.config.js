import { appConfig } from '@wingman/config/vite'

export default appConfig({ prefix: 'portal', port: 9601 })
