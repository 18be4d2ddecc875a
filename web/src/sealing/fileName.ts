import { isWellFormed } from './canonicalJson'

const LONGEST = 512
const LONGEST_PART = 240
const DEVICES = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?$/i
const length = (text: string): number => new TextEncoder().encode(text).length

/** What is wrong with the name of a file in a bid, in words for people; the same rules as on the server. */
export function nameProblem(name: string): string | undefined {
  if (length(name) > LONGEST) return '文件名过长'
  if (!isWellFormed(name)) return '文件名含无效字符'
  if (/[\\:*?"<>|\p{Cc}\p{Cf}\u2028\u2029]/u.test(name)) return '文件名含有部分系统不支持的字符'
  for (const part of name.split('/')) {
    if (part === '' || part === '.' || part === '..') return '文件夹名为空或为相对路径'
    if (/[. ]$/.test(part) || part.startsWith(' ') || length(part) > LONGEST_PART) return '文件名首尾不能为空格或句点，且不能过长'
    if (DEVICES.test(part)) return '文件名为系统保留名称'
  }
  return undefined
}

/** Two names that some system takes for one have the same key. */
export const nameKey = (name: string): string => name.normalize('NFC').toLowerCase()
