/**
 * Browser tests of the workbench against a running platform with sample accounts.
 *   MINGJIAN_URL=http://localhost:8080 npm run e2e [-- --shots DIR] [-- word of a test's name]
 * Chromium is that of the system (CHROMIUM names another). The last line counts: "N passed, N failed, N skipped".
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { chromium } from 'playwright-core'

const url = (process.env.MINGJIAN_URL ?? 'http://localhost:8080').replace(/\/$/, '')
const browserPath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
const args = process.argv.slice(2)
const shotsAt = args.indexOf('--shots')
const shots = shotsAt >= 0 ? args.splice(shotsAt, 2)[1] : undefined
const only = args[0] ?? ''
const password = process.env.MINGJIAN_PASSWORD ?? 'mingjian2026'

const tests = []
/** Declares a test: its name is a sentence, its body gets the tools; `keep` leaves its pages to the tests after it. */
const test = (name, body, options = {}) => tests.push({ name, body, ...options })

for (const file of readdirSync(new URL('.', import.meta.url)).filter((one) => one.endsWith('.e2e.mjs')).sort()) {
  const { declare } = await import(`./${file}`)
  declare(test)
}

if (browserPath === undefined) {
  for (const { name } of tests) console.log(`skipped  ${name}`)
  console.log('Chromium is missing: install the package "chromium", or name it with CHROMIUM')
  console.log(`0 passed, 0 failed, ${tests.length} skipped`)
  process.exit(1)
}
if (shots !== undefined) mkdirSync(shots, { recursive: true })

const browser = await chromium.launch({
  executablePath: browserPath,
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})

/** What a test works with: pages of people, and a check that says what it expected. */
async function tools(name) {
  const contexts = []
  const errors = []
  const open = async (size = { width: 1440, height: 900 }) => {
    const context = await browser.newContext({ viewport: size, locale: 'zh-CN', acceptDownloads: true })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (line) => {
      if (line.type() === 'error' && /Content Security Policy|Uncaught|TypeError|ReferenceError/.test(line.text())) errors.push(line.text())
    })
    return page
  }
  const logIn = async (login, path = '/', size) => {
    const page = await open(size)
    await page.goto(`${url}/desk/login?next=${encodeURIComponent(path)}`)
    await page.getByLabel('账号', { exact: true }).fill(login)
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL((at) => !at.pathname.endsWith('/login'))
    return page
  }
  const shot = async (page, file) => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${file}.png` })
  }
  const check = (truth, words) => {
    if (!truth) throw new Error(words)
  }
  /** The page fits its window: nothing makes it scroll sideways. */
  const fits = async (page) => {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    check(over <= 0, `the page is ${over} px too wide`)
  }
  const close = async () => {
    for (const context of contexts) await context.close()
    if (errors.length > 0) throw new Error(`${name}: ${errors.join('; ')}`)
  }
  /** Pictures of every page as it stood, for whoever mends the failure. */
  const failedShots = async (file) => {
    if (shots === undefined) return
    const pages = contexts.flatMap((context) => context.pages())
    for (const [index, page] of pages.entries()) await page.screenshot({ path: `${shots}/failed-${file}-${index}.png` }).catch(() => undefined)
  }
  return { failed: failedShots, url, open, logIn, shot, check, fits, close }
}

let passed = 0
let failed = 0
for (const { name, body, keep } of tests.filter((one) => one.name.includes(only))) {
  const started = Date.now()
  const kit = await tools(name)
  try {
    await body(kit)
    if (!keep) await kit.close()
    passed += 1
    console.log(`passed   ${name} (${Date.now() - started} ms)`)
  } catch (thrown) {
    failed += 1
    console.log(`FAILED   ${name}\n         ${String(thrown.message ?? thrown).split('\n').slice(0, 6).join('\n         ')}`)
    await kit.failed(name.slice(0, 20))
    await kit.close().catch(() => undefined)
  }
}
await browser.close()
console.log(`${passed} passed, ${failed} failed, 0 skipped`)
process.exit(failed === 0 ? 0 : 1)
