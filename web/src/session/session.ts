import { defineStore } from 'pinia'
import { get, post } from '@/api/http'
import { Problem } from '@/api/problem'

/** Who is logged in and what they may do; the server decides again at every call. */
export interface Me {
  account: string
  name: string
  organisation?: { id?: string; name: string; region?: string } | string | null
  roles: string[]
  permissions: string[]
}

export const useSession = defineStore('session', {
  state: () => ({ me: undefined as Me | undefined, asked: false }),
  getters: {
    organisationName: (state): string => {
      const organisation = state.me?.organisation
      return typeof organisation === 'string' ? organisation : (organisation?.name ?? '')
    },
  },
  actions: {
    /** Asks once who is there; afterwards the answer is kept until logout. */
    async find(): Promise<Me | undefined> {
      if (this.asked) return this.me
      try {
        this.me = await get<Me>('/api/me')
        this.asked = true
      } catch (thrown) {
        if (!(thrown instanceof Problem) || thrown.status !== 401) throw thrown
        this.asked = true
        this.me = undefined
      }
      return this.me
    },
    async logIn(account: string, password: string): Promise<void> {
      await post('/api/login', { account, password })
      await this.refresh()
    },
    async refresh(): Promise<void> {
      this.asked = false
      await this.find()
    },
    async logOut(): Promise<void> {
      await post('/api/logout')
      this.ended()
    },
    ended(): void {
      this.me = undefined
      this.asked = true
    },
    may(permission: string): boolean {
      return this.me?.permissions.includes(permission) ?? false
    },
    is(...roles: string[]): boolean {
      return this.me?.roles.some((role) => roles.includes(role)) ?? false
    },
  },
})
