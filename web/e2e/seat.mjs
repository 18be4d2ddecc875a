import { agree, PHONE, write } from './kit.mjs'

/** A member reads the files of a bid, asks its bidder, and corrects a price; the bidders answer. */
export async function readAndAsk({ state, first, url, shot, check, fits }) {
  const page = first.page
  await page.getByRole('button', { name: '江北建工集团有限公司', exact: true }).click()
  await page.getByRole('button', { name: '投标函.pdf', exact: true }).click()
  await page.locator('.view iframe').waitFor()
  await shot(page, 'seat-evidence')

  await page.getByRole('button', { name: '要求澄清' }).click()
  const dialog = page.locator('.el-dialog:visible')
  await dialog.getByLabel('问题').fill('请说明施工组织设计第 3 章的工期安排。')
  await shot(page, 'seat-inquiry')
  await dialog.getByRole('button', { name: '发给投标人' }).click()
  await page.getByText('待投标人答复').waitFor()

  await page.getByRole('button', { name: '算术修正' }).click()
  await dialog.getByLabel('大写金额（元）').fill('18000500')
  await dialog.getByRole('button', { name: '计算' }).click()
  await dialog.getByText('以大写为准', { exact: false }).last().waitFor()
  await shot(page, 'seat-correction')
  await dialog.getByRole('button', { name: '请投标人确认' }).click()
  await dialog.waitFor({ state: 'hidden' })

  const [bidder] = state.bidders
  await bidder.goto(`${url}/desk/`)
  await bidder.getByText('答复评标委员会：澄清').waitFor()
  await shot(bidder, 'home-bidder')
  await bidder.goto(`${url}/desk/trades/${state.code}/inquiries`)
  await bidder.getByRole('button', { name: '答复', exact: true }).click()
  const answering = bidder.locator('.el-dialog:visible')
  await answering.getByLabel('答复').fill('第 3 章工期为 180 日，与投标函一致。')
  await answering.getByRole('button', { name: '提交答复' }).click()
  await bidder.getByText('与投标函一致').waitFor()
  await bidder.getByRole('button', { name: '接受修正' }).click()
  await agree(bidder, '接受')
  await bidder.getByText('答：接受修正').waitFor()
  await shot(bidder, 'inquiries')
  await bidder.setViewportSize(PHONE)
  await fits(bidder)
  await shot(bidder, 'inquiries-phone')
  await bidder.setViewportSize({ width: 1440, height: 900 })

  await page.reload()
  await page.getByText('18,000,500.00').waitFor()
  const sheet = await write(page, 'GET', `/api/seats/${first.id}/sheet`)
  check(sheet.bids[0].price === '18000500.00', 'the accepted price is evaluated')
}
