import { declareBefore } from './before.mjs'
import { readAndAsk } from './seat.mjs'
import { agree, certify, fillNotice, moveClock, PDF, PHONE, pickTime, registered, say, sealAndSend, serverNow, useKey, write } from './kit.mjs'

export function declare(test) {
  const state = {}

  test('an agency registers a project and the centre accepts it', async ({ logIn, shot, check, fits }) => {
    const title = `汾河治理工程 ${Date.now() % 100000}`
    const centre = await registered({ logIn, shot }, title)
    const code = await centre.locator('dd a.code').first().innerText()
    check(/^A01-.{36}$/.test(code), `code ${code}`)
    await shot(centre, 'registration-accepted')
    state.code = code
    await centre.setViewportSize(PHONE)
    await fits(centre)
    await shot(centre, 'registration-phone')
  })

  test('an agency publishes the notice, and the law is quoted when twenty days are missing', async ({ logIn, shot, check }) => {
    check(state.code, 'needs the registered trade')
    const page = await logIn('agency', `/trades/${state.code}/notice`)
    const now = await serverNow(page)
    const day = 86_400_000
    await fillNotice(page)
    await pickTime(page, '招标文件开始发出', now + 120_000)
    await pickTime(page, '发售截止', now + 6 * day)
    await pickTime(page, '投标截止（开标）时间', now + 10 * day)
    await page.getByText('不得少于 20 日').first().waitFor()
    await shot(page, 'notice-too-short')
    await pickTime(page, '投标截止（开标）时间', now + 25 * day)
    await page.getByLabel('下浮率 k').fill('0.03')
    await page.locator('article.notice').waitFor()
    await page.getByText('已保存到平台').waitFor()
    await shot(page, 'notice-editor')
    // Another machine of the same house goes on where this one stopped.
    const elsewhere = await logIn('agency', `/trades/${state.code}/notice`)
    await elsewhere.getByText('已保存到平台').waitFor()
    check((await elsewhere.getByLabel('招标范围').inputValue()).startsWith('河道整治'), 'the draft is on the platform')
    await page.getByRole('button', { name: '发布公告' }).click()
    await agree(page, '发布')
    await page.getByText('第 1 版').first().waitFor()
    await shot(page, 'notice-published')
    await page.goto(page.url().replace('/notice', ''))
    await page.getByText('已存证').first().waitFor()
    await shot(page, 'trade-overview')
    await page.getByRole('button', { name: /查看存证/ }).first().click()
    await page.getByText('检查点', { exact: true }).waitFor()
    await shot(page, 'proof')
  })

  declareBefore(test, state)

  test('bidders seal their bids in the browser and keep the receipts', async ({ logIn, url, shot, check, fits }) => {
    check(state.code, 'needs the published trade')
    state.bidders = []
    for (const [index, login] of ['bidder1', 'bidder2', 'bidder3', 'bidder4'].entries()) {
      const page = await logIn(login)
      await certify(page, url)
      if (index > 0) { // the first fetched them before he asked
        await page.goto(`${url}/desk/trades/${state.code}/notice`)
        await page.getByRole('button', { name: '获取招标文件' }).click()
        await page.getByText('已获取招标文件').waitFor()
      }
      await sealAndSend(page, url, state.code, index, index === 0 ? () => shot(page, 'bid-sealing') : undefined)
      await page.getByRole('heading', { name: '回执' }).waitFor()
      if (index === 0) {
        await shot(page, 'bid-receipt')
        await page.getByText('还没有演练').waitFor()
        await page.getByRole('button', { name: '解密演练' }).click()
        await useKey(page, '演练')
        await page.getByText('演练成功').waitFor()
        await page.locator('.el-dialog:visible').getByText('18000000.00 元').waitFor()
        await shot(page, 'rehearsed')
        await page.getByRole('button', { name: '知道了' }).click()
        await page.getByText('本机密钥能打开平台所存的投标文件').waitFor()
        await page.setViewportSize(PHONE)
        await fits(page)
        await shot(page, 'rehearsed-phone')
        await page.setViewportSize({ width: 1440, height: 900 })
      }
      state.bidders.push(page)
    }
  }, { keep: true })

  test('the hall opens them, the host reads the prices and the record is signed', async ({ logIn, url, shot, check, fits }) => {
    check(state.bidders?.length === 4, 'needs the sealed bids')
    const host = await logIn('agency', `/trades/${state.code}/opening`)
    await host.getByText('投标未截止').first().waitFor()
    await shot(host, 'hall-before')
    await moveClock(host, (await serverNow(host)) + 26 * 86_400_000 + 3_600_000)
    await host.getByText('解密中').first().waitFor()
    for (const [index, page] of state.bidders.entries()) {
      await page.goto(`${url}/desk/trades/${state.code}/opening`)
      await page.getByRole('button', { name: '签到' }).click()
      await page.getByText('已签到').first().waitFor()
      if (index === 3) continue // the fourth never gives the command
      await page.getByRole('button', { name: '解密投标文件' }).click()
      await useKey(page, '解密')
      await page.getByText('投标文件已解密').waitFor()
    }
    await host.getByText('待解密 1').first().waitFor()
    const witness = await logIn('witness', `/trades/${state.code}/witness`)
    await witness.getByLabel('所见').fill('开标室投影中断 2 分钟，已恢复。')
    await witness.getByRole('button', { name: '记录', exact: true }).click()
    await witness.locator('.notes').getByText('投影中断').waitFor()
    await witness.getByRole('button', { name: /查看存证/ }).first().waitFor()
    await witness.getByText('4 家').first().waitFor()
    await shot(witness, 'witness')
    await witness.setViewportSize(PHONE)
    await fits(witness)
    await shot(witness, 'witness-phone')
    await shot(host, 'hall-decrypting')
    const [first] = state.bidders
    await first.getByRole('button', { name: '提出异议' }).click()
    await say(first, '第二家的工期是否符合要求？')
    await host.getByRole('button', { name: '答复' }).click()
    await say(host, '工期与招标文件一致，符合要求。')
    await first.getByText('工期与招标文件一致').waitFor()
    await moveClock(host, (await serverNow(host)) + 31 * 60_000)
    await host.getByText('解密结束').first().waitFor()
    await host.getByText('撤销 1').first().waitFor()
    await host.getByRole('heading', { name: '未解密的原因' }).waitFor()
    await host.getByText('投标人原因，视为撤销投标文件（20号令 §31）').first().waitFor()
    await shot(host, 'rulings')
    await host.getByRole('button', { name: '唱标' }).click()
    await host.getByText('18,000,000.00').waitFor()
    await first.getByRole('button', { name: '确认开标记录' }).click()
    await useKey(first, '确认并签名')
    await first.getByText('已确认开标记录').first().waitFor()
    await shot(first, 'hall-read')
    await first.setViewportSize(PHONE)
    await fits(first)
    await shot(first, 'hall-phone')
    await moveClock(host, (await serverNow(host)) + 31 * 60_000)
    await host.reload()
    await host.getByRole('button', { name: '公布开标记录' }).click()
    await agree(host, '公布')
    await host.getByText('开标记录已公布').first().waitFor()
    await shot(host, 'hall-recorded')
    state.opened = true
  })

  test('experts are drawn unseen, judge by keyboard and sign the report', async ({ logIn, url, shot, check, fits }) => {
    check(state.opened, 'needs the opened bids')
    const agency = await logIn('agency', `/trades/${state.code}/experts`)
    await agency.getByLabel('集合区域').fill('评标区 3 号室')
    await pickTime(agency, '集合时间', (await serverNow(agency)) + 600_000)
    await agency.getByRole('button', { name: '抽取', exact: true }).click()
    await agency.getByText('等待其他各方').waitFor()
    const supervisor = await logIn('supervisor', `/trades/${state.code}/experts`)
    await supervisor.getByRole('button', { name: '参与抽取' }).click()
    await supervisor.getByText('等待其他各方').waitFor()
    await shot(supervisor, 'draw-supervisor')
    await agency.getByText('待应答').first().waitFor()
    check(!/工/.test(await agency.locator('.seats').innerText()), 'no name is shown')
    await shot(agency, 'panel-drawn')

    const seats = []
    for (let number = 1; number <= 8; number += 1) {
      const page = await logIn(`expert${number}`, '/seats')
      const called = (await write(page, 'GET', '/api/seats')).find((one) => one.state === 'CALLED')
      if (called === undefined) continue
      if (seats.length === 0) {
        await shot(page, 'expert-call')
        await page.getByRole('button', { name: '接受' }).click()
        await page.getByRole('button', { name: '签到' }).click()
        await page.getByRole('button', { name: '回避声明' }).click()
        await page.getByRole('button', { name: '声明没有利害关系' }).click()
        await page.getByRole('button', { name: '进入评审' }).first().waitFor()
      } else {
        await write(page, 'POST', `/api/seats/${called.seat}/answer`, { accepts: true })
        await write(page, 'POST', `/api/seats/${called.seat}/sign-in`)
        await write(page, 'POST', `/api/seats/${called.seat}/declaration`, { hasInterest: false })
      }
      seats.push({ page, id: called.seat })
    }
    check(seats.length === 5, `${seats.length} were called`)
    await agency.goto(agency.url().replace('/experts', '/evaluation'))
    await agency.getByRole('button', { name: '开始评标' }).click()
    await agency.getByText('评标开始').first().waitFor()

    const [first, ...others] = seats
    await first.page.goto(`${url}/desk/seats/${first.id}`)
    await readAndAsk({ state, first, url, shot, check, fits })
    const credit = first.page.getByRole('region', { name: '信用评价' })
    await credit.getByText('起评').first().waitFor()
    check((await credit.getByText(/100 \/ 120.*4\.17 \/ 5 分/).count()) === 3, 'each bidder without records has 100 of 120, which is 4.17 of 5')
    await credit.scrollIntoViewIfNeeded()
    await shot(first.page, 'seat-credit')
    await first.page.locator('[data-at="0:0"]').focus()
    for (const key of ['1', 'ArrowRight', '1', 'ArrowRight', '1', 'ArrowDown', '1', 'ArrowLeft', '1', 'ArrowLeft', '1']) {
      await first.page.keyboard.press(key)
    }
    for (const [row, marks] of [[2, ['8', '8', '8']], [3, ['21', '19.5', '22']]]) {
      for (const [column, mark] of marks.entries()) {
        await first.page.locator(`[data-at="${row}:${column}"]`).fill(mark)
        await first.page.locator(`[data-at="${row}:${column}"]`).press('Enter')
      }
    }
    await first.page.getByText('已评 15 / 15').waitFor()
    await first.page.getByText('已保存').waitFor()
    await shot(first.page, 'expert-sheet')
    await first.page.getByRole('button', { name: '提交评分表' }).click()
    await first.page.getByText('评分表已提交').first().waitFor()
    const sheet = await write(first.page, 'GET', `/api/seats/${first.id}/sheet`)
    for (const [index, seat] of others.entries()) {
      const judgements = sheet.judgements.map((one) => (one.value === '21' ? { ...one, value: String(20 + index) } : one))
      await write(seat.page, 'PUT', `/api/seats/${seat.id}/sheet`, { judgements })
      await write(seat.page, 'POST', `/api/seats/${seat.id}/sheet/submission`)
    }
    await first.page.getByRole('button', { name: '核对差异' }).click()
    await first.page.getByText('客观分不一致 0 处').waitFor()
    await first.page.getByRole('button', { name: '汇总并起草报告' }).click()
    await first.page.getByRole('button', { name: '核对无误，签名' }).click()
    await first.page.locator('.el-dialog').getByText('登录密码').first().click()
    await first.page.locator('.el-dialog').getByLabel('登录密码').last().fill('mingjian2026')
    await first.page.locator('.el-dialog').getByRole('button', { name: '签名' }).click()
    await first.page.getByText('您已签名').waitFor()
    await shot(first.page, 'expert-report')
    await first.page.setViewportSize(PHONE)
    await fits(first.page)
    const { digest } = await write(first.page, 'GET', `/api/seats/${first.id}/report`)
    for (const seat of others) await write(seat.page, 'POST', `/api/seats/${seat.id}/signature`, { digest, password: 'mingjian2026' })
    await agency.reload()
    // The last signature hands the report in.
    await agency.getByText('推荐的中标候选人').waitFor()
    await shot(agency, 'panel-reported')
    state.reported = true
  })

  test('candidates are published, the winner chosen and the contract signed by both', async ({ logIn, url, shot, check, fits }) => {
    check(state.reported, 'needs the report')
    const agency = await logIn('agency', `/trades/${state.code}/result`)
    await agency.getByRole('button', { name: '发布公示' }).click()
    await agency.getByText('候选人已公示').waitFor()
    await shot(agency, 'publicity')
    await moveClock(agency, (await serverNow(agency)) + 6 * 86_400_000)
    await agency.reload()
    await agency.getByRole('button', { name: '定为中标人' }).first().click()
    await agree(agency, '确定')
    await agency.getByRole('button', { name: '发出中标通知书' }).click()
    await agree(agency, '发出')
    await agency.getByRole('button', { name: '拟定合同' }).click()
    await agency.getByText('待签署').first().waitFor()

    const tenderer = await logIn('tenderer')
    await certify(tenderer, url)
    const winner = (await write(agency, 'GET', `/api/trades/${state.code}/after`)).award.name
    const names = ['江北建工集团有限公司', '河阳路桥工程有限公司', '云岭建设发展有限公司', '南原市政工程有限公司']
    for (const page of [tenderer, state.bidders[names.indexOf(winner)]]) {
      await page.goto(`${url}/desk/trades/${state.code}/result`)
      await page.getByRole('button', { name: '用证书签署' }).click()
      await useKey(page, '签署')
      await page.getByText('已签署').first().waitFor()
    }
    await agency.reload()
    await agency.getByText('已签约').first().waitFor()
    await agency.getByRole('button', { name: '提交书面报告', exact: true }).click()
    await agency.getByText('书面报告已提交').waitFor()
    await shot(agency, 'contracted')
    await agency.setViewportSize(PHONE)
    await fits(agency)
    await shot(agency, 'contracted-phone')

    const supervisor = await logIn('supervisor', '/trades')
    await supervisor.getByRole('link', { name: /汾河治理工程/ }).first().click()
    await supervisor.getByText('签订合同').first().waitFor()
    await shot(supervisor, 'supervisor-timeline')
  })
}
