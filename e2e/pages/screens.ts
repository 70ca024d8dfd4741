// Every screen of the program and how to get there from the one before it. Stories that look at all screens (names, roles,
// contrast) and the pictures of `node e2e/shots.ts` walk the same list, so that a new screen is one row.
import type { Locator } from '@playwright/test'
import type { CommandId } from '../../src/shared/commands/table.ts'
import type { App } from './app.ts'
import { dicomScreens } from './dicomScreens.ts'
import { mammoScreens } from './mammoScreens.ts'
import type { Place, Screen } from './screen.ts'
import { securityScreens } from './securityScreens.ts'

export const ITEM = 'street-01.jpg'
const SETTINGS = ['general', 'keys', 'hand', 'look', 'access'] as const
const TABS = ['labels', 'item', 'history', 'objects'] as const
const PARTS = ['item', 'rules', 'versions'] as const
const SIZED = ['brush', 'wand', 'scissors', 'superpixel', 'outline', 'skeleton', 'polygon'] as const

const main = (app: App): Locator => app.page.getByRole('main')
const canvas = (app: App): Locator => app.page.getByRole('application').first()
const run = (app: App, id: CommandId): Promise<void> => app.command(app.t(`command.${id}`))
const shut = async ({ app }: Place): Promise<void> => {
  await app.page.keyboard.press('Escape')
  await app.page.getByRole('dialog').waitFor({ state: 'detached' })
}
/** A dialog by its key, closed again by Escape. */
const dialog = (name: string, key: string, title: (app: App) => string): Screen => ({
  name,
  async go({ app }) {
    await app.page.keyboard.press(key)
    await app.page.getByRole('dialog', { name: title(app), exact: true }).waitFor()
  },
  leave: shut,
})
/** A command that shows something over or beside the picture, and the same command again. */
const toggled = (name: string, id: CommandId, seen: (app: App) => Locator, before?: string): Screen => ({
  name,
  async go({ app }) {
    if (before) await app.page.keyboard.press(before)
    await run(app, id)
    await seen(app).waitFor()
  },
  leave: ({ app }) => run(app, id),
})

const start: readonly Screen[] = [
  {
    name: 'start',
    async go({ app }) {
      await app.page.goto(`${new URL(app.page.url()).origin}/#/`)
      await app.button(app.t('start.new')).waitFor()
    },
  },
  {
    name: 'new',
    async go({ app }) {
      const { t, page } = app
      await app.button(t('start.new')).click()
      const wizard = page.getByRole('dialog', { name: t('wizard.title') })
      await wizard.getByRole('textbox', { name: t('wizard.name') }).fill('X-ray bags')
      await wizard.getByText(t('wizard.classes.list'), { exact: true }).click()
      await wizard.getByRole('textbox', { name: t('wizard.classes.list.label') }).fill('knife\nbottle\nscissors')
    },
  },
  {
    name: 'picker',
    async go({ app }) {
      await app.button(app.t('wizard.folder.pick')).click()
      await app.picker(app.t('wizard.folder.pick')).root.getByRole('option').first().waitFor()
    },
    async leave({ app }) {
      await app.page.keyboard.press('Escape')
      await app.picker(app.t('wizard.folder.pick')).root.waitFor({ state: 'detached' })
      await shut({ app, pictures: '', dicom: '' })
    },
  },
]

