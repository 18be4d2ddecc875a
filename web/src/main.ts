import 'element-plus/theme-chalk/base.css'
import './theme.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router'
import { sayProblem } from '@/ui/say'

const app = createApp(App)
app.use(createPinia())
app.use(router)
app.config.errorHandler = (thrown) => {
  console.error(thrown)
  sayProblem(thrown)
}
router.onError((thrown) => sayProblem(thrown))
app.mount('#app')
