import { appConfig } from '@wingman/config/vite'

const config = appConfig({ prefix: '', port: 9602 })

/** The page is drawn at build time; what the browser gets besides is one small module (src/island.ts). */
export default {
  ...config,
  build: { ...config.build, modulePreload: false },
}
