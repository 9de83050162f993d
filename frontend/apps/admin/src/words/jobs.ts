import type { Job } from '@wingman/api'
import { useI18n } from '../i18n'
import { textOf } from './detail'

export function useJobWords() {
  const { t } = useI18n()

  function jobTitle(job: Job): string {
    if (job.kind === 'site_check') return t('job.site_check')
    if (job.kind === 'site_disconnect') return t('job.site_disconnect')
    if (job.kind === 'site_key_rotation') return t('job.site_key_rotation')
    return job.kind.replaceAll('_', ' ')
  }

  function stateText(job: Job): string {
    const message = job.error && textOf(job.error, 'message')
    if (job.phase === 'waiting_approval' && job.state === 'queued') return t('jobs.waitingApproval')
    return job.state === 'failed' && message ? message : t(`jobState.${job.state}`)
  }

  function finishedText(job: Job): string {
    return t('jobs.finished', { job: jobTitle(job), site: job.site_name ?? '', state: t(`jobState.${job.state}`) })
  }

  return { jobTitle, stateText, finishedText }
}
