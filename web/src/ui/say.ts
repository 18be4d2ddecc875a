import 'element-plus/es/components/message/style/css'
import 'element-plus/es/components/message-box/style/css'
import { ElMessage, ElMessageBox } from 'element-plus'
import { asProblem } from '@/api/problem'

/** Short words after an act that worked. */
export function sayDone(words: string): void {
  ElMessage({ type: 'success', message: words, grouping: true })
}

/** An act that did not work: what, why, and by which article. */
export function sayProblem(thrown: unknown): void {
  const problem = asProblem(thrown)
  const basis = problem.basis === '' ? '' : `（依据：${problem.basis}）`
  ElMessage({ type: 'error', message: `${problem.message}${basis}`, duration: 8000, showClose: true, grouping: true })
}

/** Asks before an act that cannot be taken back. Answers false when the person thinks again. */
export async function agree(title: string, words: string, button: string): Promise<boolean> {
  try {
    await ElMessageBox.confirm(words, title, {
      confirmButtonText: button,
      cancelButtonText: '再想想',
      confirmButtonClass: 'el-button--danger',
      autofocus: false,
      type: 'warning',
    })
    return true
  } catch {
    return false
  }
}

/** Asks for a few words that the record needs. Answers undefined when given up. */
export async function ask(title: string, words: string, value = ''): Promise<string | undefined> {
  try {
    const answer = await ElMessageBox.prompt(words, title, {
      confirmButtonText: '确定',
      cancelButtonText: '取消',
      inputType: 'textarea',
      inputValue: value,
      inputValidator: (text) => (text ?? '').trim() !== '' || '请填写内容',
    })
    return answer.value.trim()
  } catch {
    return undefined
  }
}
