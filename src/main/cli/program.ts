// The commands as commander knows them. What they do is beside this file; how they end is in run.ts.
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { EXPORTER_IDS, LABEL_FORMAT_IDS } from '../../shared/domains/domainPack.ts'
import { packs } from '../../shared/domains/index.ts'
import { LANGUAGES } from '../../shared/text/text.ts'
import { sampleDomains } from '../sample/index.ts'
import { VERSION } from '../version.ts'
import { agree, policy } from './agree.ts'
import { viewsOfCase } from './cases.ts'
import { clinicalSheet } from './clinical.ts'
import { decode } from './decode.ts'
import { header } from './header.ts'
import { type Answer, type ExitCode, type Io, printAnswer, say } from './io.ts'
import { serveCommand } from './serve.ts'
import { selfTest, supportPack } from './support.ts'
import { check, exportDelivery, importFiles, importForeignLabels, listItems, newProject, verify } from './work.ts'

const wholeNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`${least} - ${most === Number.MAX_SAFE_INTEGER ? '' : most}`)
    return value
  }
/** A part of the whole, 0 to 1. */
const share = (text: string): number => {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= 1)) throw new InvalidArgumentError('0 - 1')
  return value
}
const gigabytes = (text: string): number => {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0.001 && value <= 100_000)) throw new InvalidArgumentError('0.001 - 100000')
  return value
}
const collect = (value: string, all: readonly string[]): string[] => [...all, value]

export type Finish = (exit: ExitCode) => void

export function createProgram(io: Io, finish: Finish): Command {
  const t = (key: Parameters<typeof say>[1]) => say(io, key)
  const program = new Command('pandok')
    .description(t('cli.description'))
    .version(VERSION)
    .showHelpAfterError()
    .configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: (text) => io.note(text.trimEnd()) })
  const answer = async (given: Promise<Answer>) => finish(printAnswer(io, await given))

  /** Every command takes these; they are read before commander runs (run.ts), and named here for the help. */
  const command = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .option('--json', t('cli.json'))
      .addOption(new Option('--lang <language>', t('cli.lang')).choices(LANGUAGES))
      .option('--user <login>', t('cli.user'))

  command('decode', t('cli.decode'))
    .argument('<file>')
    .option('--frame <number>', t('cli.decode.frame'), wholeNumber(0), 0)
    .option('--out <raw>', t('cli.decode.out'))
    .action((file, options) => answer(decode(io, file, options)))

  command('header', t('cli.header'))
    .argument('<file>')
    .action((file) => answer(header(io, file)))

  command('new', t('cli.new'))
    .argument('<project>')
    .addOption(new Option('--domain <id>', t('cli.new.domain')).choices(Object.keys(packs)).makeOptionMandatory())
    .option('--title <title>', t('cli.new.title'))
    .action((project, options) => answer(newProject(io, project, options)))

  command('import', t('cli.import'))
    .argument('<project>')
    .argument('<path...>')
    .option('--dry-run', t('cli.import.dryRun'))
    .option('--copy', t('cli.import.copy'))
    .addOption(new Option('--group <how>', t('cli.import.group')).choices(['series', 'none']).default('series'))
    .action((project, paths, options) => answer(importFiles(io, project, paths, options)))

  command('labels', t('cli.labels'))
    .argument('<project>')
    .argument('<file...>')
    .addOption(new Option('--format <id>', t('cli.format')).choices(['auto', ...LABEL_FORMAT_IDS]).default('auto'))
    .option('--reader <login>', t('cli.labels.reader'))
    .option('--round <number>', t('cli.labels.round'), wholeNumber(1, 999))
    .action((project, files, options) => answer(importForeignLabels(io, project, files, options)))

  command('list', t('cli.list'))
    .argument('<project>')
    .option('--where <filter>', t('cli.where'))
    .option('--limit <number>', t('cli.list.limit'), wholeNumber(1), 100)
    .option('--after <key>', t('cli.list.after'))
    .action((project, options) => answer(listItems(io, project, options)))

  command('view', t('cli.view'))
    .argument('<project>')
    .argument('<case>')
    .option('--from <place>', t('cli.view.from'))
    .option('--to <place>', t('cli.view.to'))
    .option('--undo', t('cli.view.undo'))
    .option('--reason <text>', t('cli.view.reason'))
    .action((project, name, options) => answer(viewsOfCase(io, project, name, options)))

  command('clinical', t('cli.clinical'))
    .argument('<project>')
    .argument('<file>')
    .option('--dry-run', t('cli.import.dryRun'))
    .option('--map <variable=column>', t('cli.clinical.map'), collect, [])
    .option('--sheet <name>', t('cli.clinical.sheet'))
    .action((project, file, options) => answer(clinicalSheet(io, project, file, options)))

  command('check', t('cli.check'))
    .argument('<project>')
    .action((project) => answer(check(io, project)))

  command('agree', t('cli.agree'))
    .argument('<project>')
    .requiredOption('--rounds <A,B>', t('cli.agree.rounds'))
    .option('--iou <share>', t('cli.agree.iou'), share)
    .option('--where <filter>', t('cli.where'))
    .action((project, options) => answer(agree(io, project, options)))

  command('policy', t('cli.policy'))
    .argument('<project>')
    .addOption(new Option('--blind <switch>', t('cli.policy.blind')).choices(['on', 'off']))
    .addOption(new Option('--gate <switch>', t('cli.policy.gate')).choices(['on', 'off']))
    .option('--iou <share>', t('cli.agree.iou'), share)
    .option('--reason <text>', t('cli.view.reason'))
    .action((project, options) => answer(policy(io, project, options)))

  command('export', t('cli.export'))
    .argument('<project>')
    .argument('<outdir>')
    .addOption(new Option('--format <id>', t('cli.format')).choices(['yolo', ...EXPORTER_IDS]).makeOptionMandatory())
    .option('--where <filter>', t('cli.where'))
    .option('--images', t('cli.export.images'))
    .addOption(new Option('--png <bits>', t('cli.export.png')).choices(['8', '16']))
    .option('--jpg', t('cli.export.jpg'))
    .option('--part-gb <size>', t('cli.export.partGb'), gigabytes)
    .option('--validation <share>', t('cli.export.validation'), share)
    .option('--seed <number>', t('cli.export.seed'), wholeNumber(0))
    .option('--folds <number>', t('cli.export.folds'), wholeNumber(2, 100))
    .option('--integer', t('cli.export.integer'))
    .action((project, outDir, options) => answer(exportDelivery(io, project, outDir, options)))

  command('verify', t('cli.verify'))
    .argument('<project>')
    .action((project) => answer(verify(io, project)))

  command('serve', t('cli.serve'))
    .addArgument(new Argument('[project]'))
    .option('--port <number>', t('cli.serve.port'), wholeNumber(0, 65_535), 0)
    .option('--no-open', t('cli.serve.noOpen'))
    .option('--root <folder>', t('cli.serve.root'), collect, [])
    .addOption(new Option('--sample <domain>', t('cli.serve.sample')).choices(sampleDomains))
    .option('--token-uses <number>', t('cli.serve.tokenUses'), wholeNumber(1))
    .action(async (project, options) => finish(await serveCommand(io, project, options)))

  command('self-test', t('cli.selfTest')).action(() => answer(selfTest(io)))

  command('support-pack', t('cli.supportPack'))
    .argument('[folder]')
    .action((folder) => answer(supportPack(io, folder)))

  return program
}
