/** Why a sealed bid is not accepted or not opened; 20号令 §31 asks who caused it. */
export type Cause = 'WRONG_KEY' | 'DAMAGED' | 'OTHER_TENDER' | 'MALFORMED'

/** The checks and what they say to people: the same names and words as on the server. */
const CHECKS = {
  MAGIC: ['MALFORMED', '不是加密投标文件'],
  HEADER_LENGTH: ['MALFORMED', '文件头长度不合规'],
  HEADER_JSON: ['MALFORMED', '文件头无法读取'],
  HEADER_FORM: ['MALFORMED', '文件头不是规范形式'],
  HEADER_CONTENT: ['MALFORMED', '文件头内容不完整或不合规'],
  RECIPIENT: ['MALFORMED', '密钥信封不合规'],
  OPENERS: ['MALFORMED', '没有按招标文件为全体开启人分份密封'],
  OTHER_TENDER: ['OTHER_TENDER', '文件是为其他标段加密的'],
  CHUNK_FRAME: ['MALFORMED', '数据块结构不合规'],
  CHUNK_COUNT: ['DAMAGED', '数据块数量不符'],
  TRUNCATED: ['DAMAGED', '文件不完整，未传完或被截断'],
  TRAILING_BYTES: ['DAMAGED', '文件末尾有多余内容'],
  DIGEST: ['DAMAGED', '文件摘要不符，内容已损坏'],
  SIGNATURE: ['DAMAGED', '投标人签名无效'],
  WRONG_KEY: ['WRONG_KEY', '密钥不是加密该文件所用的密钥'],
  KEY_ENVELOPE: ['DAMAGED', '密钥信封已损坏'],
  SHARE: ['DAMAGED', '开启人份额与投标文件中的承诺不符'],
  CHUNK_SEAL: ['DAMAGED', '数据块无法解密，内容已损坏'],
  SHEET: ['MALFORMED', '开标一览表不合规'],
  ARCHIVE: ['MALFORMED', '投标文件目录不合规'],
  FILE_NAME: ['MALFORMED', '投标文件中有不允许的文件名'],
  FILE_DIGEST: ['DAMAGED', '投标文件摘要不符'],
} as const satisfies Record<string, readonly [Cause, string]>

export type Check = keyof typeof CHECKS

/** A sealed bid failed a check; `message` is for people, `detail` for the expert. */
export class EnvelopeRefused extends Error {
  readonly reason: Cause
  readonly check: Check
  readonly detail: string

  constructor(check: Check, detail: string) {
    super(CHECKS[check][1])
    this.reason = CHECKS[check][0]
    this.check = check
    this.detail = detail
  }
}

export function require(holds: boolean, check: Check, otherwise: string): asserts holds {
  if (!holds) throw new EnvelopeRefused(check, otherwise)
}
