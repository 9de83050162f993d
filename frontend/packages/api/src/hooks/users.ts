import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { Invitation, Member, MemberChanges, NewInvitation } from '../administration'
import { administration } from '../administrationCalls'
import type { ApiError } from '../errors'
import { useChange } from './change'
import { keys } from './keys'
import { useWholeList } from './paging'
import { useApi } from './provide'

const LIST_PAGE = 200

/** Everybody who may sign in: the agency's people and those of its clients. */
export function useUsers() {
  const api = useApi()
  return useWholeList<Member>({
    key: keys.userList,
    fetch: (cursor, signal) => administration(api).users.page({ limit: LIST_PAGE, cursor }, signal),
  })
}

export function useUser(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useQuery<Member, ApiError>({
    queryKey: computed(() => keys.user(toValue(id))),
    queryFn: ({ signal }) => administration(api).users.get(toValue(id), signal),
  })
}

export function useUpdateUser(id: MaybeRefOrGetter<string>) {
  return useChange<Member, MemberChanges>((api, changes) => administration(api).users.update(toValue(id), changes), [keys.users])
}

export function useDeleteUser(id: MaybeRefOrGetter<string>) {
  // Only the list: asking for the deleted person would answer 404 on the page that is about to leave.
  return useChange<void, void>((api) => administration(api).users.delete(toValue(id)), [keys.userList])
}

export function useSignOutUser(id: MaybeRefOrGetter<string>) {
  return useChange<unknown, void>((api) => administration(api).users.signOut(toValue(id)), [])
}

export function useResetTwoFactor(id: MaybeRefOrGetter<string>) {
  return useChange<unknown, void>((api) => administration(api).users.resetTwoFactor(toValue(id)), [keys.users])
}

export function useInvitations() {
  const api = useApi()
  return useWholeList<Invitation>({
    key: keys.invitations,
    fetch: (cursor, signal) => administration(api).invitations.page({ limit: LIST_PAGE, cursor }, signal),
  })
}

export function useInvite() {
  return useChange<Invitation, NewInvitation>((api, invitation) => administration(api).invitations.create(invitation), [keys.invitations])
}

export function useResendInvitation() {
  return useChange<unknown, string>((api, id) => administration(api).invitations.resend(id), [keys.invitations])
}

export function useRevokeInvitation() {
  return useChange<void, string>((api, id) => administration(api).invitations.revoke(id), [keys.invitations])
}
