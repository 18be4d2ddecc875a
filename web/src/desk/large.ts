import { ref, watch } from 'vue'

const KEY = 'mingjian.large'

/** 大字版: kept in this browser. */
export const large = ref(localStorage.getItem(KEY) === '1')

watch(
  large,
  (on) => {
    document.documentElement.classList.toggle('large', on)
    localStorage.setItem(KEY, on ? '1' : '0')
  },
  { immediate: true },
)
