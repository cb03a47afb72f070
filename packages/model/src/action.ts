import type { Action } from './ir.ts'

/** Whether an action is answered with what its behaviour makes of it; all others answer the object, as changes do. */
export const answersItself = ({ behaviour, answers }: Action): boolean => behaviour === true && answers !== 'object'
