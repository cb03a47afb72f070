import type { Service } from '../ir.ts'
import type { Draft } from '../read/draft.ts'
import type { Report } from './diagnostic.ts'

/** Checks what services may not have in common. */
export function checkServices(_drafts: readonly Draft[], _services: readonly Service[], _report: Report): void {}
