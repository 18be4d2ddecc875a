import { computed, ref, type ComputedRef } from 'vue'
import { actKey } from '@/api/http'
import { asProblem, type Problem } from '@/api/problem'

/**
 * What every form that is sent has: its faults are shown from the first try on, one request is under way at a time, the same
 * act keeps its key until it succeeds, and a problem stays beside the form with all that was typed.
 *
 * @param wrong field → what is wrong with it
 * @param send the request, under the act's key
 * @param done what follows once it has succeeded
 */
export function useSending(wrong: ComputedRef<Record<string, string>>, send: (key: string) => Promise<unknown>, done: () => void) {
  const tried = ref(false)
  const busy = ref(false)
  const problem = ref<Problem>()
  const act = actKey()
  const seen = computed(() => (tried.value ? wrong.value : {}))

  async function save(): Promise<void> {
    tried.value = true
    if (busy.value || Object.keys(wrong.value).length > 0) return
    busy.value = true
    problem.value = undefined
    try {
      await send(act.key)
      act.renew()
      done()
    } catch (thrown) {
      problem.value = act.tried(asProblem(thrown))
    } finally {
      busy.value = false
    }
  }

  function anew(): void {
    tried.value = false
    problem.value = undefined
  }

  return { busy, problem, save, anew, shown: (field: string): string => seen.value[field] ?? '' }
}
