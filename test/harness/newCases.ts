import type { ProjectInfo } from '../../src/shared/contract/project.ts'
import type { TestApp } from './requestApp.ts'

/** A mammography project in the folder of the app; its maker `kim` acts. */
export async function newCases(app: TestApp, name = 'm'): Promise<ProjectInfo> {
  const project: ProjectInfo = await app.call('project', 'create', {
    parent: app.dir,
    name,
    title: name,
    domain: 'mammography',
    schema: null,
    user: { login: 'kim', name: '김', colour: '#4c9be8' },
  })
  app.actAs(project.users[0]!.id)
  return project
}
