// Electron entry. Everything that must happen before `ready` happens here, in this order.
import { app, dialog, protocol } from 'electron'
import { desktopTexts } from '../shared/text/desktop.ts'
import { languageFor } from '../shared/text/text.ts'
import { startDesktop } from './hosts/electron/desktop.ts'
import { registerScheme } from './hosts/electron/protocol.ts'
import { DRAWING_SWITCHES, QUIET_SWITCHES } from './hosts/electron/security.ts'

registerScheme(protocol)
app.enableSandbox()
for (const name of [...QUIET_SWITCHES, ...DRAWING_SWITCHES]) app.commandLine.appendSwitch(name)

if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(() => startDesktop(process.argv))
    .catch(() => {
      dialog.showErrorBox('Pandok', desktopTexts['desktop.startFailed'][languageFor(app.getLocale())])
      app.exit(1)
    })
} else app.quit()
