/** 单位注册: the form of a company and its first account, and what is wrong with it. */
import type { Schema } from '@/api/schema'

type Registration = Schema<'identity.RegistrationController.Registration'>

export interface RegistrationForm {
  organisation: string
  creditCode: string
  regionCode: string
  roles: Registration['roles']
  name: string
  login: string
  password: string
  again: string
}

/** Those a company takes itself; all others are given by administrators. */
export const OWN_ROLES = ['TENDERER', 'AGENCY', 'BIDDER'] as const satisfies Registration['roles']

export function emptyRegistration(): RegistrationForm {
  return { organisation: '', creditCode: '', regionCode: '', roles: [], name: '', login: '', password: '', again: '' }
}

/** What is wrong, by field; the server looks again, also whether the credit code is a real one (GB 32100). */
export function faults(form: RegistrationForm): Record<string, string> {
  const all: Record<string, string> = {}
  if (form.organisation.trim() === '') all.organisation = '请填写单位名称'
  if (!/^[0-9A-Z]{18}$/.test(form.creditCode.trim())) all.creditCode = '18 位数字或大写字母，见营业执照'
  if (!/^\d{6}$/.test(form.regionCode.trim())) all.regionCode = '6 位数字'
  if (form.roles.length === 0) all.roles = '请至少选一项'
  if (form.name.trim() === '') all.name = '请填写经办人姓名'
  if (form.login.trim() === '') all.login = '请填写账号'
  const { password } = form
  if (password.length < 10 || !/\p{L}/u.test(password) || !/\d/.test(password)) all.password = '至少 10 位，含字母和数字'
  if (form.again !== password) all.again = '两次填写的密码不一样'
  return all
}

/** As it is sent. */
export function asked(form: RegistrationForm): Registration {
  return {
    organisation: form.organisation.trim(),
    creditCode: form.creditCode.trim(),
    regionCode: form.regionCode.trim(),
    roles: form.roles,
    name: form.name.trim(),
    login: form.login.trim(),
    password: form.password,
  }
}
