export { useAccessTokens, useFactors, usePeople, useSessions } from './account'
export { useApprove, useDecidedApprovals, useReject } from './approvals'
export { useAuditActions, useAuditLog, useExportAuditLog, useVerifyAuditLog } from './audit'
export { isUnderWay, useAddChannel, useChannels, useDeleteChannel, useDeliveries, useRenewSecret, useTestChannel, useUpdateChannel } from './channels'
export { useAddClient, useClient, useClients, useDeleteClient, useUpdateClient } from './clients'
export { useAcknowledge, useAddNote, useIncident, useIncidents, useWritePostMortem } from './incidents'
export { isActive, pollInterval, useFinishedJobs, useJobs } from './jobs'
export { keys } from './keys'
export {
  useEndWindow, useMaintenanceWindows, usePlanWindow, useRemoveWindow, useStartMaintenance, useUpdateWindow, useWindowPreview,
} from './maintenance'
export { useAddMonitor, useDeleteMonitor, useMonitors, usePauseMonitor, useRenewPingUrl, useTried, useTryMonitor, useUpdateMonitor } from './monitors'
export { useLastingIncidents, useOverview } from './overview'
export { createQueryClient, provideApi, useApi } from './provide'
export { useOutages, usePlannedMaintenance } from './ownership'
export { usePlatformKeys, useReplacePlatformKeys, useSecuritySettings, useUpdateSecuritySettings } from './security'
export { useRevokeSiteKey, useRotateSiteKeys, useSiteKeys } from './siteKeys'
export {
  useAddSite, useCheckSite, useDeleteSite, useDisconnectSite, usePairingCode, useProveSite, useUpdateSite,
} from './siteChanges'
export { useClientSites, useInventory, useSite, useSites, useSiteUptime, useSnapshots, useTimeline } from './sites'
export {
  useAddStatusPage, useDeleteStatusPage, usePostOnStatusPage, usePreviewStatusPage, useRemoveStatusPagePost, useStatusPage, useStatusPagePosts,
  useStatusPages, useStatusPageSubscribers, useUpdateStatusPage,
} from './statusPages'
export {
  useDeleteUser, useInvitations, useInvite, useResendInvitation, useResetTwoFactor, useRevokeInvitation, useSignOutUser, useUpdateUser,
  useUser, useUsers,
} from './users'
export { useWaitingApprovals } from './waiting'
export { useWall } from './wall'
