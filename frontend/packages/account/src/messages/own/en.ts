/** What people can see and change about their own account. */
const en = {
  'stepUp.title': 'Is it really you?',
  'stepUp.text': 'What you are about to do is important, so please confirm it. Then we will not ask again for five minutes.',
  'stepUp.confirm': 'Confirm',
} as const

export default en
