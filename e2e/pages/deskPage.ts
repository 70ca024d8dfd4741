// The workbench. Places are image coordinates; the page knows where they are on screen for the two views whose geometry
// is fixed: fitted, and one image pixel per screen pixel.
import { expect, type Locator } from '@playwright/test'
import { PLAIN_KEYS, resolveKeys } from '../../src/shared/commands/keySet.ts'
import type { ItemState } from '../../src/shared/contract/item.ts'
import { type TextKey, texts } from '../../src/shared/text/index.ts'
import { withKeys } from '../../src/shared/text/keyNames.ts'
import { type App, anyOf } from './app.ts'

const PLAIN = resolveKeys(PLAIN_KEYS)

export type At = readonly [x: number, y: number]
/** `aspect`: height of a pixel in widths of it. */
type Size = { readonly width: number; readonly height: number; readonly aspect?: number }

/** Free border of a fitted picture, screen pixels. */
const BORDER = 8

export class DeskPage {
  readonly app: App
  constructor(app: App) {
    this.app = app
  }

  get picture(): Locator {
    return this.app.page.getByRole('region', { name: this.app.t('desk.picture') })
  }
  canvas(item: string): Locator {
    return this.app.page.getByRole('application', { name: this.app.t('desk.canvas', { name: item }) })
  }
  /** Waits until the item is on the desk with its exact pixels. */
  async shows(item: string): Promise<void> {
    const { page, t } = this.app
    await this.canvas(item).waitFor()
    await expect(this.picture.getByText(t('desk.sharpening'))).toHaveCount(0)
    await expect(page.getByRole('button', { name: anyOf((s) => `${t('save.state')}: ${s}`) })).toBeVisible()
  }

  async press(keys: string): Promise<void> {
    await this.app.page.keyboard.press(keys)
  }

  /** Screen place of an image place. */
  async spot([x, y]: At, image: Size, view: 'one' | 'fit' = 'one'): Promise<At> {
    const box = await this.app.page.getByRole('application').boundingBox()
    if (!box) throw new Error('no picture on screen')
    const aspect = image.aspect ?? 1
    const height = image.height * aspect
    const scale =
      view === 'one' ? 1 : Math.min((box.width - 2 * BORDER) / image.width, (box.height - 2 * BORDER) / height)
    const from = (room: number, length: number) => Math.round(room / 2 - (scale * length) / 2)
    return [box.x + from(box.width, image.width) + x * scale, box.y + from(box.height, height) + y * aspect * scale]
  }

  get hint(): Locator {
    return this.app.page.getByRole('contentinfo').last()
  }
  /** A hint line with the keys of the plain key set in it. */
  hintText(key: TextKey): string {
    return withKeys(texts[key][this.app.language], PLAIN)
  }
  /** Place and stored values under the pointer, as the status line tells them. */
  get pointer(): Locator {
    return this.app.page.getByText(/^x -?\d/)
  }

  get save(): Locator {
    return this.app.page.getByRole('button', { name: anyOf((s) => `${this.app.t('save.state')}: ${s}`) })
  }
  async saved(): Promise<void> {
    const { t } = this.app
    await expect(this.save).toHaveAccessibleName(anyOf((time) => `${t('save.state')}: ${t('save.saved', { time })}`))
  }
  undoDepth(count: number): Locator {
    return this.app.page.getByText(this.app.t('desk.undoDepth', { count: String(count) }), { exact: true })
  }

  tool(id: 'select' | 'box' | 'polygon' | 'polyline' | 'point'): Locator {
    const { app } = this
    return app.button(app.t(`command.tool.${id}`), app.page.getByRole('navigation', { name: app.t('desk.tools') }))
  }
  view(name: string): Locator {
    const { app } = this
    return app.button(name, app.page.getByRole('toolbar', { name: app.t('desk.viewBar') }))
  }
  tab(id: 'labels' | 'objects' | 'item' | 'history'): Locator {
    return this.app.page.getByRole('tab', { name: new RegExp(`^${this.app.t(`panel.${id}`)}`) })
  }
  get objects(): Locator {
    return this.app.page.getByRole('list', { name: this.app.t('panel.objects') }).getByRole('listitem')
  }
  get selected(): Locator {
    return this.objects.filter({ has: this.app.page.getByRole('button', { pressed: true }) })
  }
  object(text: string): Locator {
    return this.objects.filter({ hasText: text })
  }
  get items(): Locator {
    return this.app.page.getByRole('listbox', { name: this.app.t('list.title') }).getByRole('option')
  }
  item(name: string): Locator {
    return this.items.filter({ hasText: name })
  }
  state(item: string, state: ItemState): Locator {
    return this.app.page.getByRole('option', { name: new RegExp(`^${item}, ${this.app.t(`state.${state}`)}`) })
  }
  get search(): Locator {
    return this.app.page.getByRole('searchbox', { name: this.app.t('list.search') })
  }
}
