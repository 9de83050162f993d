export { useAccessTokens, useFactors, usePeople, useSessions } from './account'
export { useAddClient, useClient, useClients, useDeleteClient, useUpdateClient } from './clients'
export { isActive, pollInterval, useFinishedJobs, useJobs } from './jobs'
export { keys } from './keys'
export { useOverview } from './overview'
export { createQueryClient, provideApi, useApi } from './provide'
export {
  useAddSite, useCheckSite, useClientSites, useDeleteSite, useDisconnectSite, useInventory, usePairingCode, useSite, useSites,
  useSnapshots, useTimeline, useUpdateSite,
} from './sites'
