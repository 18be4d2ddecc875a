// Speaks to the platform that runs on a data folder: control.mjs CONTROL-FILE PATH [JSON]. Prints its answer.
// Exit 3: none runs; 1: it refused, in one line.
import { readFileSync } from 'node:fs'

const [file, path, body] = process.argv.slice(2)
let answer
try {
  const [port, secret] = readFileSync(file, 'utf8').trim().split(' ')
  answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'Mingjian-Control': secret, 'Content-Type': 'application/json' },
    body,
  })
} catch {
  process.exit(3)
}
const text = await answer.text()
if (answer.ok) {
  console.log(text)
} else {
  let why = text.slice(0, 200)
  try {
    const { title, detail } = JSON.parse(text)
    why = `${title ?? ''} ${detail ?? ''}`.trim()
  } catch {
    // not JSON: said as it is
  }
  console.error(`mingjian: the running platform answered ${answer.status}: ${why}`)
  process.exit(1)
}
