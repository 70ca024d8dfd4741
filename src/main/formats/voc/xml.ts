// XML in and out. The one door to fast-xml-parser; entities and DOCTYPE are refused, size and depth are bounded.
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'
import { PandokError } from '../../../shared/contract/errors.ts'
import { utf16Of } from '../decodeText.ts'
import { isFields } from '../guards.ts'

export type XmlNode = {
  name: string
  attributes?: Record<string, string> | undefined
  text?: string | undefined
  children?: XmlNode[] | undefined
}
export const xmlNodeSchema: z.ZodType<XmlNode> = z.lazy(() =>
  z.strictObject({
    name: z.string(),
    attributes: z.record(z.string(), z.string()).optional(),
    text: z.string().optional(),
    children: z.array(xmlNodeSchema).optional(),
  }),
)

export const MOST_XML_BYTES = 64 * 2 ** 20
const MOST_DEPTH = 32

const invalid = (message: string, detail: Record<string, string | number> = {}) =>
  new PandokError('label-file-invalid', message, detail)

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MOST_DEPTH,
})

/** `codePage` is told when the text is not in the encoding it states and was read as CP949. */
export function parseXml(bytes: Buffer, codePage?: () => void): XmlNode {
  if (bytes.length > MOST_XML_BYTES)
    throw new PandokError('too-large', 'the XML file is too large', { bytes: bytes.length })
  const text = decodeXml(bytes, codePage)
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw invalid('XML with a DOCTYPE or entities is not read')
  assertDepth(text)
  const sound = XMLValidator.validate(text)
  if (sound !== true) throw invalid('the file is not well-formed XML', { line: sound.err.line })
  let tree: unknown
  try {
    tree = parser.parse(text)
  } catch {
    throw invalid('the file is not well-formed XML')
  }
  const roots = Array.isArray(tree) ? tree.flatMap(toNode) : []
  const root = roots[0]
  if (!root || roots.length !== 1) throw invalid('the XML file has no single root element')
  return root
}

/**
 * UTF-16 by its bytes, whatever is declared; then the declared encoding, then UTF-8 (.NET declares utf-16 in texts that it writes
 * as UTF-8), then the Korean code page, which tools use without saying so.
 */
function decodeXml(bytes: Buffer, codePage?: () => void): string {
  const head = bytes.subarray(0, 200).toString('latin1')
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8'
  const wide = utf16Of(bytes)
  const stated = wide ?? (declared.startsWith('utf-16') ? 'utf-8' : declared)
  for (const encoding of wide ? [wide] : [stated, 'utf-8', 'euc-kr']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (encoding === 'euc-kr' && encoding !== stated) codePage?.()
      return text
    } catch {}
  }
  throw invalid('the file is not in the encoding it states', { encoding: declared })
}

/** Counted before parsing: the parser and the validator recurse. */
function assertDepth(text: string): void {
  let depth = 0
  for (const [tag] of text.matchAll(/<\/?[A-Za-z_][^<>]*>/g)) {
    if (tag.startsWith('</')) depth--
    else if (!tag.endsWith('/>') && ++depth > MOST_DEPTH) throw invalid('the XML is nested too deep')
  }
}

function toNode(value: unknown): XmlNode[] {
  if (!isFields(value)) return []
  const name = Object.keys(value).find((key) => key !== ':@' && key !== '#text')
  if (name === undefined) return []
  const inner = value[name]
  const list: readonly unknown[] = Array.isArray(inner) ? inner : []
  const children = list.flatMap(toNode)
  const text = list.map((v) => (isFields(v) && typeof v['#text'] === 'string' ? v['#text'] : '')).join('')
  const attributes = isFields(value[':@'])
    ? Object.fromEntries(Object.entries(value[':@']).map(([k, v]) => [k, decodeEntities(String(v))]))
    : {}
  return [
    {
      name,
      ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
      ...(text === '' ? {} : { text: decodeEntities(text) }),
      ...(children.length > 0 ? { children } : {}),
    },
  ]
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex: string, decimal: string, name: string) => {
    if (name !== undefined) return NAMED[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

/** Characters that XML 1.0 cannot hold even escaped: most control characters, halves of surrogate pairs. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu

/** What is left of a text after it went through an XML file. */
export const xmlText = (text: string): string => text.replace(FORBIDDEN, '\ufffd').replace(/^ +| +$/g, '')

const encodeEntities = (text: string): string =>
  text
    .replace(FORBIDDEN, '\ufffd')
    .replace(
      /[&<>"\r\n\t]/g,
      (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? `&#${c.charCodeAt(0)};`,
    )

export function writeXml(node: XmlNode, indent = ''): string {
  const attributes = Object.entries(node.attributes ?? {})
    .map(([name, value]) => ` ${name}="${encodeEntities(value)}"`)
    .join('')
  const children = (node.children ?? []).map((child) => writeXml(child, `${indent}  `)).join('')
  const text = encodeEntities(node.text ?? '')
  if (children === '') return `${indent}<${node.name}${attributes}${text === '' ? '/>' : `>${text}</${node.name}>`}\n`
  return `${indent}<${node.name}${attributes}>${text}\n${children}${indent}</${node.name}>\n`
}

export const child = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node?.children?.find((c) => c.name === name)
export const childText = (node: XmlNode | undefined, name: string): string | null => child(node, name)?.text ?? null
export const leaf = (name: string, text: string): XmlNode => (text === '' ? { name } : { name, text })
