// Asks the platform that runs on a data folder to rebuild a reader: rebuild.mjs CONTROL-FILE READER. Exit 3: none runs.
import { readFileSync } from 'node:fs'

const [file, reader] = process.argv.slice(2)
const [port, secret] = readFileSync(file, 'utf8').trim().split(' ')
let answer
try {
  answer = await fetch(`http://127.0.0.1:${port}/api/ops/readers/${reader}/rebuild`, {
    method: 'POST',
    headers: { 'Mingjian-Control': secret },
  })
} catch {
  process.exit(3)
}
const text = await answer.text()
if (answer.ok) {
  console.log(text)
} else if (answer.status === 404) {
  console.error(`mingjian: there is no reader ${reader}: ${JSON.parse(text).detail ?? ''}`)
  process.exit(1)
} else {
  console.error(`mingjian: the running platform answered ${answer.status} ${text.slice(0, 200)}`)
  process.exit(1)
}
