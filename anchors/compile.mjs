// Compiles the contract with the pinned compiler; the same source gives the same bytes on every machine.
// usage: node compile.mjs [--check]: writes, or compares with, platform/src/main/resources/anchor/Checkpoints.json
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import solc from 'solc'

const here = dirname(fileURLToPath(import.meta.url))
const target = join(here, '../platform/src/main/resources/anchor/Checkpoints.json')
const input = {
  language: 'Solidity',
  sources: { 'Checkpoints.sol': { content: readFileSync(join(here, 'contracts/Checkpoints.sol'), 'utf8') } },
  settings: {
    optimizer: { enabled: true, runs: 200 },
    evmVersion: 'london',
    metadata: { bytecodeHash: 'none', appendCBOR: false },
    outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] } },
  },
}
const output = JSON.parse(solc.compile(JSON.stringify(input)))
for (const one of output.errors ?? []) console.error(one.formattedMessage)
if ((output.errors ?? []).some((one) => one.severity === 'error')) process.exit(1)
const { abi, evm } = output.contracts['Checkpoints.sol'].Checkpoints
const artefact =
  JSON.stringify(
    { compiler: solc.version(), evm: 'london', abi, bytecode: '0x' + evm.bytecode.object, deployed: '0x' + evm.deployedBytecode.object },
    null,
    2,
  ) + '\n'
if (process.argv.includes('--check')) {
  const same = readFileSync(target, 'utf8') === artefact
  console.log(same ? 'the artefact is that of the source' : 'the artefact is not that of the source: run npm run compile')
  process.exit(same ? 0 : 1)
}
mkdirSync(dirname(target), { recursive: true })
writeFileSync(target, artefact)