const desk: readonly Screen[] = [
  {
    name: 'desk',
    async go({ app }) {
      await app.start.sample('general').click()
      await app.desk.item(ITEM).click({ timeout: 90_000 })
      await app.desk.shows(ITEM)
    },
  },
  ...TABS.map(
    (tab): Screen => ({
      name: `desk-${tab}`,
      async go({ app }) {
        await app.desk.tab(tab).click()
        if (tab === 'objects') await app.desk.objects.nth(2).click()
        await canvas(app).focus()
      },
    }),
  ),
  {
    name: 'desk-many',
    async go({ app }) {
      await app.page.keyboard.press('Control+a')
      await app.page.getByText(app.t('selected.many', { count: await app.desk.objects.count() })).waitFor()
    },
  },
  toggled('outline-simplify', 'outline.simplify', (app) => app.page.getByText(app.t('outline.tolerance')), undefined),
  ...SIZED.map(
    (tool): Screen => ({
      name: `tool-${tool}`,
      async go({ app }) {
        await canvas(app).focus()
        await app.page.keyboard.press('Escape')
        await run(app, `tool.${tool}`)
        await canvas(app).hover({ position: { x: 200, y: 200 } })
      },
    }),
  ),
  {
    name: 'class-picker',
    async go({ app }) {
      await run(app, 'tool.select')
      await canvas(app).focus()
      await app.page.keyboard.press('q')
      await app.page.getByRole('combobox', { name: app.t('labels.search') }).waitFor()
    },
    leave: shut,
  },
  toggled('loupe', 'view.loupeToggle', (app) => app.page.getByRole('region', { name: app.t('loupe.title') })),
  toggled('histogram', 'view.histogram', (app) => app.page.getByRole('region', { name: app.t('histogram.title') })),
  {
    name: 'aids',
    async go({ app }) {
      for (const id of ['view.loupeToggle', 'view.histogram', 'view.crosshair', 'view.grid'] as const)
        await run(app, id)
      await canvas(app).focus()
      await app.page.keyboard.press('Control+Digit0')
      for (let i = 0; i < 4; i++) await app.page.keyboard.press('Equal')
      await canvas(app).hover({ position: { x: 420, y: 300 } })
    },
    async leave({ app }) {
      for (const id of ['view.loupeToggle', 'view.histogram', 'view.crosshair', 'view.grid'] as const)
        await run(app, id)
      await run(app, 'view.fit')
    },
  },
  {
    name: 'aids-menu',
    async go({ app }) {
      await app.button(app.t('aids.menu')).click()
      await app.page.getByRole('menuitemcheckbox').first().waitFor()
    },
    async leave({ app }) {
      await app.page.keyboard.press('Escape')
      await app.page.getByRole('menu').waitFor({ state: 'detached' })
    },
  },
  toggled('second-view', 'view.split', (app) => app.page.getByRole('region', { name: app.t('split.title') })),
  {
    name: 'hidden',
    async go({ app }) {
      await run(app, 'view.hideAll')
      await app.page.getByText(app.t('desk.hidden')).waitFor()
    },
    leave: ({ app }) => run(app, 'view.hideAll'),
  },
  {
    name: 'checkpoint',
    async go({ app }) {
      await app.desk.tab('objects').click()
      await app.desk.objects.nth(1).click()
      await canvas(app).focus()
      await app.page.keyboard.press('Delete')
      await app.desk.saved()
      await run(app, 'edit.checkpoint')
      await app.page.getByRole('textbox', { name: app.t('checkpoint.name') }).waitFor()
    },
    async leave({ app }) {
      await app.page.keyboard.press('Enter')
      await app
        .message(app.t('checkpoint.made', { name: app.t('checkpoint.default') }))
        .first()
        .waitFor()
    },
  },
  {
    name: 'bin',
    async go({ app }) {
      await run(app, 'panel.bin')
      await app.page
        .getByRole('list', { name: app.t('history.bin') })
        .getByRole('listitem')
        .first()
        .waitFor()
    },
  },
  {
    name: 'past',
    async go({ app }) {
      await app.desk.tab('history').click()
      await app.page.getByText(app.t('history.changes'), { exact: true }).click()
    },
  },
  {
    name: 'list-nothing',
    async go({ app }) {
      await app.desk.search.fill('no such picture')
      await app.page.getByText(app.t('list.none')).waitFor()
    },
    async leave({ app }) {
      await app.desk.search.fill('')
      await app.desk.item(ITEM).waitFor()
    },
  },
  {
    name: 'palette',
    async go({ app }) {
      await canvas(app).focus()
      await app.page.keyboard.press('Control+KeyK')
      await app.page.getByRole('combobox', { name: app.t('palette.placeholder') }).fill('a')
      await app.page.getByRole('option', { selected: true }).first().waitFor()
    },
    leave: shut,
  },
  {
    name: 'menu',
    async go({ app }) {
      await app.button(app.t('app.menu')).first().click()
      await app.page.getByRole('menuitem').first().waitFor()
    },
    async leave({ app }) {
      await app.page.keyboard.press('Escape')
      await app.page.getByRole('menu').waitFor({ state: 'detached' })
    },
  },
  dialog('keys', 'F1', (app) => app.t('help.title')),
  dialog('manual', 'Shift+F1', (app) => app.t('manual.title')),
  ...SETTINGS.map(
    (part): Screen => ({
      name: `settings-${part}`,
      async go({ app }) {
        await app.page.keyboard.press('F2')
        const settings = app.page.getByRole('dialog', { name: app.t('settings.title') })
        await settings.getByRole('tab', { name: app.t(`settings.part.${part}`) }).click()
      },
      leave: shut,
    }),
  ),
  {
    name: 'tour',
    async go({ app }) {
      await run(app, 'app.tour')
      await app.page.getByRole('region', { name: app.t('command.app.tour') }).waitFor()
    },
    leave: ({ app }) => app.button(app.t('tour.skip')).click(),
  },
]

