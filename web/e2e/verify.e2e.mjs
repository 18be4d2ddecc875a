import { PHONE } from './kit.mjs'

/** Text of a public address. */
const fetched = async (url, path) => Buffer.from(await (await fetch(`${url}${path}`)).arrayBuffer())

/** Records of the newest trade whose scores are published. */
async function records(url) {
  const list = JSON.parse(await fetched(url, '/trades.json?size=50'))
  for (const { code } of list.items) {
    const page = JSON.parse(await fetched(url, `/trades/${code}.json`))
    if (page.records?.scores && page.records.draws.length > 0) return { code, ...page.records }
  }
  throw new Error('needs a trade whose scores and draws are published')
}

export function declare(test) {
  test('a stranger checks receipts, draws, scores and a whole package in the browser, without the network', async ({ open, url, shot, check, fits }) => {
    const { code, draws, scores, whole } = await records(url)
    const files = {
      'scores.json': await fetched(url, scores),
      'draw.json': await fetched(url, draws[0].href),
      'package.json': await fetched(url, whole),
      'evidence.json': await fetched(url, `/evidence/${draws[0].position}.json`),
    }
    const page = await open()
    await page.goto(`${url}/trades/${code}`)
    await page.getByRole('link', { name: '放进核验页' }).click()
    await page.getByText('现在可以断开网络').waitFor()
    await page.context().setOffline(true)
    const drop = async (name, buffer) => {
      await page.locator('#verify-input').setInputFiles({ name, mimeType: 'application/json', buffer })
      await page.waitForFunction((wanted) => document.querySelector('#verify-result h2')?.textContent === wanted, name)
      return page.locator('#verify-result .verdict-big').innerText()
    }

    for (const [name, buffer] of Object.entries(files)) {
      const words = await drop(name, buffer)
      check(words.startsWith('✓'), `${name}: ${words}`)
      await shot(page, `verify-${name.replace('.json', '')}`)
    }

    for (const [name, buffer] of Object.entries(files)) {
      const changed = Buffer.from(buffer)
      changed[Math.floor(changed.length / 2)] ^= 1
      const words = await drop(`changed-${name}`, changed)
      check(words.startsWith('◆'), `changed ${name}: ${words}`)
      const cut = await drop(`cut-${name}`, buffer.subarray(0, buffer.length - 9))
      check(cut.startsWith('◆'), `cut ${name}: ${cut}`)
      const doubled = await drop(`doubled-${name}`, Buffer.concat([buffer, buffer]))
      check(doubled.startsWith('◆'), `doubled ${name}: ${doubled}`)
    }
    // Another platform's key: everything agrees with itself, and is not believed.
    await page.evaluate(() => (document.querySelector('#verify-result').dataset.key = '0'.repeat(64)))
    const foreign = await drop('foreign.json', files['scores.json'])
    check(foreign.includes('不是本平台公布的密钥'), `foreign key: ${foreign}`)
    await shot(page, 'verify-foreign')
    await page.setViewportSize(PHONE)
    await fits(page)
    await shot(page, 'verify-phone')
  })
}
