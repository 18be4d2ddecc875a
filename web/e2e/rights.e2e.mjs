import { choose } from './kit.mjs'

const login = `e2e${Date.now().toString(36)}`
const CHOSEN = 'chosen by myself 7'
let initial = ''

async function enter(page, url, account, password) {
  await page.goto(`${url}/desk/login`)
  await page.getByLabel('账号', { exact: true }).fill(account)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL((address) => !address.pathname.endsWith('/login'))
}

export function declare(test) {
  test('an account is proposed by one administrator and activated by another', async ({ url, logIn, shot, check }) => {
    const system = await logIn('sysadmin')
    await system.goto(`${url}/desk/proposals`)
    await system.getByLabel('登录名').fill(login)
    await system.getByLabel('姓名').fill('试用者')
    await system.getByLabel('证件号码').fill(`X${login}`)
    await choose(system, '单位', '明州市住房和城乡建设局')
    await choose(system, '角色', '行政监督')
    await system.getByRole('button', { name: '提议', exact: true }).click()
    await system.getByText(`（${login}）`).first().waitFor()
    check((await system.getByRole('button', { name: '激活' }).count()) === 0, 'the proposer cannot activate')
    await shot(system, 'proposals')

    const security = await logIn('secadmin')
    await security.goto(`${url}/desk/proposals`)
    await security.getByRole('row', { name: new RegExp(login) }).getByRole('button', { name: '激活' }).click()
    await security.locator('.el-message-box').getByRole('button', { name: '激活' }).click()
    initial = await security.locator('.el-alert code').innerText()
    check(initial.length === 16, 'an initial password is told once')
    await shot(security, 'proposal-activated')
  })

  test('a new person changes the initial password before anything else', async ({ url, open, shot, check }) => {
    const page = await open()
    await enter(page, url, login, initial)
    await page.waitForURL(/\/desk\/security$/)
    await shot(page, 'first-login')
    await page.goto(`${url}/desk/trades`)
    await page.waitForURL(/\/desk\/security$/)
    await page.getByLabel('原口令').fill(initial)
    await page.getByLabel('新口令').fill(CHOSEN)
    await page.getByLabel('再输一次').fill(CHOSEN)
    await page.getByRole('button', { name: '改口令' }).click()
    await page.waitForURL(/\/desk\/login/)
    await enter(page, url, login, CHOSEN)
    await page.goto(`${url}/desk/security`)
    await page.getByText('本会话').waitFor()
    check((await page.getByText('请先完成这一步').count()) === 0, 'nothing is left to enrol')
    await shot(page, 'sessions')
  })

  test('a reviewer sees who can do what and why', async ({ url, logIn, shot, check, fits }) => {
    const page = await logIn('auditor')
    await page.goto(`${url}/desk/who-can`)
    await page.getByLabel('或在哪个地区').fill('990122')
    await page.getByRole('button', { name: '查看', exact: true }).click()
    const row = page.getByRole('row', { name: new RegExp(login) })
    await row.waitFor()
    check((await row.innerText()).includes('秦维'), 'the row names who proposed')
    await fits(page)
    await shot(page, 'who-can')
  })

  test('the auditor searches the trail and has it checked', async ({ url, logIn, shot, check, fits }) => {
    const page = await logIn('auditor')
    await page.goto(`${url}/desk/audit`)
    await page.getByRole('button', { name: '现在核查' }).click()
    await page.locator('.state', { hasText: '完好' }).waitFor()
    await page.getByPlaceholder('人、行为、对象或结果').fill('proposals')
    await page.getByText('POST /api/proposals/{id}/activate').first().waitFor()
    check((await page.getByText('尤安').count()) > 0, 'the act has its actor')
    await fits(page)
    await shot(page, 'audit')
  })
}