const pages: readonly Screen[] = [
  { name: 'overview', go: ({ app }) => app.overview.open() },
  {
    name: 'import-empty',
    async go({ app }) {
      await run(app, 'project.import')
      await app.button(app.t('import.pick')).waitFor()
    },
  },
  {
    name: 'import',
    async go({ app, pictures }) {
      await app.import.look(pictures)
      await app.import.comes(5).waitFor()
    },
  },
  {
    name: 'import-labels',
    async go({ app }) {
      await main(app).getByText(app.t('import.labels'), { exact: true }).click()
      await app.button(app.t('labelsIn.pick')).waitFor()
    },
  },
  { name: 'classes', go: ({ app }) => app.classes.open() },
  ...PARTS.map(
    (part): Screen => ({
      name: `classes-${part}`,
      go: ({ app }) => app.button(new RegExp(`^${app.t(`classes.${part}`)}`), main(app)).click(),
    }),
  ),
  {
    name: 'classes-skeleton',
    async go({ app }) {
      await app.page.getByRole('treeitem').nth(1).click()
      await main(app).getByText(app.t('shape.skeleton'), { exact: true }).click()
      await app.page.getByRole('heading', { name: app.t('skeleton.title') }).waitFor()
    },
    leave: ({ app }) => app.button(app.t('classes.discard')).click(),
  },
  {
    name: 'classes-preview',
    async go({ app }) {
      await app.page.getByRole('treeitem').first().click()
      await app.button(app.t('classes.remove')).click()
      await app.button(app.t('classes.save')).click()
      await app.page.getByRole('region', { name: app.t('preview.title') }).waitFor()
    },
    async leave({ app }) {
      await app.button(app.t('preview.back')).click()
      await app.button(app.t('classes.discard')).click()
    },
  },
  {
    name: 'check',
    async go({ app }) {
      await run(app, 'project.check')
      await app.button(app.t('check.run')).click()
      await main(app)
        .getByRole('status')
        .filter({ hasNotText: app.t('check.running') })
        .first()
        .waitFor()
    },
  },
  {
    name: 'export',
    async go({ app }) {
      await app.export.open()
      await app.page.getByRole('heading', { level: 2 }).first().waitFor()
    },
  },
  {
    name: 'bulk',
    async go({ app }) {
      await run(app, 'project.bulk')
      await app.page.getByRole('combobox', { name: app.t('bulk.newClass') }).click()
      await app.page.getByRole('option').nth(1).click()
      await app.button(app.t('bulk.preview')).click()
      await app.page.getByRole('region', { name: app.t('bulk.preview') }).waitFor()
    },
  },
  {
    name: 'readers',
    async go({ app }) {
      await run(app, 'project.switchReader')
      await app.page.getByRole('heading', { name: app.t('reader.title') }).waitFor()
    },
    leave: ({ app }) => app.page.getByRole('button', { name: /./ }).first().click(),
  },
]

export const SCREENS: readonly Screen[] = [
  ...start,
  ...desk,
  ...dicomScreens,
  ...pages,
  ...securityScreens,
  ...mammoScreens,
]
/** The same in two parts, each from the start screen over the desk. */
export const SCREENS_OF = {
  desk: [...start, ...desk, ...dicomScreens],
  pages: [...start.slice(0, 1), ...desk.slice(0, 1), ...pages, ...securityScreens, ...mammoScreens],
} as const satisfies Readonly<Record<string, readonly Screen[]>>

/** Goes through the screens in their order; `look` is asked at each of them and may end the walk. */
export async function walk(
  place: Place,
  look: (name: string) => Promise<boolean>,
  screens: readonly Screen[] = SCREENS,
): Promise<void> {
  for (const screen of screens) {
    await screen.go(place)
    if (!(await look(screen.name))) return
    await screen.leave?.(place)
  }
}
