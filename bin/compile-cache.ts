/** Keeps what Node made of the sources, for those that run this folder without the bootstrap, which does the same. Imported first. */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled'))
