import { describe, expect, it } from 'vitest'
import { nameOf, standingWords, stateWords, type CosignerView, type Standing } from './cosigners'

const standing: Standing = { state: 'STANDS', needed: 2, registered: 3, size: 9, signed: 2, standing: 9, conflicts: 0 }
const cosigner: CosignerView = {
  name: 'audit.example',
  organisation: '审计局',
  keyLine: 'audit.example+0a1b2c3d+/w==',
  registeredAt: '2026-11-21T00:00:00Z',
  size: 9,
  behind: 0,
  problem: '',
}

describe('co-signers in words', () => {
  it('says whether enough have signed', () => {
    expect(standingWords(standing)).toBe('检查点 9 有 2/3 家联署，须 2 家：成立')
    expect(standingWords({ ...standing, signed: 1, standing: 7 })).toContain('尚未成立；最近成立的是 7')
    expect(standingWords({ ...standing, registered: 0, signed: 0 })).toContain('尚未登记')
    expect(standingWords({ ...standing, state: 'CONFLICT', conflicts: 2 })).toContain('2 项')
  })

  it('says what keeps one', () => {
    expect(stateWords(cosigner)).toBe('正常')
    expect(stateWords({ ...cosigner, behind: 4 })).toBe('落后 4 条')
    expect(stateWords({ ...cosigner, problem: 'ConnectException' })).toBe('ConnectException')
    expect(stateWords({ ...cosigner, retiredAt: '2026-11-21T00:00:00Z', problem: 'x' })).toBe('已停用')
  })

  it('reads the name of a key line and of nothing else', () => {
    expect(nameOf(cosigner.keyLine)).toBe('audit.example')
    expect(nameOf('audit.example')).toBe('')
    expect(nameOf('a+zz+b')).toBe('')
  })
})
