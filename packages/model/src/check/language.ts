import type { Language } from '../read/file.ts'
import type { MapNode } from '../read/node.ts'
import type { Report } from './diagnostic.ts'

export function checkLanguage(_root: MapNode, _language: Language, _report: Report): void {}
