#!/usr/bin/env node
process.argv.splice(2, 0, 'baryon')
await import('../tools/bootstrap.mjs')
