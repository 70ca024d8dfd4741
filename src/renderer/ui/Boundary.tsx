import { Component, type ReactNode } from 'react'
import { sayNow } from '../app/useText.ts'

/** A screen that broke says so instead of going blank; the work itself is already stored. */
export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <div className="blank" role="alert">
        <h2>{sayNow('app.broken')}</h2>
        <p>{sayNow('app.broken.hint')}</p>
        <button type="button" onClick={() => window.location.reload()}>
          {sayNow('app.reload')}
        </button>
      </div>
    )
  }
}
