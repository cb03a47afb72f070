import { restproxyErrors } from '@baryon/backends'
import { commandErrors, restproxyPage } from '@baryon/backends/commands'
import { clientErrors } from '@baryon/client'
import { decideErrors } from '@baryon/decide'
import {
  type Artefact,
  banner,
  emitters,
  fileErrors,
  formatDiagnostic,
  languageArtefacts,
  loadModels,
  modelErrors,
  type Service,
} from '@baryon/model'
import { reconcileErrors } from '@baryon/reconcile'
import {
  admitErrors,
  allSettings,
  configurationPage,
  controllerErrors,
  openstackErrors,
  serverErrors,
  serviceSettingsPage,
} from '@baryon/server'
import { storeErrors } from '@baryon/store'
import { networkingErrors } from '../services/networking/behaviour/errors.ts'
import { errorReference } from './error-reference.ts'

/** Folder of each emitter's files. */
const folders: Readonly<Record<keyof typeof emitters, string>> = {
  client: 'packages/client/src/generated',
  diagram: 'docs/reference/diagrams',
  docs: 'docs/reference/services',
  openapi: 'docs/reference',
  sql: 'docs/reference/sql',
}

/** Folders that hold nothing but generated files: one that is no longer made is stale. */
export const ownedFolders = [folders.client, folders.diagram, folders.docs, folders.sql]

const errors = () =>
  errorReference([
    { title: 'Requests', about: 'What the server refuses before it looks at an object.', rows: serverErrors.rows },
    { title: 'Bodies', about: 'What is wrong with an object in a request.', rows: admitErrors.rows },
    { title: 'Values and policies', about: 'What does not fit the model.', rows: modelErrors.rows },
    { title: 'Decisions', about: 'What the state of the objects does not allow.', rows: decideErrors.rows },
    { title: 'Storage', about: 'What the store refuses.', rows: storeErrors.rows },
    {
      title: 'OpenStack requests',
      about: 'What the dialect refuses before it looks at an object.',
      rows: openstackErrors.rows,
    },
    { title: 'Controllers', about: 'What the routes of controllers refuse.', rows: controllerErrors.rows },
    {
      title: 'Backends',
      about: 'Why a thing is not told, and why a resync does not go through.',
      rows: reconcileErrors.rows,
    },
    {
      title: 'restproxy',
      about: 'What is wrong with the configuration of controllers, and what they answer.',
      rows: restproxyErrors.rows,
    },
    { title: 'OpenStack Networking', about: 'What the service `networking` refuses.', rows: networkingErrors.rows },
    { title: 'Model files', about: 'What `baryon model check` and a start find in models.', rows: fileErrors.rows },
    { title: 'Command line', about: 'What the client and its commands refuse.', rows: clientErrors.rows },
    {
      title: 'Commands about controllers',
      about: 'What `baryon controllers` and `baryon install` refuse.',
      rows: commandErrors.rows,
    },
  ])

const configuration = () => `<!-- ${banner('packages/server/src/config/settings.ts')} -->\n\n${configurationPage()}`

const restproxy = () => `<!-- ${banner('packages/backends/src/restproxy/config/table.ts')} -->\n\n${restproxyPage()}`

async function serviceSettings() {
  const settings = await allSettings(['services'], undefined)
  if (!settings.ok) throw new Error(settings.faults.map(fault => fault.message).join('\n'))
  return `<!-- ${banner('services/*/behaviour/settings.ts')} -->\n\n${serviceSettingsPage(settings.value)}`
}

async function shippedServices(): Promise<readonly Service[]> {
  const { services, diagnostics, ok } = await loadModels(['services'])
  if (ok) return services
  const text = diagnostics.map(each => formatDiagnostic(each, { colour: false })).join('\n')
  throw new Error(`Correct the models in services/:\n${text}`)
}

/** Every committed file that is made from something else, by its path in the project. The working directory is the project's. */
export async function artefacts(): Promise<readonly Artefact[]> {
  const services = await shippedServices()
  const emitted = Object.entries(folders).flatMap(([name, folder]) =>
    emitters[name as keyof typeof emitters]
      .emit(services)
      .map(({ path, text }) => ({ path: `${folder}/${path}`, text })),
  )
  return [
    ...emitted,
    ...languageArtefacts(),
    { path: 'docs/reference/configuration.md', text: configuration() },
    { path: 'docs/reference/errors.md', text: errors() },
    { path: 'docs/reference/restproxy.md', text: restproxy() },
    { path: 'docs/reference/service-settings.md', text: await serviceSettings() },
  ]
}
