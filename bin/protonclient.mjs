#!/usr/bin/env node
process.argv.splice(2, 0, 'protonclient')
await import('../tools/bootstrap.mjs')
