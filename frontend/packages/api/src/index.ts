export { createClient, type ApiClient } from './client'
export { ApiError, type ErrorKind, type Problem } from './errors'
export { createTransport, type Transport, type TransportOptions } from './transport'
export * from './types'
