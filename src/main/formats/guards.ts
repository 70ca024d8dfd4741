// Small questions about values that came out of somebody else's file.
import type { AttributeValue } from '../../shared/annotation/model.ts'
import type { Fields } from './record.ts'

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isFiniteNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

export const isNumbers = (value: unknown): value is number[] => Array.isArray(value) && value.every(isFiniteNumber)

export const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** A positive whole number of pixels, also from "640" or 640.0. */
export function asPixels(value: unknown): number | null {
  const n = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof n === 'number' && Number.isInteger(n) && n > 0 && n < 2 ** 31 ? n : null
}

export const isAttributeValue = (value: unknown): value is AttributeValue =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  isFiniteNumber(value) ||
  (Array.isArray(value) && value.every((v) => typeof v === 'string'))

/** The same fields without some; own keys only, so a file's `__proto__` stays data. */
export const without = (fields: Fields, names: ReadonlySet<string>): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.has(name)))

export const isEmpty = (fields: Fields): boolean => Object.keys(fields).length === 0
