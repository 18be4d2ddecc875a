import { createRouter, createWebHistory } from 'vue-router'
import { whenLoggedOut } from '@/api/http'
import type { Permission } from '@/generated/permissions'
import { pages } from './pages'
import { useSession } from '@/session/session'

declare module 'vue-router' {
  interface RouteMeta {
    /** reachable without login */
    open?: boolean
    /** one of these permissions lets a person in; the server decides again */
    needs?: Permission[]
  }
}

export const router = createRouter({
  history: createWebHistory('/desk/'),
  routes: [
    { path: '/login', name: 'login', component: () => import('@/session/LoginPage.vue'), meta: { open: true } },
    { path: '/register', name: 'register', component: () => import('@/session/RegisterPage.vue'), meta: { open: true } },
    {
      path: '/',
      component: () => import('@/desk/DeskLayout.vue'),
      children: [...pages, { path: ':rest(.*)*', name: 'missing', component: () => import('@/desk/MissingPage.vue') }],
    },
  ],
  scrollBehavior: () => ({ top: 0 }),
})

router.beforeEach(async (to) => {
  if (to.meta.open) return true
  const session = useSession()
  const me = await session.find()
  if (me === undefined) return { name: 'login', query: { next: to.fullPath } }
  if (me.mustEnrol && to.path !== '/security' && to.path !== '/certificate') return '/security'
  const needs = to.meta.needs
  if (needs !== undefined && !needs.some((one) => session.may(one))) return { name: 'missing', params: { rest: ['403'] } }
  return true
})

router.afterEach((to, from) => {
  // A reader must hear that the page changed: focus goes to the content.
  if (from.matched.length > 0 && to.path !== from.path) document.getElementById('content')?.focus()
})

whenLoggedOut(() => {
  const session = useSession()
  if (session.me === undefined) return
  session.ended()
  void router.push({ name: 'login', query: { next: router.currentRoute.value.fullPath } })
})
