import { agree, PHONE } from './kit.mjs'

/** A picture of a licence, drawn by the browser itself: what is on it differs from what will be typed. */
async function picture(page) {
  const url = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 400
    const pen = canvas.getContext('2d')
    pen.fillStyle = '#fffdf2'
    pen.fillRect(0, 0, 640, 400)
    pen.fillStyle = '#222'
    pen.font = '40px sans-serif'
    pen.fillText('安全生产许可证', 170, 90)
    pen.font = '26px sans-serif'
    pen.fillText('编号：JZ-000000', 60, 190)
    pen.fillText('有效期至 2031-12-31', 60, 250)
    return canvas.toDataURL('image/png')
  })
  return { name: '执照.png', mimeType: 'image/png', buffer: Buffer.from(url.split(',')[1], 'base64') }
}

const run = Date.now().toString(36)
const DECISION = `明建罚〔2026〕${run}号`

async function dialogSend(page, label, words, button) {
  const dialog = page.locator('.el-dialog:visible')
  await dialog.getByLabel(label).fill(words)
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

async function pickDay(scope, label, day) {
  const field = scope.getByLabel(label).first()
  await field.fill(day)
  await field.press('Enter')
}

/** An SM2 authority made for this test: CN=Mingjian trial CA, until 2126. */
const TRIAL_AUTHORITY =
  'MIIBmDCCAT6gAwIBAgIURLOWg52J+S233rbOr8wIKj5WoVowCgYIKoEcz1UBg3UwKTELMAkGA1UEBhMCQ04xGjAYBgNVBAMMEU1pbmdqaWFuIH' +
  'RyaWFsIENBMCAXDTI2MTEyMTA5MzEyMVoYDzIxMjYxMDI4MDkzMTIxWjApMQswCQYDVQQGEwJDTjEaMBgGA1UEAwwRTWluZ2ppYW4gdHJpYWwg' +
  'Q0EwWTATBgcqhkjOPQIBBggqgRzPVQGCLQNCAASI05tNRaxRDhj+KbxsQNQxf2pbLZz/4O9QJnfvhC+pg7vvk4Sl6JKfIjaUbBL8b1G7cUnUOh' +
  'f2JCcZ3hMqfKvdo0IwQDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwIBBjAdBgNVHQ4EFgQU/njqX2/qvuTti6lfzReFT0MbUiIwCgYI' +
  'KoEcz1UBg3UDSAAwRQIgBIzOtgFtxBADaynv2v7hGPTyqkOBUfrOvVa99PG7hN8CIQCK8zqDcobqIJQ61lNDkxNRe80bO4p4T+pZCqPLB0oszg' +
  '=='

/** A certificate of bidder4's company by an authority that nobody trusts, until 2126. */
const STRANGE_CERTIFICATE =
  'MIIBzjCCAXSgAwIBAgICEAIwCgYIKoEcz1UBg3UwKTELMAkGA1UEBhMCQ04xGjAYBgNVBAMMEU1pbmdqaWFuIHRyaWFsIENBMCAXDTIwMDEwMTAw' +
  'MDAwMFoYDzIxMjYwMTAxMDAwMDAwWjBTMQswCQYDVQQGEwJDTjEbMBkGA1UEYQwSOTE5OTAxMDBNQTAwMDAwRlhOMScwJQYDVQQDDB7ljZfljp/l' +
  'uILmlL/lt6XnqIvmnInpmZDlhazlj7gwWTATBgcqhkjOPQIBBggqgRzPVQGCLQNCAATjpbiacWSBKS8SpaCpH78MbsrbCIZ007dNGkA95ph9Hsp9' +
  'p6SEM++wop1cRhHiwO5ALhwXnrPhvFoEPpxUe1Ybo2AwXjAMBgNVHRMBAf8EAjAAMA4GA1UdDwEB/wQEAwIGwDAdBgNVHQ4EFgQURU7m9DZ7Al8B' +
  'd3grvwZPvhJ219IwHwYDVR0jBBgwFoAUKOvdsDaf28TTIsUfo9rmUC1A/Q0wCgYIKoEcz1UBg3UDSAAwRQIgXJNXGUM0LwBIxgDqsqUGqx7tIhBm' +
  'Ac21lMzFDXUN9fkCIQCQPcJQCxT1lyK9HD1xzkhOEQkJEb8wDTRQHus166JWbA=='

export function declare(test) {
  test('a subject registers each field once and the centre compares it with the image', async ({ url, logIn, shot, check, fits }) => {
    const own = await logIn('bidder4', '/own-registration')
    const form = own.locator('section.card', { hasText: '许可证照' })
    await form.getByRole('button', { name: '登记许可证照' }).click()
    const dialog = own.locator('.el-dialog:visible')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.getByText('请填写证照名称').waitFor()
    check((await dialog.getByLabel('单位名称').count()) + (await dialog.getByLabel('统一社会信用代码').count()) === 0, 'what registration knows is not asked again')
    await dialog.getByLabel('证照名称').fill(`安全生产许可证${run}`)
    await dialog.getByLabel('证照编号').fill(`JZ${run}`)
    await pickDay(dialog, '证照有效期止', '2031-12-31')
    await dialog.locator('label.drop input').setInputFiles(await picture(own))
    await dialog.locator('.el-progress.is-success').waitFor()
    await shot(own, 'subject-form')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const card = own.getByRole('article', { name: `安全生产许可证${run}` })
    await card.getByText('待核验').waitFor()
    await shot(own, 'subject-own')

    const centre = await logIn('centre', '/')
    await centre.getByRole('link', { name: '核验主体登记' }).click()
    const row = centre.getByRole('row', { name: new RegExp(`安全生产许可证${run}`) })
    await row.waitFor()
    await shot(centre, 'subject-queue')
    await row.getByRole('button', { name: '比对核验' }).click()
    const compare = centre.locator('.el-dialog:visible')
    await compare.locator('img').waitFor()
    await centre.waitForFunction(() => document.querySelector('.el-dialog img')?.naturalWidth === 640)
    await compare.getByRole('cell', { name: `JZ${run}`, exact: true }).first().waitFor()
    await compare.getByText(/请人工|不一致|一致/).first().waitFor()
    await shot(centre, 'subject-compare')
    await compare.getByRole('button', { name: '记录核验结果' }).click()
    await compare.getByText('请选择结果').waitFor()
    await compare.getByText('不一致', { exact: true }).last().click()
    await compare.getByLabel('说明').fill('编号与影像不一致')
    await compare.getByRole('button', { name: '记录核验结果' }).click()
    await compare.waitFor({ state: 'hidden' })

    await own.goto(`${url}/desk/`)
    await own.getByRole('link', { name: '更正许可证照' }).first().waitFor()
    await own.goto(`${url}/desk/own-registration`)
    await own.getByRole('article', { name: `安全生产许可证${run}` }).getByText('与证照不一致').waitFor()
    await own.setViewportSize(PHONE)
    await fits(own)
    await shot(own, 'subject-own-phone')
  })

  test('staff search the subjects and see personal values masked', async ({ logIn, shot, check, fits }) => {
    const page = await logIn('supervisor', '/subjects')
    await page.getByPlaceholder('名称或统一社会信用代码').fill('南原市政')
    const row = page.getByRole('row', { name: /南原市政/ })
    await row.waitFor()
    await shot(page, 'subjects')
    await row.getByRole('link').click()
    await page.getByRole('heading', { name: '业绩' }).waitFor()
    check((await page.getByRole('button', { name: '修改' }).count()) === 0, 'a supervisor changes nothing')
    await page.setViewportSize(PHONE)
    await fits(page)
  })

  test('a decision is collected, verified by another, published, appealed and repaired', async ({ url, logIn, open, shot, check, fits }) => {
    const centre = await logIn('centre', '/credit')
    await centre.getByRole('button', { name: '归集信用信息' }).click()
    const form = centre.locator('.el-dialog:visible')
    await form.getByRole('button', { name: '归集', exact: true }).click()
    await form.getByText('请填写文书号').waitFor()
    const code = await centre.evaluate(async () => (await (await fetch('/api/party?q=南原市政')).json()).items[0].creditCode)
    await form.getByLabel('统一社会信用代码').fill(code)
    await form.getByLabel('文书号').fill(DECISION)
    await form.getByLabel(/作出机关(?!代码)/).fill('明州市住房和城乡建设局')
    await pickDay(form, '作出日期', '2026-01-05')
    await pickDay(form, '失效日', '2099-01-05')
    await form.getByLabel('依据').fill('招标投标法 §52')
    await pickDay(form, '可申请修复之日', '2026-02-01')
    await form.getByLabel('事由').fill('未按合同约定配备项目管理人员')
    await shot(centre, 'credit-collect')
    await form.getByRole('button', { name: '归集', exact: true }).click()
    await form.waitFor({ state: 'hidden' })
    await centre.getByRole('link', { name: DECISION }).waitFor()

    const supervisor = await logIn('supervisor', '/')
    const duty = supervisor.locator('.todos li', { hasText: DECISION })
    await duty.getByRole('link', { name: '核实信用记录' }).click()
    await supervisor.getByRole('button', { name: '属实', exact: true }).click()
    await dialogSend(supervisor, '核实说明', '与决定书原件一致', '属实')
    await supervisor.getByRole('button', { name: '公示', exact: true }).click()
    await agree(supervisor, '公示')
    await supervisor.getByText('公示中').waitFor()
    await shot(supervisor, 'credit-published')

    const visitor = await open(PHONE)
    await visitor.goto(`${url}/credit?q=${encodeURIComponent(DECISION)}`)
    await visitor.getByRole('link', { name: DECISION, exact: true }).waitFor()
    await fits(visitor)
    await shot(visitor, 'portal-credit-phone')
    await visitor.getByRole('link', { name: DECISION, exact: true }).click()
    await visitor.getByText('招标投标法 §52').waitFor()
    await fits(visitor)
    await visitor.setViewportSize({ width: 1280, height: 900 })
    await shot(visitor, 'portal-credit-record')
    await visitor.goto(`${url}/subjects/${code}`)
    await visitor.getByRole('heading', { name: '登记信息' }).waitFor()
    check(!(await visitor.locator('main').innerText()).includes('韩静'), 'who collected it is not told to the public')
    await shot(visitor, 'portal-subject')

    const own = await logIn('bidder4', '/credit')
    await own.getByRole('region', { name: '信用评分' }).getByText(DECISION).waitFor()
    await shot(own, 'credit-own')
    await own.getByRole('link', { name: DECISION }).click()
    await own.getByRole('button', { name: '提出申诉' }).click()
    await dialogSend(own, '申诉理由', '人员已按约定到岗，有考勤记录。', '提出申诉')
    await own.getByText('申诉中').waitFor()

    await supervisor.goto(`${url}/desk/`)
    await supervisor.locator('.todos li', { hasText: DECISION }).getByRole('link', { name: '答复信用申诉' }).click()
    await supervisor.getByRole('button', { name: '不成立', exact: true }).click()
    await dialogSend(supervisor, '答复', '考勤记录与现场核查不符。', '不成立')
    await own.reload()
    await own.getByRole('button', { name: '申请修复' }).click()
    await dialogSend(own, '整改情况与理由', '已完成整改。', '申请修复')
    await supervisor.reload()
    await supervisor.getByRole('button', { name: '准予修复' }).click()
    await dialogSend(supervisor, '答复', '整改属实。', '准予修复')
    await supervisor.getByText('已修复').first().waitFor()
    await shot(supervisor, 'credit-repaired')
    await own.goto(`${url}/desk/credit`)
    check((await own.getByRole('region', { name: '信用评分' }).getByText(DECISION).count()) === 0, 'a repaired record no longer counts')
    await own.setViewportSize(PHONE)
    await fits(own)
    await shot(own, 'credit-phone')
  })

  test('a certificate is looked at, bound by a phone, listed and unbound', async ({ logIn, shot, check, fits }) => {
    const own = await logIn('bidder4', '/certificate')
    const list = own.getByRole('region', { name: '已绑定的证书' })
    await own.getByRole('button', { name: '绑定已有证书' }).click()
    const form = own.locator('.el-dialog:visible')
    await form.getByLabel('证书文件').setInputFiles({ name: '单位.cer', mimeType: 'application/octet-stream', buffer: Buffer.from(STRANGE_CERTIFICATE, 'base64') })
    await form.getByText('✗ 颁发机构不在信任名单内').waitFor()
    await form.getByText('✓ 与本账户一致：南原市政工程有限公司').waitFor()
    check((await form.getByRole('button', { name: '证明持有并绑定' }).count()) === 0, 'what is not trusted is not bound')
    await shot(own, 'certificate-look')
    await form.getByText('移动CA', { exact: true }).click()
    await form.getByRole('img', { name: '请用移动CA扫码' }).waitFor()
    await form.getByLabel('模拟手机的 PIN').fill('135790')
    await shot(own, 'certificate-phone')
    await form.getByRole('button', { name: '在模拟手机上同意' }).click()
    await form.waitFor({ state: 'hidden' })
    const serial = await list.locator('dd.code').first().innerText()
    await shot(own, 'certificate-bound')
    await list.getByRole('button', { name: '解除绑定' }).first().click()
    await agree(own, '解除绑定')
    await list.locator('dd.code', { hasText: serial }).waitFor({ state: 'detached' })
    await list.getByText(/绑定与解除的记录/).click()
    check((await list.getByText(serial).count()) === 2, 'the history keeps the binding and its end')
    await own.setViewportSize(PHONE)
    await fits(own)
    await shot(own, 'certificate-history-phone')
  })

  test('an authority is trusted only when another administrator confirms', async ({ url, logIn, shot, check, fits }) => {
    const id = `e2e${run}`
    const system = await logIn('sysadmin', '/trust')
    await system.getByRole('button', { name: '提议信任一家机构' }).click()
    const form = system.locator('.el-dialog:visible')
    await form.getByRole('button', { name: '提议', exact: true }).click()
    await form.getByText('请选择机构证书文件').waitFor()
    await form.getByLabel('短名').fill(id)
    await form.getByLabel('机构名称').fill(`试用认证机构${run}`)
    await form.getByLabel('机构证书').setInputFiles({ name: 'ca.der', mimeType: 'application/octet-stream', buffer: Buffer.from(TRIAL_AUTHORITY, 'base64') })
    await form.getByText('吊销列表', { exact: true }).click()
    await form.getByLabel('依据').fill('电子认证服务许可证 ECP000')
    await shot(system, 'trust-form')
    await form.getByRole('button', { name: '提议', exact: true }).click()
    await form.waitFor({ state: 'hidden' })
    check((await system.getByRole('heading', { name: new RegExp(`试用认证机构${run}`) }).count()) === 0, 'wanted by one only: not trusted')

    const security = await logIn('secadmin', '/')
    await security.locator('.todos li', { hasText: id }).getByRole('link').click()
    const row = security.getByRole('row', { name: new RegExp(id) })
    await row.getByRole('button', { name: '激活' }).click()
    await agree(security, '激活')
    await security.getByText('已激活', { exact: true }).first().waitFor()
    await security.goto(`${url}/desk/trust`)
    const card = security.getByRole('region', { name: `试用认证机构${run}` })
    await card.getByText('受信任').waitFor()
    await shot(security, 'trust')
    await card.getByRole('button', { name: '提议撤销' }).click()
    await dialogSend(security, '理由', '许可证注销', '提议')
    await card.getByText('变更待确认').waitFor()
    await card.getByText('受信任').waitFor()
    await security.goto(`${url}/desk/proposals`)
    await security.getByRole('row', { name: new RegExp(id) }).getByRole('button', { name: '激活' }).click()
    await agree(security, '激活')
    await security.getByText('提议人不能自己激活').waitFor()
    await shot(security, 'trust-second-person')

    const auditor = await logIn('auditor', '/trust')
    await auditor.getByRole('region', { name: `试用认证机构${run}` }).waitFor()
    check((await auditor.getByRole('button', { name: '提议信任一家机构' }).count()) === 0, 'the auditor only looks')
    await auditor.setViewportSize(PHONE)
    await fits(auditor)
    await shot(auditor, 'trust-phone')
  })
}
