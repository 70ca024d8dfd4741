import { MantineProvider, Modal, mergeThemeOverrides } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { lazy, Suspense, useEffect, useMemo } from 'react'
import { useRoute } from './app/route.ts'
import { useSettings } from './app/settings.ts'
import { useLook } from './app/useLook.ts'
import { useText } from './app/useText.ts'
import { CommandPalette } from './commands/CommandPalette.tsx'
import { HelpSheet } from './commands/HelpSheet.tsx'
import { useHotkeys } from './commands/useHotkeys.ts'
import { resolver, theme } from './theme/theme.ts'
import { Boundary } from './ui/Boundary.tsx'
import { Waiting } from './ui/states.tsx'
import { HelpDialog } from './views/help/HelpDialog.tsx'
import { SettingsDialog } from './views/settings/SettingsDialog.tsx'
import { StartScreen } from './views/start/StartScreen.tsx'

/** Half of the program (canvas, tools, editors): the start screen does not wait for it. */
const loadProject = () => import('./views/project/ProjectScreen.tsx')
const ProjectScreen = lazy(async () => ({ default: (await loadProject()).ProjectScreen }))

const styleNonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

function Screen() {
  const route = useRoute()
  useHotkeys()
  // Fetched while the start screen is read, so that opening a project waits for nothing.
  useEffect(() => {
    const timer = setTimeout(() => void loadProject(), 500)
    return () => clearTimeout(timer)
  }, [])
  return route.screen === 'start' ? (
    <StartScreen />
  ) : (
    <Suspense fallback={<Waiting />}>
      <ProjectScreen key={route.projectId} projectId={route.projectId} page={route.page} itemId={route.itemId} />
    </Suspense>
  )
}

export function App() {
  useLook()
  const language = useSettings((s) => s.language)
  const scheme = useSettings((s) => s.theme)
  const t = useText()
  const worded = useMemo(() => {
    const closeButtonProps = { 'aria-label': t('app.close') }
    return mergeThemeOverrides(theme, { components: { Modal: Modal.extend({ defaultProps: { closeButtonProps } }) } })
  }, [t])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <MantineProvider
      theme={worded}
      cssVariablesResolver={resolver}
      forceColorScheme={scheme}
      getStyleNonce={styleNonce}
    >
      <Notifications position="top-center" limit={3} autoClose={6000} />
      <Boundary>
        <Screen />
        <CommandPalette />
        <HelpSheet />
        <SettingsDialog />
        <HelpDialog />
      </Boundary>
    </MantineProvider>
  )
}
