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
