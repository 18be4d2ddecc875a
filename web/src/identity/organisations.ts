import type { Schema } from '@/api/schema'
export type Organisation = Schema<'identity.Organisation'>

export interface OrganisationNode extends Organisation {
  children: OrganisationNode[]
}

/** The tree, with only the branches that hold the word; an unknown parent makes a root, so nobody is lost. */
export function treeOf(all: Organisation[], word: string): OrganisationNode[] {
  const nodes = new Map(all.map((one) => [one.id, { ...one, children: [] as OrganisationNode[] }]))
  const roots: OrganisationNode[] = []
  for (const node of nodes.values()) {
    const parent = node.parent === undefined ? undefined : nodes.get(node.parent)
    if (parent === undefined) roots.push(node)
    else parent.children.push(node)
  }
  const text = word.trim()
  return text === '' ? roots : roots.flatMap((root) => kept(root, text))
}

function kept(node: OrganisationNode, word: string): OrganisationNode[] {
  const children = node.children.flatMap((child) => kept(child, word))
  const own = [node.name, node.creditCode ?? '', node.regionCode].some((field) => field.includes(word))
  return own || children.length > 0 ? [{ ...node, children }] : []
}
