import { appConfig } from '@wingman/config/vite'

export default appConfig({ prefix: '', port: 9602 })
