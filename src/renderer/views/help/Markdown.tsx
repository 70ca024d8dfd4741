// Markdown as elements of the page. The library only takes the text apart; raw HTML in it is shown as text, never made into
// elements, and links lead nowhere outside.
import { lexer, type Token, type Tokens } from 'marked'
import { Fragment, type ReactNode } from 'react'

type Draw = { readonly [T in keyof Known]: (token: Known[T]) => ReactNode }
type Known = {
  heading: Tokens.Heading
  paragraph: Tokens.Paragraph
  list: Tokens.List
  table: Tokens.Table
  code: Tokens.Code
  blockquote: Tokens.Blockquote
  text: Tokens.Text
  strong: Tokens.Strong
  em: Tokens.Em
  codespan: Tokens.Codespan
  link: Tokens.Link
  escape: Tokens.Escape
  br: Tokens.Br
  hr: Tokens.Hr
  space: Tokens.Space
}

/** A page never changes while it is shown, so that a place is a name. */
const inOrder = <T,>(list: readonly T[], draw: (t: T) => ReactNode): ReactNode =>
  // biome-ignore lint/suspicious/noArrayIndexKey: the text has no other names for its parts
  list.map((t, i) => <Fragment key={i}>{draw(t)}</Fragment>)

const all = (tokens: readonly Token[] | undefined): ReactNode => inOrder(tokens ?? [], one)
const HEADINGS = ['h2', 'h2', 'h3', 'h4', 'h4', 'h4'] as const

const draw: Draw = {
  heading({ depth, tokens }) {
    const Heading = HEADINGS[depth - 1] ?? 'h4'
    return <Heading data-depth={depth}>{all(tokens)}</Heading>
  },
  paragraph: ({ tokens }) => <p>{all(tokens)}</p>,
  list({ ordered, items }) {
    const List = ordered ? 'ol' : 'ul'
    return (
      <List>
        {inOrder(items, (item) => (
          <li>{all(item.tokens)}</li>
        ))}
      </List>
    )
  },
  table: ({ header, rows }) => (
    <table className="grid-table">
      <thead>
        <tr>
          {inOrder(header, (cell) => (
            <th scope="col">{all(cell.tokens)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {inOrder(rows, (cells) => (
          <tr>
            {inOrder(cells, (cell) => (
              <td>{all(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  ),
  code: ({ text }) => <pre>{text}</pre>,
  blockquote: ({ tokens }) => <blockquote>{all(tokens)}</blockquote>,
  text: ({ text, tokens }) => (tokens ? all(tokens) : text),
  strong: ({ tokens }) => <strong>{all(tokens)}</strong>,
  em: ({ tokens }) => <em>{all(tokens)}</em>,
  codespan: ({ text }) => <code>{text}</code>,
  link: ({ tokens }) => all(tokens),
  escape: ({ text }) => text,
  br: () => <br />,
  hr: () => <hr />,
  space: () => null,
}

const isKnown = (type: string): type is keyof Known => type in draw

function one(token: Token): ReactNode {
  if (!isKnown(token.type)) return token.raw
  // Each entry takes the token of its own name; the compiler cannot follow a name through a table.
  const render = draw[token.type] as (t: Token) => ReactNode
  return render(token)
}

export const Markdown = ({ text }: { text: string }) => <>{all(lexer(text))}</>
