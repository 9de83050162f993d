import { appConfig } from '@wingman/config/vite'

export default appConfig({ prefix: 'gallery', port: 9502 })
