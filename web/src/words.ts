/** Words of the glossary for codes that the server sends. An unknown code is shown as it came, never hidden. */
const ROLES: Record<string, string> = {
  TENDERER: '招标人',
  AGENCY: '招标代理',
  BIDDER: '投标人',
  EXPERT: '评标专家',
  CENTRE_STAFF: '交易中心',
  SUPERVISOR: '监督部门',
  WITNESS: '见证员',
  SYSTEM_ADMINISTRATOR: '系统管理员',
  SECURITY_ADMINISTRATOR: '安全管理员',
  AUDITOR: '审计管理员',
}

export function roleWords(role: string): string {
  return ROLES[role] ?? role
}
