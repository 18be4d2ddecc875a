import type { RouteRecordRaw } from 'vue-router'

/** Every page of the workbench. `needs` names permissions of the server: one of them lets a person in. */
export const pages: RouteRecordRaw[] = [
  { path: '', name: 'home', component: () => import('@/desk/DeskHome.vue') },
  { path: 'plans', component: () => import('@/tender/PlansPage.vue'), meta: { needs: ['TRADE_READ'] } },
  { path: 'registrations', component: () => import('@/intake/RegistrationsPage.vue'), meta: { needs: ['REGISTRATION_READ'] } },
  { path: 'registrations/:id', component: () => import('@/intake/RegistrationPage.vue'), meta: { needs: ['REGISTRATION_READ'] } },
  { path: 'trades', component: () => import('@/tender/TradesPage.vue'), meta: { needs: ['TRADE_READ'] } },
  {
    path: 'trades/:code',
    component: () => import('@/tender/TradeFrame.vue'),
    meta: { needs: ['TRADE_READ'] },
    children: [
      { path: '', component: () => import('@/tender/OverviewPage.vue') },
      { path: 'notice', component: () => import('@/tender/NoticePage.vue') },
      { path: 'questions', component: () => import('@/tender/QuestionsPage.vue') },
      { path: 'bid', component: () => import('@/bids/BidPage.vue'), meta: { needs: ['BID_SUBMIT'] } },
      { path: 'opening', component: () => import('@/opening/OpeningPage.vue'), meta: { needs: ['OPENING_ATTEND'] } },
      { path: 'experts', component: () => import('@/evaluation/PanelPage.vue') },
      { path: 'evaluation', component: () => import('@/evaluation/PanelPage.vue') },
      { path: 'inquiries', component: () => import('@/evaluation/InquiriesPage.vue'), meta: { needs: ['BID_SUBMIT'] } },
      { path: 'witness', component: () => import('@/tender/WitnessPage.vue') },
      { path: 'deposits', component: () => import('@/deposit/DepositsPage.vue') },
      { path: 'after', redirect: (to) => to.path.replace(/after$/, 'result') },
      { path: 'result', component: () => import('@/contract/ResultPage.vue') },
    ],
  },
  { path: 'seats', component: () => import('@/evaluation/SeatsPage.vue'), meta: { needs: ['EVALUATION_SEAT'] } },
  { path: 'seats/:seat', component: () => import('@/evaluation/SeatPage.vue'), meta: { needs: ['EVALUATION_SEAT'] } },
  { path: 'experts', component: () => import('@/expert/ExpertsPage.vue'), meta: { needs: ['EXPERT_POOL'] } },
  { path: 'certificate', component: () => import('@/identity/CertificatePage.vue'), meta: { needs: ['SELF'] } },
  { path: 'organisations', component: () => import('@/identity/OrganisationsPage.vue'), meta: { needs: ['ACCOUNT_KEEP', 'GRANT_KEEP', 'AUDIT_READ', 'SUPERVISE'] } },
  { path: 'accounts', component: () => import('@/identity/AccountsPage.vue'), meta: { needs: ['RIGHTS_READ'] } },
  { path: 'proposals', component: () => import('@/identity/ProposalsPage.vue'), meta: { needs: ['RIGHTS_READ'] } },
  { path: 'who-can', component: () => import('@/identity/WhoCanPage.vue'), meta: { needs: ['RIGHTS_REVIEW'] } },
  { path: 'audit', component: () => import('@/identity/AuditPage.vue'), meta: { needs: ['AUDIT_READ'] } },
  { path: 'security', component: () => import('@/identity/SecurityPage.vue'), meta: { needs: ['SELF'] } },
]
