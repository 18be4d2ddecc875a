import { agree, moveClock, PDF, PHONE, pickTime, serverNow } from './kit.mjs'

const DAY = 86_400_000
const QUESTION = '工程量清单第 3 项是否包含土方外运？'
const OBJECTION = '资格条件中的类似业绩要求与项目规模不相适应。'

/** Fills in the words of the open dialog, and sends them. */
async function fillIn(page, label, words, button = '提交') {
  const dialog = page.locator('.el-dialog:visible')
  await dialog.getByLabel(label).fill(words)
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** What happens between the notice and the deadline: 答疑, 异议, 澄清, 暂停. Works on the trade that was just published. */
export function declareBefore(test, state) {
  test('a bidder asks and nobody else learns who asked', async ({ logIn, url, shot, check, fits }) => {
    check(state.code, 'needs the published trade')
    const clock = await logIn('sysadmin')
    await moveClock(clock, (await serverNow(clock)) + 300_000)
    const asker = await logIn('bidder1', `/trades/${state.code}/questions`)
    await asker.getByText('请先获取招标文件').first().waitFor()
    await asker.goto(`${url}/desk/trades/${state.code}/notice`)
    await asker.getByRole('button', { name: '获取招标文件' }).click()
    await asker.getByText('已获取招标文件').waitFor()
    await asker.goto(`${url}/desk/trades/${state.code}/questions`)
    await asker.getByRole('button', { name: '提问' }).click()
    await shot(asker, 'question-dialog')
    await fillIn(asker, '疑问', QUESTION)
    await asker.getByText('本单位提出').waitFor()

    const agency = await logIn('agency', `/trades/${state.code}/questions`)
    await agency.getByText(QUESTION).waitFor()
    check(!(await agency.locator('main').innerText()).includes('江北建工'), 'the asker is hidden from the agency')
    await agency.getByRole('button', { name: '答复', exact: true }).click()
    await shot(agency, 'question-answering')
    await fillIn(agency, '答复', '包含，运距按 5 公里计。')
    await agency.getByText('运距按 5 公里计').waitFor()

    const other = await logIn('bidder2', `/trades/${state.code}/questions`)
    await other.getByText('运距按 5 公里计').waitFor()
    const seen = await other.locator('main').innerText()
    check(seen.includes(QUESTION) && !seen.includes('江北建工') && !seen.includes('本单位提出'), 'the asker is hidden from the others')
    await shot(other, 'questions')
    await other.setViewportSize(PHONE)
    await fits(other)
    await shot(other, 'questions-phone')
  })

  test('an objection stops the trade until it is answered', async ({ logIn, shot, check }) => {
    check(state.code, 'needs the published trade')
    const bidder = await logIn('bidder2', `/trades/${state.code}/questions`)
    await bidder.getByRole('button', { name: '提出异议' }).click()
    await bidder.locator('.el-dialog:visible label.drop input').setInputFiles({ ...PDF, name: '证明.pdf' })
    await bidder.locator('.el-dialog:visible .el-progress.is-success').waitFor()
    await shot(bidder, 'objection-dialog')
    await fillIn(bidder, '异议事项与理由', OBJECTION)
    await bidder.getByText('1 件异议未答复').waitFor()

    const agency = await logIn('agency', `/trades/${state.code}/questions`)
    await agency.getByText(OBJECTION).waitFor()
    await agency.getByRole('button', { name: /时限 答复异议/ }).waitFor()
    await agency.getByRole('link', { name: '证明.pdf' }).waitFor()
    await shot(agency, 'objection-waiting')
    await agency.getByRole('button', { name: '答复', exact: true }).click()
    await fillIn(agency, '答复', '业绩要求调整为一项，见澄清。')
    await agency.getByText('1 件异议未答复').waitFor({ state: 'hidden' })
    await bidder.reload()
    await bidder.getByText('业绩要求调整为一项').waitFor()

    const third = await logIn('bidder3', `/trades/${state.code}/questions`)
    await third.getByRole('heading', { name: '对招标文件的异议' }).waitFor()
    check(!(await third.locator('main').innerText()).includes(OBJECTION), 'others do not read the objection')
  })

  test('a clarification shows the fifteen days and the difference between the versions', async ({ logIn, shot, check, fits }) => {
    check(state.code, 'needs the published trade')
    const agency = await logIn('agency', `/trades/${state.code}/notice`)
    const now = await serverNow(agency)
    await agency.getByRole('button', { name: '发出澄清或修改' }).click()
    await agency.getByLabel('内容').fill('类似业绩要求由两项调整为一项；质量标准明确为合格以上。')
    await agency.getByText('可能影响投标文件编制').click()
    await pickTime(agency, '投标截止时间', now + 14 * DAY)
    await agency.getByText('不足 15 日，须顺延截止时间').waitFor()
    await agency.getByRole('button', { name: '发出', exact: true }).click()
    await agree(agency, '发出')
    await agency.locator('.error').getByText('依据：招标投标法 §23').waitFor()
    await shot(agency, 'clarification-refused')
    await pickTime(agency, '投标截止时间', now + 26 * DAY)
    await agency.getByText('修改招标条款').click()
    await agency.getByLabel('投标人资格要求').fill('水利水电工程施工总承包三级及以上')
    await agency.getByRole('button', { name: '发出', exact: true }).click()
    await agree(agency, '发出')
    await agency.getByRole('heading', { name: '版本差异' }).waitFor()
    await agency.locator('ins', { hasText: '三级及以上' }).waitFor()
    await agency.locator('.line.added', { hasText: '三级及以上' }).waitFor()
    await shot(agency, 'versions')
    await agency.setViewportSize(PHONE)
    await fits(agency)
    await shot(agency, 'versions-phone')
  })

  test('the supervisor stops the trade with a reason and lets it go on', async ({ logIn, shot, check, fits }) => {
    check(state.code, 'needs the published trade')
    const supervisor = await logIn('supervisor', `/trades/${state.code}`)
    await supervisor.getByRole('button', { name: '责令暂停' }).click()
    await shot(supervisor, 'suspend-dialog')
    await fillIn(supervisor, '理由', '收到投诉，需核实资格条件。', '责令暂停')
    await supervisor.getByText('暂停期间各项办理停止').waitFor()
    await supervisor.getByText('收到投诉，需核实资格条件。').first().waitFor()
    await shot(supervisor, 'suspended')

    const bidder = await logIn('bidder3', `/trades/${state.code}`, PHONE)
    await bidder.getByText('收到投诉，需核实资格条件。').first().waitFor()
    await fits(bidder)
    await shot(bidder, 'suspended-phone')
    await supervisor.getByRole('button', { name: '恢复', exact: true }).click()
    await fillIn(supervisor, '理由', '已核实，恢复交易。', '恢复')
    await supervisor.getByText('暂停期间各项办理停止').waitFor({ state: 'hidden' })
    await bidder.reload()
    await bidder.getByText('招标中').first().waitFor()
  })
}
