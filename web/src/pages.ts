import type { RouteRecordRaw } from 'vue-router'

/** Every page of the workbench. `needs` names permissions of the server: one of them lets a person in. */
export const pages: RouteRecordRaw[] = [
  { path: '', name: 'home', component: () => import('@/desk/DeskHome.vue') },
  { path: 'certificate', component: () => import('@/identity/CertificatePage.vue'), meta: { needs: ['SELF'] } },
  { path: 'organisations', component: () => import('@/identity/OrganisationsPage.vue'), meta: { needs: ['ACCOUNT_KEEP', 'GRANT_KEEP', 'AUDIT_READ', 'SUPERVISE'] } },
  { path: 'accounts', component: () => import('@/identity/AccountsPage.vue'), meta: { needs: ['ACCOUNT_KEEP'] } },
]
