import './app/noEval.ts'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import 'pretendard/dist/web/variable/pretendardvariable.css'
import './theme/roles.css'
import './theme/base.css'
import './theme/access.css'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { watchLeaving } from './app/leaving.ts'

watchLeaving()
const host = document.getElementById('app')
if (host) createRoot(host).render(<App />)
