import { Button, ColorInput, Modal, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import type { ProjectInfo } from '../../../shared/contract/project.ts'
import { packs } from '../../../shared/domains/index.ts'
import { api } from '../../api/client.ts'
import { PALETTE, schemaFromNames } from '../../app/newClasses.ts'
import { workAs } from '../../app/people.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { FilePicker } from '../../ui/FilePicker.tsx'
import { toastFault } from '../../ui/toast.ts'
import { PackChoice } from './PackChoice.tsx'

const FORBIDDEN = /[\\/:*?"<>|]/
const isHex = (c: string) => /^#[0-9a-f]{6}$/.test(c)

export function NewProject(p: { opened: boolean; onClose(): void; onMade(project: ProjectInfo): void }) {
  const t = useText()
  const [picking, setPicking] = useState<Picking>(null)
  return (
    // Esc belongs to the picker while that one is open.
    <Modal opened={p.opened} onClose={p.onClose} closeOnEscape={picking === null} title={t('wizard.title')} size={600}>
      {p.opened ? <Wizard {...p} picking={picking} setPicking={setPicking} /> : null}
    </Modal>
  )
}

type Picking = 'folder' | 'classes' | null

function Wizard(p: {
  picking: Picking
  setPicking(next: Picking): void
  onClose(): void
  onMade(project: ProjectInfo): void
}) {
  const { picking, setPicking } = p
  const t = useText()
  const title = useTitle()
  const [name, setName] = useState('')
  const [folder, setFolder] = useState<string | null>(null)
  const [domain, setDomain] = useState('general')
  const [source, setSource] = useState<'none' | 'list' | 'file'>('none')
  const [list, setList] = useState('')
  const [fromFile, setFromFile] = useState<LabelSchema | null>(null)
  const [person, setPerson] = useState({ name: '', login: '', colour: PALETTE[0] as string })
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const roots = useQuery('roots', () => api.files.roots(undefined))
  const parent = folder ?? roots.data?.[0]?.path ?? null

  const login = person.login || person.name.trim().replace(/\s+/g, '')
  const nameError = !name.trim() ? t('wizard.needName') : FORBIDDEN.test(name) ? t('wizard.badName') : null
  /** Classes that the field itself brings. */
  const brought = packs[domain]?.schema.classes.length ?? 0
  const schema = source === 'list' ? schemaFromNames(list) : source === 'file' ? fromFile : null

  const create = async () => {
    setTried(true)
    if (nameError || !person.name.trim() || /\s/.test(login) || !parent || !isHex(person.colour)) return
    setBusy(true)
    try {
      const project = await api.project.create({
        parent,
        name: name.trim(),
        title: name.trim(),
        domain,
        schema,
        user: { name: person.name.trim(), login, colour: person.colour },
      })
      const me = project.users.find((u) => u.login === login)
      if (me) workAs(project.id, me.id)
      p.onMade(project)
    } catch (error) {
      toastFault(error)
      setBusy(false)
    }
  }
  const readClasses = async (path: string) => {
    try {
      setFromFile(await api.project.classesFromFile({ path }))
    } catch (error) {
      toastFault(error)
    }
  }
  return (
    <form
      className="wizard"
      onSubmit={(e) => {
        e.preventDefault()
        void create()
      }}
    >
      <TextInput
        data-autofocus
        label={t('wizard.name')}
        description={t('wizard.name.hint', { folder: `${name.trim() || '…'}.pandok` })}
        value={name}
        error={tried ? nameError : null}
        onChange={(e) => setName(e.currentTarget.value)}
      />
      <div className="row">
        <TextInput className="grow" label={t('wizard.folder')} readOnly value={parent ?? ''} />
        <Button variant="default" mt={22} aria-label={t('wizard.folder.pick')} onClick={() => setPicking('folder')}>
          {t('app.choose')}
        </Button>
      </div>
      <PackChoice value={domain} onChange={setDomain} />
      <div className="column">
        <span className="head">{t('wizard.classes')}</span>
        <SegmentedControl
          aria-label={t('wizard.classes')}
          value={source}
          onChange={(v) => setSource(v === 'list' || v === 'file' ? v : 'none')}
          data={[
            {
              value: 'none',
              label: brought > 0 ? t('wizard.classes.pack', { count: brought }) : t('wizard.classes.none'),
            },
            { value: 'list', label: t('wizard.classes.list') },
            { value: 'file', label: t('wizard.classes.file') },
          ]}
        />
        {source === 'list' ? (
          <Textarea
            label={t('wizard.classes.list.label')}
            autosize
            minRows={3}
            maxRows={8}
            value={list}
            onChange={(e) => setList(e.currentTarget.value)}
          />
        ) : null}
        {source === 'file' ? (
          <Button variant="default" onClick={() => setPicking('classes')}>
            {t('wizard.classes.file.pick')}
          </Button>
        ) : null}
        {schema ? (
          <>
            <span className="quiet small">{t('wizard.classes.found', { count: schema.classes.length })}</span>
            <div className="wizard-classes scroll">
              {schema.classes.slice(0, 100).map((c) => (
                <span key={c.id} className="row small">
                  <span className="swatch" style={{ background: c.colour }} />
                  {title(c.title)}
                </span>
              ))}
            </div>
          </>
        ) : null}
      </div>
      <div className="column">
        <span className="head">{t('wizard.user')}</span>
        <div className="wizard-pair">
          <TextInput
            label={t('wizard.user.name')}
            value={person.name}
            error={tried && !person.name.trim() ? t('wizard.needName') : null}
            onChange={(e) => setPerson({ ...person, name: e.currentTarget.value })}
          />
          <ColorInput
            label={t('wizard.user.colour')}
            format="hex"
            eyeDropperButtonProps={{ 'aria-label': t('app.pickColour') }}
            swatches={[...PALETTE]}
            swatchesPerRow={10}
            value={person.colour}
            onChange={(colour) => setPerson({ ...person, colour: colour.toLowerCase() })}
          />
        </div>
        <TextInput
          label={t('wizard.user.login')}
          description={t('wizard.user.login.hint')}
          placeholder={login}
          value={person.login}
          error={tried && /\s/.test(login) ? t('wizard.needLogin') : null}
          onChange={(e) => setPerson({ ...person, login: e.currentTarget.value })}
        />
      </div>
      <div className="row wizard-foot">
        <span className="grow" />
        <Button variant="default" onClick={p.onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('wizard.create')}
        </Button>
      </div>
      <FilePicker
        opened={picking !== null}
        title={t(picking === 'classes' ? 'wizard.classes.file.pick' : 'wizard.folder.pick')}
        show={picking === 'classes' ? 'labels' : 'folders'}
        want={picking === 'classes' ? 'file' : 'folder'}
        confirm={t(picking === 'classes' ? 'wizard.classes.file.confirm' : 'wizard.folder.confirm')}
        onClose={() => setPicking(null)}
        onPick={([path]) => {
          if (path && picking === 'folder') setFolder(path)
          if (path && picking === 'classes') void readClasses(path)
          setPicking(null)
        }}
      />
    </form>
  )
}
