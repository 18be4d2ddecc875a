/** One fact as the timeline shows it. */
export interface TimelineFact {
  id: string
  /** ISO instant of the server */
  at: string
  /** what was done, in words */
  act: string
  /** who did it */
  who?: string
  /** stage that groups it */
  stage: string
  /** log position; null while it waits for the sequencer */
  position?: number | null
  /** more words: amounts, reasons */
  note?: string
  files?: TimelineFile[]
}

export interface TimelineFile {
  name: string
  size?: number
  digest?: string
  href?: string
}

/** What comes next and the legal date of it. */
export interface TimelineNext {
  what: string
  due?: string
  basis?: string
}

export interface TimelineStage {
  name: string
  facts: TimelineFact[]
}

/** Facts in time order, grouped by runs of one stage: a stage that returns (a second clarification) shows again. */
export function stagesOf(facts: TimelineFact[]): TimelineStage[] {
  const ordered = [...facts].sort(
    (one, other) =>
      (one.position ?? Number.MAX_SAFE_INTEGER) - (other.position ?? Number.MAX_SAFE_INTEGER) ||
      Date.parse(one.at) - Date.parse(other.at),
  )
  const stages: TimelineStage[] = []
  for (const fact of ordered) {
    const last = stages.at(-1)
    if (last !== undefined && last.name === fact.stage) last.facts.push(fact)
    else stages.push({ name: fact.stage, facts: [fact] })
  }
  return stages
}
