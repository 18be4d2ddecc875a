import { createHash, createHmac } from 'node:crypto'
import { PHONE, serverNow, write } from './kit.mjs'

/** Hands in records by the door of older systems, as a system built by others does. */
async function handIn({ url, system, secret, at, lines }) {
  const body = lines.map((one) => JSON.stringify(one)).join('\n')
  const time = new Date(at + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14)
  const digest = createHash('sm3').update(body).digest('hex')
  const signature = createHmac('sm3', secret).update(`${system}\n${time}\n${digest}`).digest('hex')
  const answer = await fetch(`${url}/exchange/doors/json`, {
    method: 'POST',
    headers: { 'X-System': system, 'X-Time': time, 'X-Signature': signature, 'X-Mark': 'test' },
    body,
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer.json()
}

export function declare(test) {
  test('the data officer sees what failed and why, and orders a bad source to mend', async ({ logIn, url, shot, check, fits }) => {
    const system = `Z${(Date.now() % 46656).toString(36).toUpperCase().padStart(3, '0')}`
    const vendor = await logIn('agency')
    const applied = await write(vendor, 'POST', '/api/exchange/connections', {
      system,
      systemName: '某市交易系统',
      contactName: '钱慧',
      contactPhone: '13800000000',
      datasets: ['500'],
    })
    const day = new Date((await serverNow(vendor)) + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 8)
    const lines = Array.from({ length: 20 }, (_, n) => ({
      dataset: '500',
      key: `${system}500${day}${String(n + 1).padStart(7, '0')}`,
      op: 1,
      channel: 2,
      sender: system,
      fields: { PROJECT_NAME: '河道整治工程', INDUSTRIES_TYPE: 'Z99' },
    }))
    await handIn({ url, system, secret: applied.secret, at: await serverNow(vendor), lines })

    const page = await logIn('data', '/data')
    await page.getByRole('heading', { name: '通道', exact: true }).waitFor()
    await page.getByText('未接上级').first().waitFor()
    await shot(page, 'data-home')
    await page.getByRole('link', { name: '退回处理' }).click()
    await page.getByText('我方退回下级').click()
    await page.getByPlaceholder('主键、交易码或数据集编号').fill(lines[0].key)
    const row = page.locator('.refusals > li', { hasText: lines[0].key })
    await page.getByText('共 1 项').waitFor()
    await row.getByRole('button', { name: /还有/ }).click()
    check((await row.locator('[title="field.industry"]').first().innerText()).startsWith('规则：'), 'the refusal names its rule in words')
    check((await row.locator('a[href="/spec/500#INDUSTRIES_TYPE"]').count()) === 1, 'the field leads to its specification')
    await shot(page, 'data-refused')
    await page.setViewportSize(PHONE)
    await fits(page)
    await shot(page, 'data-refused-phone')
    await page.setViewportSize({ width: 1440, height: 900 })

    await page.getByRole('link', { name: '质量看板' }).click()
    await page.getByText('接收', { exact: true }).click()
    await page.getByRole('cell', { name: system }).waitFor()
    await shot(page, 'data-board')
    await page.getByRole('link', { name: '月度考核' }).click()
    await page.getByText('接收', { exact: true }).click()
    await page.getByRole('heading', { name: system }).waitFor()
    await shot(page, 'data-score')

    await page.getByRole('link', { name: '限期整改' }).click()
    const order = page.locator('article', { hasText: system })
    if ((await order.count()) === 0) {
      await page.getByRole('combobox', { name: '数据来源' }).click()
      await page.locator('.el-select-dropdown__item:visible', { hasText: system }).click()
      await page.getByRole('button', { name: '按测得的数字拟稿' }).click()
    }
    await order.getByText('0 ÷ 20 = 0.00%').first().waitFor()
    await order.getByRole('button', { name: '发出', exact: true }).click()
    const dialog = page.locator('.el-dialog:visible')
    await dialog.getByLabel('整改要求').fill('请改正行业代码并重报。')
    await dialog.getByRole('button', { name: '发出', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await order.getByText('整改中').waitFor()
    await shot(page, 'data-orders')
    await page.setViewportSize(PHONE)
    await fits(page)
    await shot(page, 'data-orders-phone')

    const source = await logIn('data2')
    await source.getByText('整改并提交整改情况').first().waitFor()
    await shot(source, 'data-todo')
  })
}
