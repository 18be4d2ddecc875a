import { describe, expect, it } from 'vitest'
import { asked, emptyRegistration, faults, type RegistrationForm } from './registration'

const good: RegistrationForm = {
  organisation: ' 某某软件有限公司 ',
  creditCode: '91140100MA0000000X',
  regionCode: '140100',
  roles: ['AGENCY'],
  name: '张三',
  login: 'moumou',
  password: 'jiang-bei-26',
  again: 'jiang-bei-26',
}

describe('a registration', () => {
  it('says at each field what is missing', () => {
    // Nothing typed twice is the same.
    expect(Object.keys(faults(emptyRegistration()))).toEqual(['organisation', 'creditCode', 'regionCode', 'roles', 'name', 'login', 'password'])
    expect(faults(good)).toEqual({})
  })

  it('wants a password with letters and digits, typed twice', () => {
    expect(Object.keys(faults({ ...good, password: 'short-1', again: 'short-1' }))).toEqual(['password'])
    expect(Object.keys(faults({ ...good, password: 'only-letters', again: 'only-letters' }))).toEqual(['password'])
    expect(Object.keys(faults({ ...good, again: 'jiang-bei-27' }))).toEqual(['again'])
  })

  it('sends what was typed without blanks around it, and the password once', () => {
    expect(asked(good)).toEqual({
      organisation: '某某软件有限公司',
      creditCode: '91140100MA0000000X',
      regionCode: '140100',
      roles: ['AGENCY'],
      name: '张三',
      login: 'moumou',
      password: 'jiang-bei-26',
    })
  })
})
