import { Button, Popover } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useText } from '../../app/useText.ts'
import { FaultNotice, Waiting } from '../../ui/states.tsx'

/** The proof that nothing leaves the machine, on request. */
export function SelfTest() {
  const t = useText()
  const [open, setOpen] = useState(false)
  const test = useQuery(open ? 'self-test' : null, () => api.app.selfTest(undefined))
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={380} shadow="md" zIndex={150}>
      <Popover.Target>
        <Button variant="subtle" color="gray" onClick={() => setOpen(!open)}>
          {t('start.selfTest')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('start.selfTest')}>
        {test.loading ? <Waiting /> : null}
        {test.fault ? <FaultNotice fault={test.fault} retry={test.reload} /> : null}
        {(test.data?.checks ?? []).map((c) => (
          <div key={c.name} className="self-test-row">
            {c.ok ? (
              <IconCheck size={16} className="ok" aria-hidden />
            ) : (
              <IconX size={16} className="bad" aria-hidden />
            )}
            <span className="grow">
              {c.name} <span className="faint small">{t(c.ok ? 'start.selfTest.pass' : 'start.selfTest.fail')}</span>
              <span className="faint small self-test-detail">{c.detail}</span>
            </span>
          </div>
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}
