/** Keeps what Node made of the sources, so that a command starts in half the time. Imported first, before what it is to keep. */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled'))
