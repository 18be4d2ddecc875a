import { PHONE } from './kit.mjs'

export function declare(test) {
  test('the centre takes an expert into the pool', async ({ logIn, shot, fits }) => {
    const page = await logIn('centre', '/experts')
    const name = `专家${Date.now() % 100000}`
    await page.getByRole('button', { name: '专家入库' }).click()
    const dialog = page.locator('.el-dialog:visible')
    await dialog.getByRole('button', { name: '入库', exact: true }).click()
    await dialog.getByText('请填写工作单位').waitFor()
    await dialog.getByLabel('姓名').fill(name)
    await dialog.getByLabel('工作单位').fill('明州市政工程设计研究院')
    await dialog.getByLabel('专业代码').fill('B01')
    await dialog.getByLabel('所在地区').fill('990100')
    await dialog.getByRole('button', { name: '＋ 利害关系' }).click()
    await dialog.getByLabel('第 1 项单位').fill('江北建工集团有限公司')
    await shot(page, 'expert-form')
    await dialog.getByRole('button', { name: '入库', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByPlaceholder('完整姓名，或单位').fill(name)
    await page.getByRole('cell', { name, exact: true }).waitFor()
    await page.setViewportSize(PHONE)
    await fits(page)
  })

  test('the centre compares the bank statement with the deposits', async ({ logIn, shot, fits }) => {
    const page = await logIn('centre', '/statement')
    const number = `无此凭证${Date.now() % 100000}`
    const file = (text) => ({ name: '流水.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    const picker = page.getByLabel('银行流水文件')
    const read = page.getByRole('button', { name: '读入并核对' })
    await picker.setInputFiles(file('日期,金额,付款账号,附言\n2026-03-16,八百,62220001,某某'))
    await read.click()
    await page.getByText('第 2 行的日期或金额写法不对').waitFor()
    await picker.setInputFiles(file(`日期,金额,付款账号,附言\n2026-03-16,80000.00,62220001,${number}`))
    await read.click()
    await page.getByText('读入 1 行：0 笔相符并已确认，0 行以前读过，1 行不符。').waitFor()
    await page.getByRole('row', { name: new RegExp(number) }).getByText('附言里的编号没有登记过').waitFor()
    await shot(page, 'statement')
    await page.setViewportSize(PHONE)
    await fits(page)
  })
}
