import type { Schema } from '@/api/schema'

export type Form = Schema<'party.Form'>
export type Field = Schema<'party.Form.Field'>
export type Entry = Schema<'party.PartyEntry'>
export type Subject = Schema<'party.ShowingParties.Subject'>
export type Waiting = Schema<'party.ShowingParties.Waiting'>
export type Whole = Schema<'party.PartyController.Whole'>
export type Comparison = Schema<'party.Comparison'>

export interface Shown {
  words: string
  tone: 'plain' | 'good' | 'warn'
}

/** How an entry stands: nobody looked, or what somebody found. It opens and closes nothing. */
export function standingOf(entry: Entry): Shown {
  if (entry.verified === undefined || entry.verified === null) return { words: '待核验', tone: 'plain' }
  return entry.verified.agrees ? { words: '与证照一致', tone: 'good' } : { words: '与证照不一致', tone: 'warn' }
}

/** What is wrong with what was typed, by the form's own words; the server judges again. */
export function wrongOf(form: Form, values: Record<string, string>, known: ReadonlySet<string> = new Set()): Record<string, string> {
  const wrong: Record<string, string> = {}
  for (const field of form.fields) {
    const value = (values[field.name] ?? '').trim()
    if (value === '') {
      if (field.required && !known.has(field.name)) wrong[field.name] = `请填写${field.title}`
    } else if (value.length > field.longest) {
      wrong[field.name] = `至多 ${field.longest} 字`
    } else if (field.pattern && !new RegExp(`^(?:${field.pattern})$`).test(value)) {
      wrong[field.name] = `${field.title}的写法不对`
    }
  }
  return wrong
}

/** A date is picked, not typed. */
export function isDay(field: Field): boolean {
  return field.pattern === '\\d{4}-\\d{2}-\\d{2}'
}

/** The name an entry goes by in a list. */
export function nameOf(form: Form | undefined, entry: Entry): string {
  const first = form?.fields.find((field) => field.name.endsWith('Name'))
  return (first === undefined ? undefined : entry.values[first.name]) ?? form?.title ?? entry.form
}
