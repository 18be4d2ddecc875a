const TITLES: Record<string, string> = {
  TENDERER: '招标人',
  AGENCY: '招标代理',
  BIDDER: '投标人',
  EXPERT: '评标专家',
  CENTRE_STAFF: '交易中心',
  SUPERVISOR: '行政监督',
  WITNESS: '见证',
  MANAGEMENT: '综合管理',
  DATA_OFFICER: '数据管理',
  SYSTEM_ADMINISTRATOR: '系统管理员',
  SECURITY_ADMINISTRATOR: '安全管理员',
  AUDITOR: '审计管理员',
}

/** A role in words; an unknown one as it came. */
export function roleTitle(role: string): string {
  return TITLES[role] ?? role
}
