import { appConfig } from '@wingman/config/vite'

export default appConfig({ prefix: 'app', port: 9501 })
