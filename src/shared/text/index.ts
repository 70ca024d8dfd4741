import type { Bilingual } from '../annotation/labelSchema.ts'
import { agreementTexts } from './agreement.ts'
import { appTexts } from './app.ts'
import { caseSheetTexts } from './caseSheet.ts'
import { classTexts } from './classes.ts'
import { clinicalPageTexts } from './clinicalPage.ts'
import { commandTexts } from './commands.ts'
import { deskTexts } from './desk.ts'
import { dicomTexts } from './dicom.ts'
import { editingTexts } from './editing.ts'
import { errorTexts } from './errors.ts'
import { exportTexts } from './export.ts'
import { fieldPageTexts } from './fieldPages.ts'
import { formatTexts } from './formats.ts'
import { habitTexts } from './habits.ts'
import { importTexts } from './import.ts'
import { inspectTexts } from './inspect.ts'
import { intakeTexts } from './intake.ts'
import { maskTexts } from './masks.ts'
import { outlineTexts } from './outline.ts'
import { projectTexts } from './project.ts'
import { ruleTexts } from './rules.ts'
import { startTexts } from './start.ts'
import { fillIn, type Language, type Params, type ParamsOf } from './text.ts'
import { verifyTexts } from './verify.ts'
import { xrayTexts } from './xray.ts'

export const texts = {
  ...agreementTexts,
  ...appTexts,
  ...caseSheetTexts,
  ...classTexts,
  ...clinicalPageTexts,
  ...commandTexts,
  ...deskTexts,
  ...dicomTexts,
  ...editingTexts,
  ...errorTexts,
  ...exportTexts,
  ...fieldPageTexts,
  ...formatTexts,
  ...habitTexts,
  ...importTexts,
  ...inspectTexts,
  ...intakeTexts,
  ...maskTexts,
  ...outlineTexts,
  ...projectTexts,
  ...ruleTexts,
  ...startTexts,
  ...verifyTexts,
  ...xrayTexts,
} as const

export type TextKey = keyof typeof texts
export type TextArguments<K extends TextKey> = [ParamsOf<(typeof texts)[K]>] extends [never]
  ? []
  : [params: Readonly<Record<ParamsOf<(typeof texts)[K]>, string | number>>]

export const translate = <K extends TextKey>(language: Language, key: K, ...params: TextArguments<K>): string =>
  fillIn(texts[key][language], params[0] ?? {}, language)

const table: Readonly<Record<string, Bilingual | undefined>> = texts
/** For keys made from data (error codes, reasons): null when there is no such sentence. */
export const translateCode = (language: Language, key: string, params: Params = {}): string | null => {
  const found = table[key]
  return found ? fillIn(found[language], params, language) : null
}
