export { default } from '@wingman/config/eslint'
