/** The page /verify/file of the portal: drop a file, read what it proves. One script, no network after loading. */
import { toHex } from '@/crypto/bytes'
import { Sm3 } from '@/crypto/sm3'
import { check, type Verdict } from './check'

const NAMES: { [type: string]: string } = { receipt: '回执', fact: '存证', draw: '抽取记录', scores: '评分记录', package: '证据包' }
const LIMITS: { [type: string]: string } = {
  receipt: '没有核对：回执所称的事情是否真实发生、投标文件能否解密。能证明的是：平台在这个时间收到过这个摘要的文件，并且写进了日志。',
  fact: '没有核对：事实所称的事情是否真实。能证明的是：平台在这个时间记下了这样的内容，此后没有改动。',
  draw: '没有核对：名单以外是否还有该进名单的人、三方是否私下串通、是否另外抽过。抽取次数请看项目页时间线，每次都有编号。',
  scores: '没有核对：评委的主观打分是否恰当、投标文件内容是否属实。能证明的是：公式来自招标文件，报价来自唱标，得分和名次算得对。',
  package: '没有核对：未公开的内容、事情本身是否真实。能证明的是：已公开的事实都在签名日志里，彼此一致，抽取和评分可以复算。',
}

const one = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T

function element(name: string, words: string, className = ''): HTMLElement {
  const made = document.createElement(name)
  made.textContent = words
  if (className !== '') made.className = className
  return made
}

function row(ok: boolean | null, check: string, words: string): HTMLElement {
  const line = document.createElement('li')
  line.className = ok === null ? 'found found-open' : ok ? 'found found-good' : 'found found-bad'
  line.append(element('b', ok === null ? '— 未核对' : ok ? '✓ 成立' : '◆ 不成立'), element('span', words), element('code', check))
  return line
}

function keyLine(fingerprint: string): HTMLElement {
  const published = one('verify-result').dataset.key ?? ''
  const line = document.createElement('p')
  if (fingerprint === '') return line
  const same = fingerprint === published
  line.className = same ? 'key-known' : 'notice-bar'
  line.append(
    element('span', same ? '签名密钥的指纹与本页载入时平台公布的相同：' : '签名密钥的指纹与本页载入时平台公布的不同，这份文件不是本平台现在的密钥签的：'),
    element('code', fingerprint, 'mono'),
  )
  return line
}

function show(name: string, verdict: Verdict): void {
  const out = one('verify-result')
  const known = verdict.fingerprint === out.dataset.key
  const good = verdict.good && known
  const failed = verdict.findings.filter((finding) => finding.ok === false)
  const title = NAMES[verdict.type] ?? '文件'
  const words = good
    ? `✓ 这份${title}成立，全部 ${verdict.findings.filter((finding) => finding.ok).length} 项核对通过。`
    : failed.length > 0
      ? `◆ 这份${title}不成立，不成立的是：${failed.map((finding) => finding.check).join('、')}。请保留原文件。`
      : `◆ 这份${title}自身前后一致，但不是本平台公布的密钥签的，不能采信。`
  const list = document.createElement('ul')
  list.className = 'findings'
  for (const finding of [...failed, ...verdict.findings.filter((each) => each.ok === null), ...verdict.findings.filter((each) => each.ok === true)]) {
    list.append(row(finding.ok, finding.check, finding.words))
  }
  const parts: HTMLElement[] = [element('h2', name), element('p', words, `verdict-big ${good ? 'good' : 'bad'}`), keyLine(verdict.fingerprint)]
  if (verdict.trade !== '') parts.push(element('p', `所属交易：${verdict.trade}`, 'mono'))
  if (verdict.type !== '') parts.push(element('p', LIMITS[verdict.type]!, 'notice-bar quiet'))
  parts.push(element('h3', '逐项结果'), list)
  out.replaceChildren(...parts)
  out.hidden = false
  attach(verdict)
  out.focus()
}

/** A receipt names a file: the person may compare the own copy, of any size. */
function attach(verdict: Verdict): void {
  const box = one('verify-named')
  box.hidden = verdict.files.length === 0
  one('verify-names').textContent = verdict.files.map((file) => `${file.name}（SM3 ${file.sm3}）`).join('；')
  const input = one<HTMLInputElement>('verify-own')
  one('verify-own-result').textContent = ''
  input.value = ''
  input.onchange = () => void compare(input, verdict)
}

async function compare(input: HTMLInputElement, verdict: Verdict): Promise<void> {
  const file = input.files?.[0]
  if (file === undefined) return
  const hash = new Sm3()
  const answer = one('verify-own-result')
  const reader = file.stream().getReader()
  let done = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    hash.update(part.value)
    done += part.value.length
    answer.textContent = `正在计算 ${Math.floor((done * 100) / Math.max(file.size, 1))}%`
  }
  const sm3 = toHex(hash.digest())
  const same = verdict.files.some((named) => named.sm3 === sm3)
  answer.textContent = same ? `✓ ${file.name} 就是其中载明的文件，一个字节不差。` : `◆ ${file.name} 不是其中载明的文件（SM3 ${sm3}）。`
  answer.className = same ? 'verdict-big good' : 'verdict-big bad'
}

async function take(file: File): Promise<void> {
  one('verify-busy').hidden = false
  // Let the browser show that it is at work; large packages take seconds.
  await new Promise((go) => setTimeout(go, 30))
  const data = file.size > 64 * 1024 * 1024 ? new Uint8Array(64 * 1024 * 1024 + 1) : new Uint8Array(await file.arrayBuffer())
  show(file.name, check(data))
  one('verify-busy').hidden = true
}

const drop = one('verify-drop')
const input = one<HTMLInputElement>('verify-input')
input.disabled = false
input.addEventListener('change', () => {
  const file = input.files?.[0]
  if (file !== undefined) void take(file)
})
for (const name of ['dragover', 'dragenter']) {
  drop.addEventListener(name, (event) => {
    event.preventDefault()
    drop.classList.add('over')
  })
}
drop.addEventListener('dragleave', () => drop.classList.remove('over'))
drop.addEventListener('drop', (event) => {
  event.preventDefault()
  drop.classList.remove('over')
  const file = event.dataTransfer?.files[0]
  if (file !== undefined) void take(file)
})
one('verify-ready').textContent = '本页已载入完毕，现在可以断开网络再核验。'
