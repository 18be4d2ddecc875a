/** Merkle trees of RFC 9162 §2.1 with SM3. */
import { toHex } from '@/crypto/bytes'
import { sm3 } from '@/crypto/sm3'

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

export const leafOf = (entry: Uint8Array): Uint8Array => sm3(LEAF, entry)
export const nodeOf = (left: Uint8Array, right: Uint8Array): Uint8Array => sm3(NODE, left, right)
export const same = (one: Uint8Array, other: Uint8Array): boolean => toHex(one) === toHex(other)

export function rootOf(leaves: Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sm3()
  if (leaves.length === 1) return leaves[0]!
  let left = 1
  while (left * 2 < leaves.length) left *= 2
  return nodeOf(rootOf(leaves.slice(0, left)), rootOf(leaves.slice(left)))
}

/** §2.1.3.2; sizes of a log stay far below 2^53. */
export function includes(leaf: Uint8Array, index: number, size: number, path: Uint8Array[], root: Uint8Array): boolean {
  if (index >= size || path.length > 64) return false
  let fn = BigInt(index)
  let sn = BigInt(size - 1)
  let r = leaf
  for (const p of path) {
    if (sn === 0n) return false
    if ((fn & 1n) === 1n || fn === sn) {
      r = nodeOf(p, r)
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n
        sn >>= 1n
      }
    } else {
      r = nodeOf(r, p)
    }
    fn >>= 1n
    sn >>= 1n
  }
  return sn === 0n && same(r, root)
}

