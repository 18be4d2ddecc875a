import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { asProblem, type Problem } from './problem'

export interface Loading<T> {
  data: ShallowRef<T | undefined>
  problem: Ref<Problem | undefined>
  loading: Ref<boolean>
  reload: () => Promise<void>
}

/** Loads now and on demand; an older answer never replaces a newer one, and nothing is loaded for a page that left. */
export function useLoading<T>(load: (signal: AbortSignal) => Promise<T>): Loading<T> {
  const data = shallowRef<T>()
  const problem = ref<Problem>()
  const loading = ref(false)
  let current: AbortController | undefined

  const reload = async () => {
    current?.abort()
    const mine = new AbortController()
    current = mine
    loading.value = true
    try {
      const answer = await load(mine.signal)
      if (current !== mine) return
      data.value = answer
      problem.value = undefined
    } catch (thrown) {
      if (current === mine && !mine.signal.aborted) problem.value = asProblem(thrown)
    } finally {
      if (current === mine) loading.value = false
    }
  }
  onScopeDispose(() => current?.abort())
  void reload()
  return { data, problem: problem as Ref<Problem | undefined>, loading, reload }
}
