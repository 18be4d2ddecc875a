import { agree, certify, fillNotice, moveClock, PHONE, pickTime, registered, sealAndSend, serverNow, useKey } from './kit.mjs'

const DAY = 86_400_000

/** Gives the shares of all bids that wait, with a reason. */
async function giveShare(page, url, code, reason) {
  await page.goto(`${url}/desk/trades/${code}/shares`)
  await page.getByRole('button', { name: /^全选/ }).click()
  await page.getByLabel('理由').fill(reason)
}

/** The line is cut while the command is sent; its time is kept and reported once the line is back. */
async function cutLine(page, shot) {
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '解密投标文件' }).click()
  await useKey(page, '解密')
  await page.locator('.el-dialog:visible .error').waitFor()
  await page.context().setOffline(false)
  await page.locator('.el-dialog:visible .el-dialog__headerbtn').click()
  await page.getByRole('button', { name: '申报网络故障（1 次未到达）' }).click()
  await page.locator('.el-message-box textarea').fill('办公楼断网两分钟。')
  await page.locator('.el-message-box').getByRole('button', { name: '确定', exact: true }).click()
  await page.getByText('原因待认定').first().waitFor()
  await shot(page, 'network-reported')
}

/** 开启人: named in the documents, needed when a bidder's key fails, and never before. 开标现场抽取系数 in the same hall. */
export function declare(test) {
  const state = {}

  test('openers with certificates are named in the notice, three of four', async ({ logIn, url, shot, check, fits }) => {
    const centre = await registered({ logIn, shot: () => undefined }, `滨河泵站工程 ${Date.now() % 100000}`)
    state.code = await centre.locator('dd a.code').first().innerText()
    state.openers = {}
    for (const login of ['tenderer', 'supervisor', 'witness']) {
      const page = await logIn(login)
      await certify(page, url)
      state.openers[login] = page
    }
    const page = await logIn('agency', `/trades/${state.code}/notice`)
    const now = await serverNow(page)
    await fillNotice(page)
    await pickTime(page, '招标文件开始发出', now + 120_000)
    await pickTime(page, '发售截止', now + 6 * DAY)
    await pickTime(page, '投标截止（开标）时间', now + 25 * DAY)
    await page.getByText('招标文件约定补救方案').click()
    await page.getByText('开启人（公开）').waitFor()
    check((await page.locator('.members .el-checkbox.is-checked').count()) === 4, 'four openers are named by default')
    await page.getByText('4 份中任意 3 份').waitFor()
    await page.getByText('开标时抽取').first().click()
    await page.getByLabel('下浮率 k', { exact: false }).first().fill('0.03')
    await page.getByText('候选值应为 2 至 1000 个').waitFor()
    await page.getByLabel('下浮率 k', { exact: false }).first().fill('0.02、0.03、0.04')
    await page.getByText('3 个候选值').waitFor()
    await page.locator('.members').scrollIntoViewIfNeeded()
    await shot(page, 'openers-form')
    await page.setViewportSize(PHONE)
    await fits(page)
    await page.locator('.members').scrollIntoViewIfNeeded()
    await shot(page, 'openers-form-phone')
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByText('已保存到平台').waitFor()
    await page.getByRole('button', { name: '发布公告' }).click()
    await agree(page, '发布')
    await page.getByText('第 1 版').first().waitFor()
    await page.getByText('其中 3 人交出份额即可解密').first().waitFor()
    await page.getByText('候选值：0.02、0.03、0.04').first().waitFor()
    await page.goto(`${url}/desk/trades/${state.code}`)
    await page.getByText('4 份中 3 份可开启').waitFor()
    await shot(page, 'openers-overview')
    await page.goto(`${url}/desk/trades/${state.code}/shares`)
    await page.getByText('没有待补救的投标文件').waitFor()
    await page.getByText('任何人不得交出或使用开启份额').waitFor()
    await shot(page, 'shares-before')
  }, { keep: true })

  test('a bidder whose key is lost is helped by three openers while the fourth stays away', async ({ logIn, url, shot, check, fits }) => {
    check(state.openers?.witness, 'needs the named openers')
    const clock = await logIn('sysadmin')
    await moveClock(clock, (await serverNow(clock)) + 300_000)
    const bidders = []
    for (const [index, login] of ['bidder1', 'bidder2', 'bidder3'].entries()) {
      const page = await logIn(login)
      await certify(page, url)
      await page.goto(`${url}/desk/trades/${state.code}/notice`)
      await page.getByRole('button', { name: '获取招标文件' }).click()
      await page.getByText('已获取招标文件').waitFor()
      await sealAndSend(page, url, state.code, index)
      await page.getByRole('heading', { name: '回执' }).waitFor()
      bidders.push(page)
    }
    await moveClock(clock, (await serverNow(clock)) + 25 * DAY)
    const host = await logIn('agency', `/trades/${state.code}/opening`)
    await host.getByText('解密中').first().waitFor()
    for (const [index, page] of bidders.entries()) {
      await page.goto(`${url}/desk/trades/${state.code}/opening`)
      await page.getByRole('button', { name: '签到' }).click()
      await page.getByText('已签到').first().waitFor()
      if (index === 2) {
        await page.getByRole('button', { name: '密钥不可用' }).click()
        await page.locator('.el-message-box textarea').fill('证书介质损坏，无法读取。')
        await page.locator('.el-message-box').getByRole('button', { name: '确定', exact: true }).click()
        await page.getByText('待补救').first().waitFor()
        await shot(page, 'bidder-asks')
      } else {
        if (index === 1) await cutLine(page, shot)
        await page.getByRole('button', { name: /^(解密投标文件|重新解密)$/ }).click()
        await useKey(page, '解密')
        await page.getByText('投标文件已解密').waitFor()
      }
    }
    await host.getByText('待补救 1').first().waitFor()

    const { tenderer, supervisor } = state.openers
    await tenderer.goto(`${url}/desk/`)
    await tenderer.getByText('交出开启份额').first().waitFor()
    await shot(tenderer, 'opener-duty')
    for (const page of [tenderer, supervisor]) {
      await giveShare(page, url, state.code, '投标人证书介质损坏，按招标文件补救')
      if (page === supervisor) {
        await page.getByText('已有 1 份，还需 2 份').waitFor()
        await shot(page, 'shares-giving')
        await page.setViewportSize(PHONE)
        await fits(page)
        await shot(page, 'shares-phone')
        await page.setViewportSize({ width: 1440, height: 900 })
      }
      await page.getByRole('button', { name: '用证书交出份额' }).click()
      await useKey(page, '交出份额')
      await page.locator('.openers .given').nth(page === tenderer ? 0 : 1).waitFor()
    }
    const centre = await logIn('centre')
    await giveShare(centre, url, state.code, '按招标文件补救')
    await shot(centre, 'shares-centre')
    await centre.getByRole('button', { name: '交出平台的份额' }).click()
    await host.getByText('已解密 3').first().waitFor()
    await centre.locator('.openers .absent', { hasText: '见证' }).waitFor()
    await shot(centre, 'shares-done')
    await host.getByText('开启份额 3 份').waitFor()
    state.host = host
    state.bidders = bidders
  }, { keep: true })

  test('openers or not, a coefficient left to chance is drawn in the hall before the record', async ({ logIn, url, shot, check, fits }) => {
    check(state.host, 'needs the opened bids')
    const { host } = state
    await host.getByRole('button', { name: '提前结束解密' }).click()
    await agree(host, '结束解密')
    await host.getByRole('button', { name: '唱标' }).click()
    await host.getByText('18,000,000.00').waitFor()
    await host.getByText('k：从 0.02、0.03、0.04 中抽取').waitFor()
    await host.getByRole('button', { name: '抽取系数' }).click()
    await host.getByText('等待其他各方').waitFor()
    await shot(host, 'coefficients-waiting')
    const supervisor = state.openers.supervisor
    await supervisor.goto(`${url}/desk/trades/${state.code}/opening`)
    await supervisor.getByRole('button', { name: '参与抽取' }).click()
    await host.getByText('已抽取').first().waitFor()
    await host.getByText(/^k：0\.0[234]$/).waitFor()
    await shot(host, 'coefficients-drawn')
    const [bidder] = state.bidders
    await bidder.reload()
    await bidder.getByText(/^k：0\.0[234]$/).waitFor()
    check((await bidder.getByRole('button', { name: '抽取系数' }).count()) === 0, 'only the host draws')
    await bidder.setViewportSize(PHONE)
    await fits(bidder)
    await shot(bidder, 'coefficients-phone')
    await moveClock(host, (await serverNow(host)) + 31 * 60_000)
    await host.reload()
    await host.getByRole('button', { name: '公布开标记录' }).click()
    await agree(host, '公布')
    await host.getByText('开标记录已公布').first().waitFor()
  })
}
