import type { Work } from '@baryon/decide'
import { ensureDefaultGroup } from '../security-group/default-group.ts'

const MOST = 4096

/** The default groups of projects, remembered: a cache that may be wrong, since transactions may be undone; it is always looked up. */
export class DefaultGroups {
  readonly #groups = new Map<string, string>()

  /** The id of the project's default group, which is made when it is not there. */
  async of(project: string, work: Work): Promise<string> {
    const known = this.#groups.get(project)
    if (known !== undefined && (await work.get('SecurityGroup', known))?.row['default_of'] === project) return known
    const found = await ensureDefaultGroup(work, project)
    if (this.#groups.size === MOST) this.#groups.clear()
    this.#groups.set(project, found)
    return found
  }
}
