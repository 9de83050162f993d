import type { Translation } from '@wingman/i18n'
import type en from './en'

const de: Translation<typeof en> = {
  'stepUp.title': 'Sind Sie es wirklich?',
  'stepUp.text': 'Was Sie gerade tun, ist wichtig. Bitte bestätigen Sie es. Danach fragen wir fünf Minuten lang nicht wieder.',
  'stepUp.confirm': 'Bestätigen',
}

export default de
