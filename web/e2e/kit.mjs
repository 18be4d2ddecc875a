/** Steps that several tests need, by the interface as the real parties would. */
/** One page with a line on it, small but whole: a viewer shows it. */
function onePage(words) {
  const stream = `BT /F1 24 Tf 72 720 Td (${words}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  ]
  let text = '%PDF-1.4\n'
  const starts = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = text.length
  text += `xref\n0 6\n0000000000 65535 f \n${starts.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  return Buffer.from(`${text}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`)
}

export const PDF = { name: '文件.pdf', mimeType: 'application/pdf', buffer: onePage('Bid letter, page 1') }
export const PHONE = { width: 390, height: 844 }
export const KEY_PASSWORD = 'key-password-1'

/** A write with the session of the page; answers JSON. */
export async function write(page, method, path, body) {
  const answer = await page.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(where, {
        method: how,
        headers: { 'X-Requested-With': 'mingjian', 'Content-Type': 'application/json' },
        body: what === undefined ? undefined : JSON.stringify(what),
      })
      return { status: response.status, text: await response.text() }
    },
    [method, path, body],
  )
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 400)}`)
  return answer.text === '' ? undefined : JSON.parse(answer.text)
}

/** Time of the server, so that a sandbox whose clock was moved works too. */
export async function serverNow(page) {
  return page.evaluate(async () => Date.parse((await fetch('/api/clock')).headers.get('X-Server-Time')))
}

export async function moveClock(page, at) {
  await write(page, 'POST', '/api/sandbox/clock', { at: new Date(at).toISOString() })
}

/** What the picker shows and takes: Beijing time. */
export function typed(at) {
  const zone = { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }
  return new Intl.DateTimeFormat('sv-SE', zone).format(new Date(at))
}

export async function choose(page, label, option) {
  await page.locator('.field', { hasText: label }).locator('.el-select').first().click()
  await page.locator('.el-select-dropdown__item:visible', { hasText: option }).first().click()
}

export async function pickTime(page, label, at) {
  const field = page.getByLabel(label, { exact: false }).first()
  await field.fill(typed(at))
  await field.press('Enter')
}

export async function attach(page, label, file = PDF) {
  await page.locator('label.drop', { hasText: label }).locator('input[type=file]').setInputFiles(file)
}

/** Presses the red button of the question that came up. */
export async function agree(page, button) {
  await page.locator('.el-message-box').getByRole('button', { name: button, exact: true }).click()
}

/** Fills in the asked words and confirms. */
export async function say(page, words) {
  const box = page.locator('.el-message-box')
  await box.locator('textarea').fill(words)
  await box.getByRole('button', { name: '确定', exact: true }).click()
}

/** Makes a key in this browser and has it certified. */
export async function certify(page, url) {
  await page.goto(`${url}/desk/certificate`)
  await page.getByLabel('密钥口令（至少 8 位）').fill(KEY_PASSWORD)
  await page.getByLabel('再输一次').fill(KEY_PASSWORD)
  await page.getByRole('button', { name: '生成密钥并取得证书' }).click()
  await page.getByText('证书已签发').waitFor()
}

/** Opens the key of this browser in whatever asks for it. */
export async function useKey(page, button) {
  await page.getByLabel('密钥口令').last().fill(KEY_PASSWORD)
  await page.getByRole('button', { name: button, exact: true }).last().click()
}

/** A project registered by the agency and accepted by the centre; answers the centre's page of it. */
export async function registered({ logIn, shot }, title) {
  const agency = await logIn('agency', '/registrations')
  await agency.getByRole('button', { name: '新的进场登记' }).click()
  await agency.waitForURL(/registrations\/[0-9a-f-]{36}/)
  await agency.getByLabel('招标人统一社会信用代码').fill('91990100MA00000A9K')
  await agency.getByLabel('联系人').fill('钱慧')
  await agency.getByLabel('联系电话').fill('0351-1234567')
  await agency.getByLabel('项目名称').fill(title)
  await agency.getByLabel('标段名称').fill('施工一标段')
  await agency.getByLabel('投资项目统一代码').fill('2026-990100-48-01-0000')
  await agency.getByText('投资项目统一代码形如').waitFor()
  await agency.getByLabel('投资项目统一代码').fill('2026-990100-48-01-000001')
  await agency.getByLabel('项目所在地行政区划代码').fill('990100')
  await choose(agency, '工程类别', 'A01')
  await agency.getByLabel('招标项目估算价').fill('20000000')
  await choose(agency, '方式', '审批')
  await agency.getByLabel('文号').fill('明发改审〔2026〕1 号')
  await agency.getByLabel('机关').fill('明州市发展和改革委员会')
  await choose(agency, '资金来源', '财政预算资金')
  for (const kind of ['审批、核准或备案文件', '资金来源证明', '招标代理委托合同']) await attach(agency, kind)
  await agency.getByText('SM3').nth(2).waitFor()
  await agency.getByText('已自动保存').waitFor()
  await shot(agency, 'registration')
  await agency.getByRole('button', { name: '提交登记' }).click()
  await agency.getByText('待受理').first().waitFor()

  const centre = await logIn('centre', '/registrations')
  await centre.getByRole('link', { name: title }).first().click()
  await centre.getByRole('button', { name: '受理并赋码' }).click()
  await agree(centre, '受理并赋码')
  return centre
}

/** Everything of a notice but the times and the coefficient k. */
export async function fillNotice(page) {
  await page.getByLabel('建设地点').fill('明州市汾河路')
  await page.getByLabel('招标范围').fill('河道整治、堤防加固及附属工程')
  await page.getByLabel('投标人资格要求').fill('水利水电工程施工总承包二级及以上')
  await page.getByLabel('最高投标限价').fill('19800000')
  await page.getByLabel('投标保证金').fill('300000')
  await page.getByLabel('高于基准价每 1% 扣分').fill('0.6')
  await page.getByLabel('低于基准价每 1% 扣分').fill('0.3')
  await page.getByLabel('价格分最低得分').fill('0')
  for (const kind of ['资格评审', '形式与响应性评审', '客观分', '主观分', '信用分']) {
    await page.getByRole('button', { name: `＋ ${kind}` }).click()
  }
  const names = ['资质证书', '投标函签章', '企业业绩', '施工组织设计', '信用评价']
  for (const [index, name] of names.entries()) {
    await page.getByLabel('评审项名称').nth(index).fill(name)
    await page.getByLabel('评审标准').nth(index).fill(`${name}符合招标文件要求`)
  }
  await page.getByLabel('满分', { exact: true }).nth(0).fill('10')
  await page.getByLabel('满分', { exact: true }).nth(1).fill('25')
  await page.getByLabel('满分', { exact: true }).nth(2).fill('5')
  await page.getByLabel('招标人联系人').fill('赵明')
  await page.getByLabel('招标人电话').fill('0351-7654321')
  await page.getByLabel('代理联系人').fill('钱慧')
  await page.getByLabel('代理电话').fill('0351-1234567')
  await attach(page, '上传招标文件', { ...PDF, name: '招标文件.pdf' })
  await page.getByText('招标文件.pdf').nth(1).waitFor()
}

/** Bidder number `index` seals in the browser and hands in. */
export async function sealAndSend(page, url, code, index, look) {
  await page.goto(`${url}/desk/trades/${code}/bid`)
  await page.getByLabel('投标报价（元）').fill(`${18_000_000 + index * 100_000}.00`)
  await page.getByLabel('项目负责人').fill(['李强', '王芳', '张伟', '刘洋'][index])
  await page.getByLabel('负责人证书').fill('一级注册建造师 建199000' + index)
  await page.locator('label.pick', { hasText: '选择文件夹' }).waitFor()
  await page.locator('label.pick input').first().setInputFiles([
    { ...PDF, name: '投标函.pdf' },
    { name: '施工组织设计.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(3_000_000, 7) },
  ])
  if (look) await look()
  await useKey(page, '加密投标文件')
  await page.getByRole('button', { name: '递交投标文件' }).click()
}
