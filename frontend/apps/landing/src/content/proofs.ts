/** Where the repository proves each claim of the page; a test holds that these files exist. */
export const PROVEN_BY = {
  alert: 'tests/e2e/test_outage.py',
  chaos: 'tests/chaos/test_chaos.py',
  hostile: 'tests/api/test_plugin_traffic.py',
} as const
