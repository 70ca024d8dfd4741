import type { ReactNode } from 'react'
import { commandTitle } from '../../../shared/commands/command.ts'
import { type CommandId, commands } from '../../../shared/commands/table.ts'
import { goTo, type ProjectPage, projectRoute } from '../../app/route.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { icon } from '../../ui/icons.ts'
import { ProjectBar } from './ProjectBar.tsx'
import { useProject } from './projectContext.ts'

const PAGES: readonly { page: ProjectPage; command: CommandId }[] = [
  { page: 'items', command: 'project.work' },
  { page: 'overview', command: 'project.overview' },
  { page: 'import', command: 'project.import' },
  { page: 'classes', command: 'project.classes' },
  { page: 'check', command: 'project.check' },
  { page: 'review', command: 'project.review' },
  { page: 'agree', command: 'project.agree' },
  { page: 'clinical', command: 'project.clinical' },
  { page: 'names', command: 'project.names' },
  { page: 'bulk', command: 'project.bulk' },
  { page: 'field', command: 'project.field' },
  { page: 'export', command: 'project.export' },
]

/** Pages that only projects with these settings of their pack have. */
const OF_THE_FIELD: Readonly<Partial<Record<ProjectPage, 'xray' | 'mammo'>>> = {
  names: 'xray',
  field: 'xray',
  clinical: 'mammo',
}

/** Frame of every project screen but the workbench. */
export function PageShell(p: { page: ProjectPage; children: ReactNode }) {
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  const here = PAGES.find((x) => x.page === p.page)
  return (
    <div className="shell">
      <ProjectBar crumb={<span className="bar-here">{here ? title(commandTitle(here.command)) : ''}</span>} />
      <nav className="shell-nav" aria-label={t('project.nav')}>
        {PAGES.filter(({ page }) => {
          const field = OF_THE_FIELD[page]
          return !field || project[field] !== null
        }).map(({ page, command }) => (
          <button
            key={page}
            type="button"
            className="plain-button shell-link"
            aria-current={page === p.page ? 'page' : undefined}
            onClick={() => goTo(projectRoute(project.id, page))}
          >
            {icon(commands[command].icon, 17)}
            {title(commandTitle(command))}
          </button>
        ))}
      </nav>
      <main className="shell-main scroll">{p.children}</main>
    </div>
  )
}
