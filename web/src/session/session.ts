import type { Schema } from '@/api/schema'
import { defineStore } from 'pinia'
import { get, post } from '@/api/http'
import { Problem } from '@/api/problem'

export type RoleView = Schema<'identity.LoginController.RoleView'>

/** Who is logged in and what they may do; the server decides again at every call. */
export type Me = Schema<'identity.LoginController.Me'>

export interface Signed {
  serial: string
  challenge: string
  /** SM2 r‖s over `mingjian-login:` and the challenge, base64 */
  signature: string
}

export const useSession = defineStore('session', {
  state: () => ({ me: undefined as Me | undefined, asked: false }),
  getters: {
    roleTitles: (state): string => state.me?.roles.map((one) => one.title).join('、') ?? '',
  },
  actions: {
    /** Asks once who is there; afterwards the answer is kept until logout. */
    async find(): Promise<Me | undefined> {
      if (this.asked) return this.me
      try {
        this.enter(await get<Me>('/api/me'))
      } catch (thrown) {
        if (!(thrown instanceof Problem) || thrown.status !== 401) throw thrown
        this.ended()
      }
      return this.me
    },
    /** @param proof the certificate's signature too, as staff must show outside a sandbox */
    async logIn(login: string, password: string, proof?: Signed): Promise<void> {
      this.enter(await post<Me>('/api/login', { login, password, proof }))
    },
    async logInBy(signed: Signed): Promise<void> {
      this.enter(await post<Me>('/api/login/certificate', signed))
    },
    async logOut(): Promise<void> {
      await post('/api/logout')
      this.ended()
    },
    enter(me: Me): void {
      this.me = me
      this.asked = true
    },
    ended(): void {
      this.me = undefined
      this.asked = true
    },
    may(permission: string): boolean {
      return this.me?.permissions.includes(permission) ?? false
    },
    is(...roles: string[]): boolean {
      return this.me?.roles.some((one) => roles.includes(one.role)) ?? false
    },
  },
})
