import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { useRoute } from './app/route.ts'
import { useSettings } from './app/settings.ts'
import { CommandPalette } from './commands/CommandPalette.tsx'
import { HelpSheet } from './commands/HelpSheet.tsx'
import { useHotkeys } from './commands/useHotkeys.ts'
import { resolver, theme } from './theme/theme.ts'
import { Boundary } from './ui/Boundary.tsx'
import { ProjectScreen } from './views/project/ProjectScreen.tsx'
import { StartScreen } from './views/start/StartScreen.tsx'

const styleNonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

function Screen() {
  const route = useRoute()
  useHotkeys()
  return route.screen === 'start' ? (
    <StartScreen />
  ) : (
    <ProjectScreen key={route.projectId} projectId={route.projectId} page={route.page} itemId={route.itemId} />
  )
}

export function App() {
  const language = useSettings((s) => s.language)
  const scheme = useSettings((s) => s.theme)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolver} forceColorScheme={scheme} getStyleNonce={styleNonce}>
      <Notifications position="top-center" limit={3} autoClose={6000} />
      <Boundary>
        <Screen />
        <CommandPalette />
        <HelpSheet />
      </Boundary>
    </MantineProvider>
  )
}
