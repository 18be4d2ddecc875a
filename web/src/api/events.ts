import { onScopeDispose, readonly, ref, type Ref } from 'vue'

export type LineState = 'connecting' | 'open' | 'cut'

/**
 * Server-sent events of one address, reconnecting by itself (the browser sends Last-Event-ID).
 * @param handlers one per event name; told the data and the event's id
 * @param onOpen called each time the line stands again
 * @returns whether the line stands, to be shown: a silent dead page is worse than a poor one
 */
export function useEvents(
  url: string,
  handlers: Record<string, (data: unknown, id: string) => void>,
  onOpen?: () => void,
): Readonly<Ref<LineState>> {
  const state = ref<LineState>('connecting')
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  const open = () => {
    source = new EventSource(url, { withCredentials: true })
    source.onopen = () => {
      state.value = 'open'
      onOpen?.()
    }
    source.onerror = () => {
      state.value = 'cut'
      // A refused stream is closed for good by the browser: ask again ourselves.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, 3000)
    }
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => {
        const message = event as MessageEvent<string>
        handle(parse(message.data), message.lastEventId)
      })
    }
  }
  open()
  onScopeDispose(() => {
    clearTimeout(retry)
    source?.close()
  })
  return readonly(state)
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return data
  }
}
