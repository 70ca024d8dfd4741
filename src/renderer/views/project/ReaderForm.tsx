import { Button, ColorInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { User } from '../../../shared/contract/project.ts'
import { api } from '../../api/client.ts'
import { PALETTE, paletteColour } from '../../app/newClasses.ts'
import { useText } from '../../app/useText.ts'
import { toastFault } from '../../ui/toast.ts'

export function ReaderForm(p: {
  projectId: string
  taken: number
  user?: User
  onClose(): void
  onSaved(user: User): void
}) {
  const t = useText()
  const [name, setName] = useState(p.user?.name ?? '')
  const [login, setLogin] = useState(p.user?.login ?? '')
  const [colour, setColour] = useState(p.user?.colour ?? paletteColour(p.taken))
  const [busy, setBusy] = useState(false)
  const short = login.trim() || name.trim().replace(/\s+/g, '')
  const ready = name.trim() !== '' && !/\s/.test(short) && /^#[0-9a-f]{6}$/.test(colour)
  const save = async () => {
    setBusy(true)
    try {
      const fields = { projectId: p.projectId, name: name.trim(), colour }
      p.onSaved(
        await (p.user ? api.users.update({ ...fields, id: p.user.id }) : api.users.create({ ...fields, login: short })),
      )
    } catch (error) {
      toastFault(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="reader-form"
      onSubmit={(e) => {
        e.preventDefault()
        if (ready) void save()
      }}
    >
      <TextInput autoFocus label={t('reader.name')} value={name} onChange={(e) => setName(e.currentTarget.value)} />
      {p.user ? null : (
        <TextInput
          label={t('reader.login')}
          placeholder={short}
          value={login}
          onChange={(e) => setLogin(e.currentTarget.value)}
        />
      )}
      <ColorInput
        label={t('reader.colour')}
        format="hex"
        eyeDropperButtonProps={{ 'aria-label': t('app.pickColour') }}
        swatches={[...PALETTE]}
        swatchesPerRow={10}
        value={colour}
        onChange={(c) => setColour(c.toLowerCase())}
      />
      <div className="row">
        <span className="grow" />
        <Button variant="default" onClick={p.onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" disabled={!ready} loading={busy}>
          {t(p.user ? 'app.save' : 'app.add')}
        </Button>
      </div>
    </form>
  )
}
