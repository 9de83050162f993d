export { default as Button } from './button/Button.vue'
