// One window of the program, spoken to by the names a person reads, in the language of the window.
import type { Locator, Page } from '@playwright/test'
import { type TextArguments, type TextKey, translate } from '../../src/shared/text/index.ts'
import type { Language } from '../../src/shared/text/text.ts'
import { ClassesPage } from './classesPage.ts'
import { DeskPage } from './deskPage.ts'
import { ExportPage } from './exportPage.ts'
import { FilePicker } from './filePicker.ts'
import { ImportPage } from './importPage.ts'
import { OverviewPage } from './overviewPage.ts'
import { StartPage } from './startPage.ts'

export type Words = <K extends TextKey>(key: K, ...params: TextArguments<K>) => string

export class App {
  readonly page: Page
  language: Language

  constructor(page: Page, language: Language) {
    this.page = page
    this.language = language
  }
  readonly t: Words = (key, ...params) => translate(this.language, key, ...params)

  get start(): StartPage {
    return new StartPage(this)
  }
  get import(): ImportPage {
    return new ImportPage(this)
  }
  get desk(): DeskPage {
    return new DeskPage(this)
  }
  get classes(): ClassesPage {
    return new ClassesPage(this)
  }
  get export(): ExportPage {
    return new ExportPage(this)
  }
  get overview(): OverviewPage {
    return new OverviewPage(this)
  }
  picker(title: string): FilePicker {
    return new FilePicker(this, this.page.getByRole('dialog', { name: title }))
  }
  button(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: typeof name === 'string' })
  }
  /** "Who is working?" */
  async workAs(name: string): Promise<void> {
    await this.button(anyOf((login) => this.t('reader.start', { name: `${name} ${login}` }))).click()
  }
  /** Finds a command by words and runs it. */
  async command(words: string): Promise<void> {
    const { page } = this
    await page.keyboard.press('Control+KeyK')
    const field = page.getByRole('combobox', { name: this.t('palette.placeholder') })
    await field.fill(words)
    await page.getByRole('option', { selected: true }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  /** A passing message or a lasting one. */
  message(text: string): Locator {
    return this.page.getByText(text, { exact: false })
  }
}

/** A sentence with a parameter at its end or in its middle, to look for whatever the parameter is. */
export const anyOf = (sentence: (filler: string) => string): RegExp => {
  const [before = '', after = ''] = sentence('\u0000').split('\u0000')
  return new RegExp(`${literal(before)}.*${literal(after)}`)
}
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
