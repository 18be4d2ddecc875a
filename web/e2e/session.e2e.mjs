const PHONE = { width: 390, height: 844 }

/** A 统一社会信用代码 that nobody has: its last character is the check of GB 32100. */
function creditCode() {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  const body = `91140100MA${String(Date.now()).slice(-7)}`
  const sum = [...body].reduce((all, one, i) => all + alphabet.indexOf(one) * weights[i], 0)
  return body + alphabet[(31 - (sum % 31)) % 31]
}

export function declare(test) {
  test('a stranger is sent to the login page and comes back to where he was going', async ({ url, open, check }) => {
    const page = await open()
    await page.goto(`${url}/desk/certificate`)
    await page.waitForURL(/\/desk\/login\?next=/)

    await page.getByLabel('账号', { exact: true }).fill('agency')
    await page.getByLabel('密码', { exact: true }).fill('mingjian2026')
    await page.keyboard.press('Enter')

    await page.waitForURL(/\/desk\/certificate$/)
    check((await page.title()).includes('我的证书'), 'the title names the page')
  })

  test('a wrong password is refused in words', async ({ url, open, shot }) => {
    const page = await open()
    await page.goto(`${url}/desk/login`)
    await page.getByLabel('账号', { exact: true }).fill('nobody-here')
    await page.getByLabel('密码', { exact: true }).fill('wrong-password')
    await page.keyboard.press('Enter')

    await page.getByRole('alert').first().waitFor()
    await shot(page, 'login-refused')
  })

  test('a company registers and is at its own desk, where a system of its own can be connected', async ({ url, open, shot, check, fits }) => {
    const page = await open(PHONE)
    await page.goto(`${url}/desk/login`)
    await page.getByRole('link', { name: '单位注册' }).click()
    await page.getByRole('button', { name: '注册', exact: true }).click()
    await page.getByText('请填写单位名称').waitFor()
    await fits(page)

    const code = creditCode()
    await page.getByLabel('单位名称').fill('云标软件有限公司')
    await page.getByLabel('统一社会信用代码').fill(code)
    await page.getByLabel('所在地行政区划代码').fill('140100')
    await page.locator('.el-checkbox').filter({ hasText: '招标代理' }).click()
    await page.getByLabel('经办人姓名').fill('邵文')
    await page.getByLabel('账号').fill(`shaowen${code.slice(10)}`)
    await page.getByLabel('密码').first().fill('jiang-bei-26')
    await page.getByLabel('再输一次密码').fill('jiang-bei-26')
    await shot(page, 'register')
    await page.getByRole('button', { name: '注册', exact: true }).click()
    await page.waitForURL(/\/desk\/$/)

    await page.goto(`${url}/desk/connections`)
    await page.getByRole('button', { name: '申请对接' }).waitFor()
    const me = await page.evaluate(() => fetch('/api/me').then((answer) => answer.json()))
    check(me.organisation === '云标软件有限公司', 'the desk is the company\'s')
  })

  test('the desk shows the server clock, holds at phone width and in large type', async ({ logIn, shot, check, fits }) => {
    const page = await logIn('agency')
    const time = await page.getByRole('timer').first().innerText()
    check(/\d\d:\d\d:\d\d/.test(time), `no clock in "${time}"`)
    await shot(page, 'home')

    await page.locator('.desk-bar .el-switch__core').click()
    check(await page.evaluate(() => document.documentElement.classList.contains('large')), 'large type is on')
    await fits(page)
    await shot(page, 'home-large')

    await page.setViewportSize(PHONE)
    await fits(page)
    await shot(page, 'home-phone-large')
  })

  test('an administrator sees the organisations and nobody else does', async ({ logIn, shot, check }) => {
    const admin = await logIn('sysadmin', '/organisations')
    await admin.getByText('明州市公共资源交易中心').waitFor()
    await shot(admin, 'organisations')

    const bidder = await logIn('bidder1', '/organisations')
    await bidder.getByText('您的角色不包含这项工作').waitFor()
    check((await bidder.getByRole('link', { name: '组织' }).count()) === 0, 'the menu hides it')
  })

  test('a certificate made in the browser logs its owner in', async ({ logIn, url, shot, check }) => {
    const page = await logIn('bidder4', '/certificate')
    await page.getByLabel('密钥口令（至少 8 位）').fill('key-password-1')
    await page.getByLabel('再输一次').fill('key-password-1')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '生成密钥并取得证书' }).click(),
    ])
    check(download.suggestedFilename().endsWith('.key.json'), 'the key file is handed over')
    await page.getByText('有效').first().waitFor()
    await shot(page, 'certificate')
    const me = await page.evaluate(() => fetch('/api/me').then((answer) => answer.json()))
    check(me.certificate.length > 8, 'the server knows the certificate')

    await page.request.post(`${url}/api/logout`, { headers: { 'X-Requested-With': 'mingjian' } })
    await page.goto(`${url}/desk/login`)
    await page.getByRole('tab', { name: '数字证书' }).click()
    await page.getByLabel('密钥口令').fill('key-password-1')
    await shot(page, 'login-certificate')
    await page.getByRole('button', { name: '用证书登录' }).click()
    await page.waitForURL((at) => !at.pathname.endsWith('/login'))
  })
}
